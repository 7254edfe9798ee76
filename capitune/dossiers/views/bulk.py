"""One act on the dossiers that a professional ticked: asked, shown, done row by row, told row by row."""

import uuid
from collections.abc import Sequence

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.answers import sentence
from capitune.core.bulk import each
from capitune.core.errors import Invalid, NotFound
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.listing import encode
from capitune.dossiers.caseforms import BulkForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.queries.picks import picked, picks_of
from capitune.dossiers.queries.tags import tags_of
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.bulkacts import ACTS, BulkAct, words_for
from capitune.dossiers.views.pipeline import list_address
from capitune.dossiers.words.canned import SHOWN


@bp.route("/dossiers/bulk", methods=["GET", "POST"])
@access(Permission.CASELOAD_KEEP)
@own_unit("each dossier is an act of its own: what one refuses undoes no other")
def bulk() -> Response:
    """Ask what is to be done to the dossiers ticked; show it; do it."""
    form = _form()
    try:
        ids = picked(form.d.data or [])
    except Invalid as error:
        flash(sentence(error.code, error.facts), "error")
        return go(list_address(form.came.data or ""))
    act = ACTS.get(form.act.data or "")
    if act is None:
        flash(_("Choose what to do with the clients you ticked."), "error")
        return go(list_address(form.came.data or ""))
    return _answer(form, act, ids)


def _form() -> BulkForm:
    if request.method == "POST":
        return BulkForm()
    asked = {"act": request.args.get("act"), "came": request.args.get("came")}
    return BulkForm(formdata=None, data={**asked, "d": request.args.getlist("d")})


def _answer(form: BulkForm, act: BulkAct, ids: Sequence[uuid.UUID]) -> Response:
    rows = picks_of(current_actor(), ids)
    if not form.is_submitted() or form.step.data == "edit":
        return _page(form, rows, ids)
    form.validate()
    if not form.errors:
        form.judge(act.fit, form)
    if form.errors:
        return _page(form, rows, ids, status=422)
    if act.asks_again and form.step.data != "do":
        return _page(form, rows, ids, preview=words_for(form, rows[0].id) if rows else "")
    return _done(form, act, rows, ids)


def _page(
    form: BulkForm,
    rows: Sequence[AnyRow],
    ids: Sequence[uuid.UUID],
    *,
    status: int = 200,
    preview: str = "",
) -> Response:
    tags = tags_of(current_actor()) if form.act.data == "tag" else []
    form.tag.choices = [(str(tag.id), tag.name) for tag in tags]
    return page(
        "dossiers/bulk.html",
        status=status,
        form=form,
        rows=rows,
        strangers=len(ids) - len(rows),
        picks=[encode(key) for key in ids],
        preview=preview,
        names=SHOWN[current_language()],
        back=list_address(form.came.data or ""),
    )


def _done(
    form: BulkForm, act: BulkAct, rows: Sequence[AnyRow], ids: Sequence[uuid.UUID]
) -> Response:
    known, missing = {row.id: row for row in rows}, _("This dossier is not among your clients.")
    results = each(ids, known, lambda key: act.do(form, _found(key)), missing)
    return page(
        "dossiers/bulk_done.html",
        form=form,
        done=results.done,
        refused=results.refused,
        picks=[encode(result.key) for result in results.refused],
        back=list_address(form.came.data or ""),
    )


def _found(dossier_id: uuid.UUID) -> Dossier:
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise NotFound
    return dossier
