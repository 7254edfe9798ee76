"""The vault of a candidate: what they gave, where it serves, and using it once more."""

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Requirement
from capitune.dossiers.queries import requirement_by_id
from capitune.dossiers.queries.vault import vault_of
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.exemptions import HERE, row_of
from capitune.dossiers.words.labels import KINDS


@bp.get("/vault")
@access(Permission.VAULT_SEE)
def vault() -> Response:
    """Every document given, and in which dossiers each serves."""
    actor = current_actor()
    if actor.user_id is None:
        raise NotFound
    return page("dossiers/vault.html", kept=vault_of(actor.user_id), kinds=KINDS)


@bp.post(f"{HERE}/grants")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
def grant(asked: Requirement) -> Response:
    """Let a document that was given in another dossier serve here."""
    form, key = ConfirmForm(), parse_id(request.form.get("document_id", ""))
    if key is None:
        raise NotFound
    if form.validate_on_submit() and form.attempt(
        services.grant_document, current_actor(), asked, key
    ):
        flash(_("It serves here too. You can take it back at any time."), "success")
    for problem in form.summary:
        flash(problem, "error")
    return go(row_of(asked))
