"""The desk of legal texts: the next version written, looked at as its readers will see it, published for good."""

import uuid
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.accounts.queries import agreed_to_terms, faces
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.labels import LEGAL_KINDS
from capitune.backoffice.legalform import LegalForm, PublishForm, VersionForm
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.markdown import written
from capitune.legal import services
from capitune.legal.models import LegalText
from capitune.legal.queries import legal_texts, stages, text_by_id
from capitune.legal.states import Kind

Words = dict[str, dict[str, str]]


class LegalDesk(GuardedView):
    """``/admin/legal``."""

    doors = dict.fromkeys(
        ("index", "begin", "show", "change", "publish", "discard"), Permission.LEGAL_MANAGE
    )
    sensitive = frozenset({"publish", "discard"})
    icon = "file-text"
    short = _l("Legal")
    group = _l("People and content")
    vocabulary = {"kinds": LEGAL_KINDS}

    def __init__(self) -> None:
        super().__init__(name=_l("Legal texts"), endpoint="legaltexts", url="/admin/legal")

    @expose("/")
    def index(self) -> Any:
        """Each version: where it stands, who published it, how many people agreed to it."""
        texts = legal_texts()
        people = {text.publisher_id for text in texts if text.publisher_id}
        return self.render(
            "backoffice/legal.html",
            texts={kind: [text for text in texts if text.kind is kind] for kind in Kind},
            stages=stages(texts, today()),
            publishers=faces(people),
            agreed=agreed_to_terms(text.label for text in texts if text.label),
        )

    @expose("/draft", methods=("POST",))
    def begin(self) -> Any:
        """The draft of the next version, a new one or the one that is there."""
        kind = request.form.get("kind", "")
        if kind not in set(Kind):
            raise NotFound
        key = services.begin_draft(current_actor(), Kind(kind))
        return go(self.get_url(".show", text_id=key))

    @expose("/<uuid:text_id>")
    def show(self, text_id: uuid.UUID) -> Any:
        """A draft to write, or a published version to read."""
        found = _found(text_id)
        return self._page(found, LegalForm.of(found))

    @expose("/<uuid:text_id>", methods=("POST",))
    def change(self, text_id: uuid.UUID) -> Any:
        """What somebody else changed meanwhile is shown beside what one wrote; sending it again keeps one's own."""
        found, form = _found(text_id), LegalForm()
        if form.validate_on_submit() and not form.only_look.data:
            version = form.version.data or 0
            kept = form.attempt(
                services.change_draft, current_actor(), text_id, form.texts, version
            )
            if kept is not None:
                flash(_("Recorded. Nobody but the team sees it before it is published."), "success")
                return go(self.get_url(".show", text_id=text_id))
        return self._page(found, form)

    @expose("/<uuid:text_id>/publish", methods=("POST",))
    def publish(self, text_id: uuid.UUID) -> Any:
        """From its day on it counts; nobody changes it any more."""
        found, form = _found(text_id), PublishForm()
        if form.validate_on_submit():
            version = form.version.data or 0
            done = form.attempt(
                services.publish_text, current_actor(), text_id, form.day.data, version
            )
            if done is not None:
                flash(_("Published. From its day on, this version counts."), "success")
                return go(self.get_url(".index"))
        return self._page(found, LegalForm.of(found), form)

    @expose("/<uuid:text_id>/discard", methods=("POST",))
    def discard(self, text_id: uuid.UUID) -> Any:
        """The draft is gone; what is published stays."""
        _found(text_id)
        form = VersionForm()
        if form.validate_on_submit():
            services.discard_draft(current_actor(), text_id, form.version.data)
            flash(_("The draft is thrown away."), "success")
        return go(self.get_url(".index"))

    def _page(
        self, found: LegalText, form: LegalForm, publishing: PublishForm | None = None
    ) -> Any:
        theirs = form.theirs(found)
        tried = publishing or PublishForm(formdata=None)
        # What may be published is what stands here, never what another window still shows.
        tried.version.data, tried.version.raw_data = found.version, None
        wrong = form.errors or tried.errors or theirs
        return self.render(
            "backoffice/legaltext.html",
            form=form,
            found=found,
            theirs=theirs,
            publishing=tried,
            stage=stages([found], today())[found.id],
            look=_looks(form.texts),
            status=422 if wrong else 200,
        )


def _looks(texts: Words) -> Words:
    """The words of each language as their readers will see them."""
    return {
        language: {
            "title": words["title"],
            "body": written(words["body"]),
            "changes": written(words["changes"]),
        }
        for language, words in texts.items()
    }


def _found(key: uuid.UUID) -> LegalText:
    found = text_by_id(key)
    if found is None:
        raise NotFound
    return found
