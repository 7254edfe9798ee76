"""What the team types to decide a case."""

from datetime import datetime, timedelta

from wtforms import BooleanField, RadioField, SelectField, TextAreaField

from capitune.accounts.queries import user_by_id
from capitune.core.clock import now
from capitune.core.forms import SeenForm, picks
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.i18n import speaking
from capitune.moderation.labels import MEASURES, REASONS
from capitune.moderation.messages import usual_message
from capitune.moderation.models import ModerationCase
from capitune.moderation.services import Ruling
from capitune.moderation.states import Measure, ReportReason

DAYS = {
    "": _l("Without an end"),
    "1": _l("1 day"),
    "7": _l("7 days"),
    "30": _l("30 days"),
    "90": _l("90 days"),
}


class RulingForm(SeenForm):
    """A decision. ``days`` counts for what has an end only."""

    decision = RadioField(_l("Decision"), choices=picks(MEASURES), validate_choice=False)
    days = SelectField(_l("For how long"), choices=picks(DAYS), validate_choice=False)
    reason = SelectField(_l("Reason"), choices=picks(REASONS), validate_choice=False)
    message = TextAreaField(_l("Message to its author"))
    note = TextAreaField(_l("Note for the team"))
    abusive = BooleanField(_l("Whoever reported this abused reports"))


def ruling_of(form: RulingForm) -> Ruling:
    """What was typed."""
    return Ruling(
        decision=form.decision.data or "",
        reason=form.reason.data or "",
        message=form.message.data or "",
        until=_until(form.days.data or ""),
        note=form.note.data or "",
        abusive=bool(form.abusive.data),
    )


def _until(days: str) -> datetime | None:
    return now() + timedelta(days=int(days)) if days and days in DAYS else None


def filled(case: ModerationCase) -> RulingForm:
    """A fresh form: the reason is that of the case, the message the usual one in its reader's language."""
    code = case.reason.value
    reason = ReportReason(code) if code in set(ReportReason) else ReportReason.OTHER
    user = user_by_id(case.subject_id)
    form = RulingForm(formdata=None, data={"reason": reason.value, "days": "30"})
    if user is not None:
        with speaking(user.language.value, user.timezone):
            form.message.data = usual_message(Measure.REMOVE, reason)
    return form
