"""The journal as a file, and whether a file, or what is stored, is as it was written."""

import io

from flask import Response, current_app, stream_with_context

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import page
from capitune.dossiers import services
from capitune.dossiers.forms import JournalForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.verdicts import Found, found


@bp.get("/dossiers/<uuid:dossier_id>/history/file")
@access(Permission.JOURNAL_EXPORT, subject=dossier_by_id)
def journal_file(dossier: Dossier) -> Response:
    """All lines, oldest first, each with its fingerprint."""
    lines = services.export_journal(current_actor(), dossier)
    response = current_app.response_class(stream_with_context(lines), mimetype="application/jsonl")
    name = f"journal-{dossier.number}.jsonl"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.route("/dossiers/<uuid:dossier_id>/history/verify", methods=["GET", "POST"])
@access(Permission.HISTORY_READ, subject=dossier_by_id)
def verify_journal(dossier: Dossier) -> Response:
    """A file that somebody was given, or the journal where it is."""
    form = JournalForm()
    if not form.validate_on_submit():
        return _verify(dossier, form)
    given = bool(form.given.data)
    file = (form.file.data.stream if form.file.data else io.BytesIO()) if given else None
    verdict = form.judge(services.verify_journal, current_actor(), dossier, file)
    return _verify(dossier, form, found(verdict, given=given) if verdict else None)


def _verify(dossier: Dossier, form: JournalForm, said: Found | None = None) -> Response:
    return page(
        "dossiers/verify.html",
        status=422 if form.errors else 200,
        form=form,
        found=said,
        number=dossier.number,
        back=f"/dossiers/{dossier.id}/history",
    )
