"""Saying yes or no to one purpose. Each answer is a row of its own: none is ever changed."""

from capitune.accounts.agreements import Agreement
from capitune.accounts.models import Consent, User
from capitune.accounts.queries import last_answer, lock_user, present_text
from capitune.accounts.states import Purpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound

ACTS = {True: Act.CONSENT_GIVEN, False: Act.CONSENT_WITHDRAWN}


def give_consent(actor: Actor, user: User, purpose: Purpose) -> None:
    """Agree to the present text of ``purpose``. Twice is once."""
    require(actor, Permission.CONSENT_GIVE, Agreement(user.id, purpose))
    _answer(actor, user, purpose, granted=True)


def accept_terms(actor: Actor, user: User, label: str) -> str:
    """Agree to the terms called ``label``, which one has just read. Twice is once.

    Raises ``Conflict`` (``terms_renewed``) when others are in force by now.
    """
    require(actor, Permission.CONSENT_GIVE, Agreement(user.id, Purpose.TERMS))
    if present_text(Purpose.TERMS) != label:
        raise Conflict(code="terms_renewed")
    _answer(actor, user, Purpose.TERMS, granted=True)
    return label


def withdraw_consent(actor: Actor, user: User, purpose: Purpose) -> None:
    """Agree to ``purpose`` no longer, from now on. Twice is once.

    Raises ``Conflict``: ``terms_stand`` for the terms, without which there is no account; ``access_stands`` for
    documents shown to a professional, which ends with their access.
    """
    require(actor, Permission.CONSENT_WITHDRAW, Agreement(user.id, purpose))
    if purpose is Purpose.TERMS:
        raise Conflict(code="terms_stand")
    if purpose is Purpose.DOCUMENTS:
        raise Conflict(code="access_stands")
    _answer(actor, user, purpose, granted=False)


def need_terms(*, accepted: bool) -> None:
    """Return when they were. Raises ``Invalid`` (``terms_needed``)."""
    if not accepted:
        raise Invalid.on("accept_terms", "terms_needed")


def keep_first_answers(
    actor: Actor, user: User, *, communications: bool, terms: str | None = None
) -> None:
    """What somebody says as they sign up: yes to the terms in force (``terms``, by whoever has asked which those are),
    yes or no to letters about our news.

    Part of making the account, which has asked and is recorded.
    """
    agreed, news = terms or present_text(Purpose.TERMS), present_text(Purpose.COMMUNICATIONS)
    db.session.add(_row(actor, user, Purpose.TERMS, agreed, granted=True))
    db.session.add(_row(actor, user, Purpose.COMMUNICATIONS, news, granted=communications))


def _row(actor: Actor, user: User, purpose: Purpose, version: str, *, granted: bool) -> Consent:
    return Consent(
        user_id=user.id,
        purpose=purpose,
        granted=granted,
        text_version=version,
        address=actor.address,
    )


def _answer(actor: Actor, user: User, purpose: Purpose, *, granted: bool) -> None:
    db.session.flush()
    if lock_user(user.id) is None:  # of two answers at once, the later one counts, on record too
        raise NotFound
    version = present_text(purpose)
    if last_answer(user.id, purpose) == (granted, version):
        return
    db.session.add(_row(actor, user, purpose, version, granted=granted))
    db.session.flush()
    data = {"purpose": purpose.value, "text": version}
    record(actor, ACTS[granted], ("user", user.id), data=data)
