"""What a professional looks for again and again: kept under a name, opened by one click, renamed, removed."""

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.caseforms import ViewForm
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import SavedView
from capitune.dossiers.queries.savedviews import own_of, view_by_id
from capitune.dossiers.queries.tags import tags_of
from capitune.dossiers.sought import sought_in
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.pipeline import board_address, list_address
from capitune.dossiers.words.sought import told

LIST = "/dossiers/views"
ONE = f"{LIST}/<uuid:view_id>"


@bp.get(LIST)
@access(Permission.CASELOAD_KEEP)
def saved_views() -> Response:
    """One's own, by name, each with what it looks for."""
    own = own_of(current_actor(), [])
    rows = [(view, told(view.looked_for, own.tags)) for view in own.views]
    return page("dossiers/views.html", rows=rows)


@bp.route(f"{LIST}/new", methods=["GET", "POST"])
@access(Permission.CASELOAD_KEEP)
def save_view() -> Response:
    """What the list shows now, under a name."""
    form = ViewForm()
    if not form.is_submitted():
        form.chosen.data = request.query_string.decode("utf-8", "replace")
        form.view.data = request.args.get("view", "")
    looked_for, is_list = sought_in(form.chosen.data or ""), form.view.data == "list"
    back = list_address(looked_for.query) if is_list else board_address(looked_for.query)
    facts = {"name": form.name.data or "", "looked_for": looked_for, "is_list": is_list}
    if form.validate_on_submit() and form.attempt(services.save_view, current_actor(), **facts):
        flash(_("Kept. It opens by one click above your clients."), "success")
        return go(back)
    return _form(form, "", back, told(looked_for, tags_of(current_actor())))


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(Permission.VIEW_EDIT, subject=view_by_id)
def rename_view(view: SavedView) -> Response:
    """Another name."""
    form, name = ViewForm(), view.name
    if form.validate_on_submit() and form.attempt(
        services.rename_view, current_actor(), view, name=form.name.data or ""
    ):
        flash(_("Saved."), "success")
        return go(LIST)
    form.name.data = form.name.data if form.is_submitted() else name
    return _form(form, name, LIST, [])


@bp.route(f"{ONE}/remove", methods=["GET", "POST"])
@access(Permission.VIEW_EDIT, subject=view_by_id)
def remove_view(view: SavedView) -> Response:
    """Keep it no longer, once the question is answered."""
    form, name = ConfirmForm(), view.name
    if form.validate_on_submit():
        services.remove_view(current_actor(), view)
        flash(_("Removed."), "success")
        return go(LIST)
    return page("dossiers/view_remove.html", form=form, back=LIST, name=name)


def _form(form: ViewForm, name: str, back: str, filters: list[str]) -> Response:
    status = 422 if form.is_submitted() else 200
    return page(
        "dossiers/view.html", status=status, form=form, name=name, back=back, filters=filters
    )
