"""A professional's own texts to begin messages with."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.messageforms import ReplyForm
from capitune.dossiers.models import CannedReply
from capitune.dossiers.queries.canned import replies_of, reply_by_id
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.canned import SHOWN

LIST = "/replies"
ONE = f"{LIST}/<uuid:reply_id>"


@bp.get(LIST)
@access(Permission.CANNED_KEEP)
def replies() -> Response:
    """One's own, by title."""
    return page("dossiers/replies.html", rows=replies_of(current_actor()))


@bp.route(f"{LIST}/new", methods=["GET", "POST"])
@access(Permission.CANNED_KEEP)
def keep_reply() -> Response:
    """One more."""
    form = ReplyForm()
    facts = {"title": form.title.data or "", "body": form.body.data or ""}
    if form.validate_on_submit() and form.attempt(services.keep_reply, current_actor(), **facts):
        flash(_("Kept."), "success")
        return go(LIST)
    return _form(form, None)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(Permission.CANNED_EDIT, subject=reply_by_id)
def change_reply(reply: CannedReply) -> Response:
    """Other words."""
    form = ReplyForm(obj=reply)
    facts = {"title": form.title.data or "", "body": form.body.data or ""}
    if form.validate_on_submit() and form.attempt(
        services.change_reply, current_actor(), reply, **facts
    ):
        flash(_("Saved."), "success")
        return go(LIST)
    return _form(form, reply)


@bp.route(f"{ONE}/remove", methods=["GET", "POST"])
@access(Permission.CANNED_EDIT, subject=reply_by_id)
def remove_reply(reply: CannedReply) -> Response:
    """Keep it no longer, once the question is answered."""
    form, name = ConfirmForm(), reply.title
    if form.validate_on_submit():
        services.remove_reply(current_actor(), reply)
        flash(_("Removed."), "success")
        return go(LIST)
    return page("dossiers/reply_remove.html", form=form, back=LIST, name=name)


def _form(form: ReplyForm, reply: CannedReply | None) -> Response:
    status = 422 if form.is_submitted() else 200
    names = SHOWN[current_language()]
    return page(
        "dossiers/reply.html", status=status, form=form, reply=reply, names=names, back=LIST
    )
