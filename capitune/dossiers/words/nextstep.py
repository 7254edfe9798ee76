"""The next action in words: what, why in a sentence, and where its button leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import ngettext

from capitune.core.formats import day
from capitune.core.i18n import gettext as _
from capitune.dossiers.paths import to_messages, to_row
from capitune.dossiers.queries import RequirementLine, Sheet
from capitune.dossiers.states import DocumentStatus, NextAction
from capitune.dossiers.words.naming import named, short_name

LONG_TO_OBTAIN = 14


@dataclass(frozen=True, slots=True)
class NextStep:
    """``button`` is empty when there is nothing to press."""

    title: str
    why: str
    button: str = ""
    url: str = ""


def no_dossier() -> NextStep:
    """For a candidate who has not opened a dossier yet."""
    return NextStep(
        _("Open your dossier"),
        _(
            "Choose your project: you get the list of documents and the steps, with their dates."
            " It takes five minutes."
        ),
        _("Choose my project"),
        "/dossiers/new",
    )


def next_step(sheet: Sheet) -> NextStep:
    """For the candidate, from the facts of the dossier."""
    here = f"/dossiers/{sheet.id}"
    asked = sheet.requirement(sheet.next.requirement_id)
    if asked:
        return _about(asked, sheet, here)
    return WORDS.get(sheet.next.action, _nothing)(sheet, here)


def _about(asked: RequirementLine, sheet: Sheet, here: str) -> NextStep:
    if sheet.next.action is NextAction.REPLACE_DOCUMENT:
        return _replace(asked, here)
    if sheet.next.action is NextAction.RENEW_DOCUMENT:
        return _renew(asked, sheet.planned_submission_on, here)
    return _provide(asked, here)


def _replace(asked: RequirementLine, here: str) -> NextStep:
    review = asked.review
    why = _("A new version is needed.")
    if review:
        reason = named(review.reasons[0].labels) if review.reasons else ""
        why = _("%(name)s asks for a new version.", name=review.reviewer.name)
        why = f"{why} {reason}." if reason else why
    return NextStep(
        _("Send “%(document)s” again", document=short_name(asked.labels)),
        why,
        _("See what is missing"),
        f"{here}#requirement-{asked.id}",
    )


def _renew(asked: RequirementLine, planned_on: date | None, here: str) -> NextStep:
    last = day(asked.expires_on) if asked.expires_on else ""
    before = planned_on and asked.expires_on and asked.expires_on < planned_on
    why = (
        _(
            "It is valid until %(day)s only, and your submission is planned for %(planned)s.",
            day=last,
            planned=day(planned_on),
        )
        if before
        else _("It was valid until %(day)s.", day=last)
    )
    return NextStep(
        _("Renew “%(document)s”", document=short_name(asked.labels)),
        why,
        _("Send a newer one"),
        to_row(here, asked.id),
    )


def _provide(asked: RequirementLine, here: str) -> NextStep:
    if asked.lead_days >= LONG_TO_OBTAIN:
        why = ngettext(
            "It takes about %(num)s day to obtain: ask for it now.",
            "It takes about %(num)s days to obtain: ask for it now.",
            asked.lead_days,
        )
    else:
        why = _("It is the next document of your list. It takes a few minutes.")
    return NextStep(
        _("Send “%(document)s”", document=short_name(asked.labels)),
        why,
        _("Send this document"),
        to_row(here, asked.id),
    )


def _complete(sheet: Sheet, here: str) -> NextStep:
    step = sheet.step(sheet.next.step_id)
    name, when = (named(step.labels), day(step.target_on)) if step else ("", "")
    return NextStep(
        _("Finish the step “%(step)s”", step=name),
        _("It was planned for %(day)s.", day=when),
        _("See the steps"),
        f"{here}/steps",
    )


def _wait_professional(sheet: Sheet, here: str) -> NextStep:
    names = list(dict.fromkeys(a.professional.first_name for a in sheet.team))
    if not names:
        return NextStep(
            _("Your documents are ready to be checked"),
            _("Our team is looking for the professional who will accompany you. We will tell you."),
            _("See my documents"),
            here,
        )
    who = (
        names[0] if len(names) == 1 else _("%(a)s and %(b)s", a=", ".join(names[:-1]), b=names[-1])
    )
    checked = any(r.status is DocumentStatus.RECEIVED for r in sheet.requirements)
    why = (
        ngettext(
            "%(who)s is checking your documents. We tell you as soon as there is an answer.",
            "%(who)s are checking your documents. We tell you as soon as there is an answer.",
            len(names),
            who=who,
        )
        if checked
        else ngettext(
            "%(who)s goes through the whole dossier once more before it is submitted.",
            "%(who)s go through the whole dossier once more before it is submitted.",
            len(names),
            who=who,
        )
    )
    return NextStep(_("Nothing to do for the moment"), why, _("See my documents"), here)


def _nothing(sheet: Sheet, here: str) -> NextStep:
    if sheet.archived_at:
        return NextStep(
            _("This dossier is archived"),
            _("You can read everything in it. Reopen it to go on."),
            _("Open the dossier"),
            here,
        )
    return NextStep(
        _("Everything is done"),
        _("All that this dossier asked for is there."),
        _("See my documents"),
        here,
    )


def _answer(sheet: Sheet, _here: str) -> NextStep:
    return NextStep(
        _("Answer your professional"),
        _("A message in your conversation awaits your answer. A few words are enough."),
        _("Read and answer"),
        to_messages(sheet.id),
    )


def _accept(_sheet: Sheet, here: str) -> NextStep:
    return NextStep(
        _("Read and accept the quote"),
        _("It says what is done for you, and at what price. Nothing is due before you accept it."),
        _("See the quote"),
        f"{here}/budget",
    )


def _wait_authority(_sheet: Sheet, here: str) -> NextStep:
    return NextStep(
        _("The answer now comes from the authority"),
        _("Nothing to do on your side for now. We keep your dossier ready."),
        _("See the steps"),
        f"{here}/steps",
    )


WORDS: dict[NextAction, Callable[[Sheet, str], NextStep]] = {
    NextAction.COMPLETE_STEP: _complete,
    NextAction.ANSWER_MESSAGE: _answer,
    NextAction.ACCEPT_ESTIMATE: _accept,
    NextAction.WAIT_PROFESSIONAL: _wait_professional,
    NextAction.WAIT_AUTHORITY: _wait_authority,
}
