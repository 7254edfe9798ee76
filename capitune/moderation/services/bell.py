"""What follows from a decision for those concerned, in the transaction of the cause: wired in ``capitune.reactions``."""

from capitune.core.db import db
from capitune.moderation.events import CaseDecided, SanctionLifted
from capitune.moderation.models import ModerationCase, Report, Sanction
from capitune.moderation.paths import REPORTS, to_decision
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind


def case_decided(event: CaseDecided) -> None:
    """To the author: something was taken away, and why."""
    if event.sanction_id is None:
        return
    sanction = db.session.get_one(Sanction, event.sanction_id)
    facts = {"sanction_id": str(sanction.id)}
    key, url = f"sanction:{sanction.id}", to_decision(sanction.id)
    tell(sanction.user_id, Kind.SANCTION_GIVEN, key=key, facts=facts, url=url)


def sanction_lifted(event: SanctionLifted) -> None:
    """To the author: it was not right."""
    sanction = db.session.get_one(Sanction, event.sanction_id)
    facts = {"sanction_id": str(sanction.id)}
    key, url = f"sanction_lifted:{sanction.id}", to_decision(sanction.id)
    tell(sanction.user_id, Kind.SANCTION_LIFTED, key=key, facts=facts, url=url)


def report_settled(case: ModerationCase, report: Report) -> None:
    """To whoever reported it: the team has looked."""
    facts = {"report_id": str(report.id)}
    key = f"report_settled:{report.id}:{case.version}"
    tell(report.reporter_id, Kind.REPORT_SETTLED, key=key, facts=facts, url=REPORTS)
