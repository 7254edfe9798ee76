"""What a candidate cannot provide: said, answered, waived, asked for all the same; how many files are asked for."""

from typing import Any

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import (
    FilesAsked,
    RequirementEvent,
    RequirementExcused,
    RequirementInsisted,
    RequirementProvidable,
    RequirementRestored,
    RequirementWaived,
)
from capitune.dossiers.models import Requirement
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import DocumentStatus, Exemption
from capitune.dossiers.typed import paragraphs

LONGEST_REASON = 2000
EXCUSABLE = frozenset({DocumentStatus.REQUIRED, DocumentStatus.REJECTED})


def excuse(actor: Actor, requirement: Requirement, reason: str) -> Requirement:
    """The candidate says that they cannot provide it, and why; again, in other words, until it is answered.

    It leaves what is to be done until a professional answers. Raises ``Conflict`` (``already_waived``,
    ``already_sent``), ``Invalid`` on ``reason`` (``why_needed``, ``too_long``, ``bad_text``).
    """
    requirement = hold(actor, Permission.DOCUMENT_ADD, requirement)
    if requirement.exemption is Exemption.WAIVED:
        raise Conflict(code="already_waived")
    if requirement.status not in EXCUSABLE:
        raise Conflict(code="already_sent")
    requirement.excuse, requirement.answer = _reason(reason), ""
    requirement.answered_by_id = None
    return _stands(actor, requirement, Exemption.EXCUSED, Act.DOCUMENT_EXCUSED, RequirementExcused)


def withdraw_excuse(actor: Actor, requirement: Requirement) -> Requirement:
    """They can, after all: it is to be provided again. Twice is once. Raises ``Conflict`` (``already_waived``)."""
    requirement = hold(actor, Permission.DOCUMENT_ADD, requirement)
    if requirement.exemption is Exemption.WAIVED:
        raise Conflict(code="already_waived")
    if requirement.exemption is None:
        return requirement
    forget_excuse(requirement)
    return _stands(actor, requirement, None, Act.DOCUMENT_PROVIDABLE, RequirementProvidable)


def forget_excuse(requirement: Requirement) -> None:
    """Nothing is left of it once the document is sent; a waiver stays."""
    if requirement.exemption is not Exemption.WAIVED:
        requirement.exemption, requirement.answered_by_id = None, None
        requirement.excuse = requirement.answer = ""


def waive(actor: Actor, requirement: Requirement, reason: str) -> Requirement:
    """A professional does without it, and says why: it no longer counts.

    Raises ``Conflict`` (``already_waived``: someone was faster), ``Invalid`` on ``reason`` as ``excuse``.
    """
    requirement = hold(actor, Permission.REQUIREMENT_WAIVE, requirement)
    if requirement.exemption is Exemption.WAIVED:
        raise Conflict(code="already_waived")
    _answer(actor, requirement, reason)
    return _stands(actor, requirement, Exemption.WAIVED, Act.DOCUMENT_WAIVED, RequirementWaived)


def insist(actor: Actor, requirement: Requirement, reason: str) -> Requirement:
    """A professional asks for it all the same, and says why.

    Raises ``Conflict`` (``not_excused``: answered or taken back meanwhile), ``Invalid`` as ``excuse``.
    """
    requirement = hold(actor, Permission.REQUIREMENT_WAIVE, requirement)
    if requirement.exemption is not Exemption.EXCUSED:
        raise Conflict(code="not_excused")
    _answer(actor, requirement, reason)
    return _stands(
        actor, requirement, Exemption.INSISTED, Act.DOCUMENT_INSISTED, RequirementInsisted
    )


def restore(actor: Actor, requirement: Requirement) -> Requirement:
    """A professional takes the waiver back: it counts again. Twice is once."""
    requirement = hold(actor, Permission.REQUIREMENT_WAIVE, requirement)
    if requirement.exemption is not Exemption.WAIVED:
        return requirement
    requirement.answer, requirement.answered_by_id = "", None
    requirement.excuse = ""
    return _stands(actor, requirement, None, Act.DOCUMENT_RESTORED, RequirementRestored)


def ask_files(actor: Actor, requirement: Requirement, files: int) -> Requirement:
    """A professional says how many files are needed for it. Raises ``Invalid`` on ``files`` (``files_range``)."""
    requirement = hold(actor, Permission.REQUIREMENT_WAIVE, requirement)
    if not 1 <= files <= MOST_FILES:
        raise Invalid.on("files", "files_range")
    if files == requirement.files:
        return requirement
    requirement.files = files
    settle(requirement)
    return _done(actor, requirement, Act.FILES_ASKED, FilesAsked, files=files)


def _answer(actor: Actor, requirement: Requirement, reason: str) -> None:
    requirement.answer, requirement.answered_by_id = _reason(reason), actor.user_id


def _reason(text: str) -> str:
    reason = paragraphs(text, "reason", most=LONGEST_REASON)
    if not reason:
        raise Invalid.on("reason", "why_needed")
    return reason


def _stands(
    actor: Actor,
    requirement: Requirement,
    exemption: Exemption | None,
    act: Act,
    event: type[RequirementEvent],
) -> Requirement:
    requirement.exemption, requirement.exempted_at = exemption, now()
    return _done(actor, requirement, act, event)


def _done(
    actor: Actor, requirement: Requirement, act: Act, event: type[RequirementEvent], **more: Any
) -> Requirement:
    recompute(requirement.dossier)
    subject = ("requirement", requirement.id)
    data = {"requirement": requirement.code, **more}
    record(actor, act, subject, context_id=requirement.dossier_id, data=data)
    publish(event(requirement.dossier_id, actor.user_id, requirement.id))
    return requirement
