"""Opening, editing, archiving, staging and deleting a dossier."""

from datetime import date
from typing import Any

from capitune.authz.actor import Actor
from capitune.dossiers.models import Dossier
from capitune.dossiers.states import Stage


def open_dossier(
    actor: Actor,
    *,
    template_code: str,
    title: str = "",
    description: str = "",
    planned_submission_on: date | None = None,
) -> Dossier:
    """Open a dossier from a template: its requirements and dated steps are copied.

    Without a title it takes the template's label in the candidate's language. Raises ``Invalid`` on
    ``template`` (``unknown_template``, ``template_closed``), ``title``, ``description`` or
    ``planned_submission_on`` (``date_past``).
    """
    raise NotImplementedError


def edit_dossier(
    actor: Actor, dossier: Dossier, *, changes: dict[str, Any], version: int | None = None
) -> Dossier:
    """Change ``title``, ``description`` or ``planned_submission_on``.

    Raises ``Invalid`` (also ``unknown_field``), ``Conflict`` (``stale_version``) when ``version`` is
    not the present one.
    """
    raise NotImplementedError


def archive(actor: Actor, dossier: Dossier) -> Dossier:
    """Set it aside; twice is once."""
    raise NotImplementedError


def reopen(actor: Actor, dossier: Dossier) -> Dossier:
    """Take it up again; twice is once."""
    raise NotImplementedError


def delete_dossier(actor: Actor, dossier: Dossier) -> None:
    """Delete one that holds nothing. Raises ``Conflict`` (``dossier_not_empty``)."""
    raise NotImplementedError


def move_stage(actor: Actor, dossier: Dossier, stage: Stage) -> Dossier:
    """Move one stage forward or back; to where it is already changes nothing.

    Raises ``Conflict`` (``illegal_stage``, ``documents_missing``).
    """
    raise NotImplementedError
