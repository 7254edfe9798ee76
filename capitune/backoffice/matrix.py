"""Who may do what, as the rules themselves answer: nothing here is written twice.

Each act is asked of the engine for each kind of person, on a dossier of their own, on one that they accompany, on
somebody else's; the strongest yes is what the table shows.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from capitune.authz import engine
from capitune.authz.actor import Actor, Door, Role
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import new_id
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus, Family, ReviewerRole


class Cell(StrEnum):
    """How far a right goes."""

    YES = "yes"
    OWN = "own"
    ASSIGNED = "assigned"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Act:
    """One act; ``of_dossier``: it is done to one."""

    label: Any
    permission: Permission
    of_dossier: bool = False


GROUPS: tuple[tuple[Any, tuple[Act, ...]], ...] = (
    (
        _l("Dossiers"),
        (
            Act(_l("Open a dossier of one’s own"), Permission.DOSSIER_CREATE),
            Act(
                _l("See its people, stage, dates, steps and budget"),
                Permission.DOSSIER_READ,
                of_dossier=True,
            ),
            Act(_l("Change its title and planned date"), Permission.DOSSIER_EDIT, of_dossier=True),
            Act(_l("Archive it, or open it again"), Permission.DOSSIER_ARCHIVE, of_dossier=True),
            Act(_l("Move it to another stage"), Permission.DOSSIER_STAGE, of_dossier=True),
            Act(_l("Read the conversation"), Permission.MESSAGE_READ, of_dossier=True),
            Act(_l("Write in the conversation"), Permission.MESSAGE_SEND, of_dossier=True),
            Act(_l("Read the internal notes"), Permission.NOTE_READ, of_dossier=True),
            Act(_l("Write internal notes"), Permission.NOTE_WRITE, of_dossier=True),
            Act(_l("Price it and propose a quote"), Permission.BUDGET_MANAGE, of_dossier=True),
            Act(_l("Add steps"), Permission.STEP_ADD, of_dossier=True),
            Act(_l("Take it away, its files with it"), Permission.DOSSIER_EXPORT, of_dossier=True),
            Act(
                _l("Ask for a professional, or propose one"),
                Permission.ASSIGNMENT_MAKE,
                of_dossier=True,
            ),
            Act(_l("Suggest a colleague"), Permission.COLLEAGUE_SUGGEST, of_dossier=True),
        ),
    ),
    (
        _l("Professionals"),
        (
            Act(_l("Search the directory"), Permission.DIRECTORY_READ),
            Act(_l("Write to a professional"), Permission.CONTACT_ASK),
            Act(_l("Declare a licence"), Permission.CREDENTIAL_DECLARE),
            Act(_l("Invite a client"), Permission.INVITATION_SEND),
            Act(_l("Check licences, and decide on them"), Permission.CREDENTIAL_QUEUE),
        ),
    ),
    (
        _l("The team"),
        (
            Act(_l("Enter the back office"), Permission.DESK_ENTER),
            Act(_l("List, invite and correct people"), Permission.ACCOUNT_MANAGE),
            Act(_l("Find dossiers, nothing of what is in them"), Permission.DESK_DOSSIERS),
            Act(_l("Assign professionals"), Permission.DESK_ASSIGN),
            Act(_l("Publish programmes, documents and fees"), Permission.CATALOGUE_PUBLISH),
            Act(_l("Announce something to everybody"), Permission.ANNOUNCEMENT_MANAGE),
            Act(_l("Change the watch rules"), Permission.WATCH_MANAGE),
            Act(_l("Write and publish resources"), Permission.RESOURCE_MANAGE),
            Act(_l("Turn the switches of this page"), Permission.SETTING_MANAGE),
            Act(_l("Read the figures"), Permission.ANALYTICS_READ),
            Act(_l("Search the audit log"), Permission.AUDIT_READ),
        ),
    ),
)
COLUMNS = (
    _l("Candidate"),
    _l("Pro, not verified"),
    _l("Pro, verified"),
    _l("Moderator"),
    _l("Administrator"),
)


def people() -> list[Actor]:
    """One made-up person for each column; nobody of the service."""
    kinds: tuple[tuple[Role, frozenset[str]], ...] = (
        (Role.CANDIDATE, frozenset()),
        (Role.PROFESSIONAL, frozenset()),
        (Role.PROFESSIONAL, frozenset({"federal", "immigration"})),
        (Role.MODERATOR, frozenset()),
        (Role.ADMIN, frozenset()),
    )
    return [
        Actor(new_id(), role, Door.WEB, scopes=scopes, proved_at=now()) for role, scopes in kinds
    ]


def cell(actor: Actor, act: Act) -> Cell:
    """How far this person's right to the act goes."""
    if not act.of_dossier:
        return Cell.YES if engine.can(actor, act.permission) else Cell.NO
    own, assigned, others = _dossier(candidate=actor), _dossier(professional=actor), _dossier()
    for kind, dossier in ((Cell.YES, others), (Cell.ASSIGNED, assigned), (Cell.OWN, own)):
        if engine.can(actor, act.permission, dossier):
            return kind
    return Cell.NO


def matrix() -> list[tuple[Any, list[tuple[Any, list[Cell]]]]]:
    """By group: each act, and a cell for each of ``COLUMNS``. Asks the database nothing."""
    columns = people()
    return [
        (group, [(act.label, [cell(actor, act) for actor in columns]) for act in acts])
        for group, acts in GROUPS
    ]


def _dossier(candidate: Actor | None = None, professional: Actor | None = None) -> Dossier:
    """A dossier that is in no database."""
    dossier = Dossier(
        id=new_id(), candidate_id=candidate.user_id if candidate else new_id(), family=Family.STUDY
    )
    if professional:
        dossier.assignments.append(
            Assignment(
                professional_id=professional.user_id,
                role=ReviewerRole.IMMIGRATION,
                status=AssignmentStatus.ACTIVE,
            )
        )
    return dossier
