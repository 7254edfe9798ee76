"""What each kind is, and how choices add up."""

import pytest

from capitune.authz.actor import Role
from capitune.notifications.kinds import KINDS, Choice, chosen, kinds_of
from capitune.notifications.labels import KINDS as NAMES
from capitune.notifications.labels import MAILINGS, RHYTHMS, TOPICS
from capitune.notifications.marks import MARKS
from capitune.notifications.states import DigestRhythm, Mailing, Topic
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.texts import GROUPED, WORDS
from tests.support.kinds import ACCOUNT_LETTERS

NOW, DIGEST, OFF = Mailing.NOW, Mailing.DIGEST, Mailing.OFF
C, P, A = Role.CANDIDATE, Role.PROFESSIONAL, Role.ADMIN


def test_every_kind_is_described_named_and_has_words() -> None:
    assert set(KINDS) == set(NAMES) == set(WORDS) == set(MARKS) == set(Kind)
    assert (set(TOPICS), set(MAILINGS), set(RHYTHMS)) == (
        set(Topic),
        set(Mailing),
        set(DigestRhythm),
    )
    assert set(GROUPED) == {kind for kind, told in KINDS.items() if told.grouped_by is not None}
    assert [kind for kind, told in KINDS.items() if not told.usual] == []


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        (Kind.DOCUMENT_REJECTED, C, Choice(in_app=True, mail=NOW)),
        (Kind.ASSIGNMENT_PROPOSED, P, Choice(in_app=True, mail=NOW)),
        (Kind.DOCUMENT_RECEIVED, P, Choice(in_app=True, mail=DIGEST)),
        (Kind.DOCUMENT_VALIDATED, C, Choice(in_app=True, mail=DIGEST)),
        (Kind.ASSIGNMENT_ACCEPTED, A, Choice(in_app=True, mail=DIGEST)),
        # Not usual for this role: the bell, and no letter.
        (Kind.DOCUMENT_REJECTED, A, Choice(in_app=True, mail=OFF)),
    ],
)
def test_what_is_usual_depends_on_the_role(kind: Kind, role: Role, expected: Choice) -> None:
    assert chosen(kind, role, in_app=None, mail=None, mail_off=False) == expected


@pytest.mark.parametrize(
    ("in_app", "mail", "mail_off", "expected"),
    [
        (None, None, False, Choice(in_app=True, mail=NOW)),
        (False, None, False, Choice(in_app=False, mail=NOW)),
        (None, OFF, False, Choice(in_app=True, mail=OFF)),
        (None, None, True, Choice(in_app=True, mail=OFF)),
        (None, NOW, True, Choice(in_app=True, mail=NOW)),
        (False, DIGEST, True, Choice(in_app=False, mail=DIGEST)),
    ],
)
def test_a_choice_counts_more_than_what_is_usual(
    in_app: bool | None, mail: Mailing | None, mail_off: bool, expected: Choice
) -> None:
    kind = Kind.DOCUMENT_REJECTED
    assert chosen(kind, C, in_app=in_app, mail=mail, mail_off=mail_off) == expected


@pytest.mark.parametrize("kind", [Kind.CREDENTIAL_REFUSED, Kind.LICENCE_LOST])
def test_what_concerns_a_right_cannot_be_switched_off(kind: Kind) -> None:
    off = chosen(kind, P, in_app=False, mail=OFF, mail_off=True)
    assert off == Choice(in_app=True, mail=NOW)


def test_a_role_is_asked_about_what_concerns_it() -> None:
    assert Kind.DOCUMENT_RECEIVED not in kinds_of(C)
    assert Kind.DOCUMENT_REJECTED not in kinds_of(P)
    community = {Kind.POST_COMMENTED, Kind.COMMENT_ANSWERED, Kind.POST_THANKED}
    assert set(kinds_of(Role.MODERATOR)) == ACCOUNT_LETTERS | {
        Kind.ADDRESS_REFUSES_MAIL,
        *community,
        Kind.REPORT_SETTLED,
        Kind.SANCTION_GIVEN,
        Kind.SANCTION_LIFTED,
    }
