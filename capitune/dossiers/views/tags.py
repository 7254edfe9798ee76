"""A professional's own tags: kept, changed, removed, put on a dossier."""

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.caseforms import TagForm, TaggingForm
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Dossier, Tag
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.tags import borne, tag_by_id, tags_of
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.pipeline import list_address

LIST = "/dossiers/tags"
ONE = f"{LIST}/<uuid:tag_id>"


@bp.route(LIST, methods=["GET", "POST"])
@access(Permission.CASELOAD_KEEP)
def tags() -> Response:
    """One's own by name, and a place for one more."""
    form = TagForm()
    facts = {"name": form.name.data or "", "tint": form.chosen}
    if form.validate_on_submit() and form.attempt(services.keep_tag, current_actor(), **facts):
        flash(_("Kept."), "success")
        return go(LIST)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/tags.html", status=status, form=form, rows=tags_of(current_actor()))


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(Permission.TAG_EDIT, subject=tag_by_id)
def change_tag(tag: Tag) -> Response:
    """Another name, another colour."""
    form, name = TagForm(obj=tag), tag.name
    facts = {"name": form.name.data or "", "tint": form.chosen}
    if form.validate_on_submit() and form.attempt(
        services.change_tag, current_actor(), tag, **facts
    ):
        flash(_("Saved."), "success")
        return go(LIST)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/tag.html", status=status, form=form, name=name, back=LIST)


@bp.route(f"{ONE}/remove", methods=["GET", "POST"])
@access(Permission.TAG_EDIT, subject=tag_by_id)
def remove_tag(tag: Tag) -> Response:
    """Keep it no longer, once the question is answered."""
    form, name = ConfirmForm(), tag.name
    if form.validate_on_submit():
        services.remove_tag(current_actor(), tag)
        flash(_("Removed."), "success")
        return go(LIST)
    return page("dossiers/tag_remove.html", form=form, back=LIST, name=name)


@bp.route("/dossiers/<uuid:dossier_id>/tags", methods=["GET", "POST"])
@access(Permission.CASE_KEEP, subject=dossier_by_id)
def tag_dossier(dossier: Dossier) -> Response:
    """Which of them this dossier bears."""
    form, key, title = TaggingForm(), dossier.id, dossier.title
    if form.validate_on_submit() and form.attempt(_tag, dossier, form) is not None:
        flash(_("Saved."), "success")
        return go(_back(form, key))
    mine = tags_of(current_actor(), [key])
    if not form.is_submitted():
        form.tags.data = [str(tag.id) for tag in borne(mine, key)]
        form.came.data = request.args.get("came")
    form.tags.choices = [(str(tag.id), tag.name) for tag in mine]
    status = 422 if form.is_submitted() else 200
    back = _back(form, key)
    return page("dossiers/tag_dossier.html", status=status, form=form, title=title, back=back)


def _tag(dossier: Dossier, form: TaggingForm) -> bool:
    services.set_tags(current_actor(), dossier, form.chosen, form.new.data or "")
    return True


def _back(form: TaggingForm, key: object) -> str:
    """To the list from which one came, else to the dossier."""
    if form.came.data is None:
        return f"/dossiers/{key}"
    return f"{list_address(form.came.data)}#case-{key}"
