"""What the overview says of each pile that waits: its name, where it is worked on, when it is late."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from capitune.audit.acts import Act
from capitune.backoffice.queries.waiting import Pile
from capitune.core.clock import now
from capitune.core.i18n import lazy_gettext as _l

DAY, HOUR, SOON = timedelta(days=1), timedelta(hours=1), timedelta(minutes=10)
# What the team decides, as the overview lists the last of it.
DECISIONS = (
    Act.CREDENTIAL_SUPPORTED,
    Act.CREDENTIAL_APPROVED,
    Act.CREDENTIAL_REFUSED,
    Act.CREDENTIAL_SUSPENDED,
    Act.CREDENTIAL_SETTLED,
    Act.ACCOUNT_SUSPENDED,
    Act.ACCOUNT_REINSTATED,
    Act.RESCUE_OPENED,
    Act.STAFF_INVITED,
    Act.TEMPLATE_PUBLISHED,
    Act.ENTRY_PUBLISHED,
    Act.ASSIGNMENT_PROPOSED,
)


@dataclass(frozen=True, slots=True)
class Work:
    """A pile on the overview: ``desk`` is an endpoint of the back office, ``part`` a place or a filter there;
    what waits for longer than ``most`` is late. ``always``: it is named though nothing waits.
    """

    icon: str
    title: Any
    sentence: Any
    desk: str
    most: timedelta
    part: str = ""
    always: bool = False


WORKS = {
    "moderation": Work(
        "flag",
        _l("Content to moderate"),
        _l("Reported by members, or held before publication. The urgent ones within the hour."),
        "moderationdesk.index",
        DAY,
        always=True,
    ),
    "validations": Work(
        "rosette-discount-check",
        _l("Licences to check"),
        _l("Until then these professionals can accept no dossier."),
        "validations.index",
        2 * DAY,
        always=True,
    ),
    "requests": Work(
        "folder-question",
        _l("Dossiers without an answer"),
        _l("The candidate asked for a professional who has not answered yet."),
        "assignments.index",
        2 * DAY,
        always=True,
    ),
    "recheck": Work(
        "calendar-exclamation",
        _l("Licences to check again"),
        _l("The day of the next check has come."),
        "validations.index",
        7 * DAY,
        "?pile=due",
    ),
    "rescues": Work(
        "key",
        _l("Lost second factors"),
        _l("The mailbox is proved; somebody must speak with the person."),
        "rescues.index",
        DAY,
    ),
    "scans": Work(
        "shield-search",
        _l("Scans that are late"),
        _l("Nobody can open these files until they are scanned."),
        "jobs.index",
        SOON,
    ),
    "late": Work(
        "clock",
        _l("Tasks that are late"),
        _l("Mails, scans and papers that were not done in time."),
        "jobs.index",
        SOON,
        always=True,
    ),
    "dead": Work(
        "alert-triangle",
        _l("Tasks that were given up"),
        _l("Every try failed: a person must look."),
        "jobs.index",
        HOUR,
    ),
    "mails": Work(
        "mail",
        _l("Mails that were refused"),
        _l("In the last seven days: the address does not exist, or its service said no."),
        "mails.index",
        7 * DAY,
    ),
    "resources": Work(
        "books",
        _l("Resources to check again"),
        _l("The day has come to hold them against their source."),
        "library.index",
        7 * DAY,
        "?pile=due",
    ),
    "lost": Work(
        "cloud-off",
        _l("Files that are missing"),
        _l("They are recorded, but the store has lost them."),
        "jobs.index",
        timedelta(),
        "#lost",
    ),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A pile with its words; ``is_late``: the oldest waits for longer than it should."""

    work: Work
    pile: Pile
    is_late: bool


def tasks(found: dict[str, Pile]) -> list[Task]:
    """What the overview lists, in its order."""
    moment = now()
    return [
        Task(work, pile, pile.since is not None and pile.since < moment - work.most)
        for name, work in WORKS.items()
        if (pile := found[name]).number or work.always
    ]


def oldest(listed: list[Task]) -> Task | None:
    """Where to begin: what has waited longest of what is late, else longest of all."""
    waiting = [task for task in listed if task.pile.since]
    return min(waiting, key=lambda task: (not task.is_late, task.pile.since), default=None)
