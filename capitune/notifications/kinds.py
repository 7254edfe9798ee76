"""What each kind is: where it belongs, and how each role is told of it unless a person chose otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from capitune.authz.actor import Role
from capitune.notifications.states import Mailing, Topic
from capitune.notifications.states import NotificationKind as Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """How one kind is told: in the bell or not, and by mail."""

    in_app: bool
    mail: Mailing


@dataclass(frozen=True, slots=True)
class Told:
    """A kind. ``usual`` names the roles that are told of it.

    ``fixed``: a matter of security or of a right, so nobody can switch it off. ``letter``: which letter
    says it, if it has one of its own. ``grouped_by``: the fact that unread ones of a group share ("" for
    all of the kind); None never groups. ``grace``: how long its letter waits for it to be read; what joins an
    unread group then has no letter of its own.
    """

    topic: Topic
    usual: Mapping[Role, Choice]
    fixed: bool = False
    letter: str = "notice"
    grouped_by: str | None = None
    grace: timedelta | None = None


C, P, A = Role.CANDIDATE, Role.PROFESSIONAL, Role.ADMIN
NOW, DIGEST, BELL = (Choice(in_app=True, mail=mail) for mail in Mailing)
EVERYBODY = dict.fromkeys(Role, BELL)


def _security(letter: str) -> Told:
    """What everybody is told of at once, in both ways: it may not have been them."""
    return Told(Topic.ACCOUNT, dict.fromkeys(Role, NOW), fixed=True, letter=letter)


def _members(choice: Choice) -> dict[Role, Choice]:
    """Whatever one's role: everybody writes there."""
    return dict.fromkeys(Role, choice)


_community = Topic.COMMUNITY
_documents, _team = Topic.DOCUMENTS, Topic.ACCOMPANIMENT
_checks, _contacts = Topic.VERIFICATION, Topic.CONTACTS
KINDS: dict[Kind, Told] = {
    Kind.DOCUMENT_RECEIVED: Told(_documents, {P: DIGEST}, grouped_by="dossier_id"),
    Kind.DOCUMENT_REJECTED: Told(_documents, {C: NOW}, letter="document_rejected"),
    Kind.DOCUMENT_VALIDATED: Told(_documents, {C: DIGEST}, grouped_by="dossier_id"),
    Kind.DOCUMENT_EXCUSED: Told(_documents, {P: NOW}),
    Kind.DOCUMENT_WAIVED: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_INSISTED: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_RESTORED: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_EXPIRING: Told(_documents, {C: NOW, P: DIGEST}),
    Kind.DOCUMENTS_COMPLETE: Told(_documents, {C: NOW, P: DIGEST}),
    Kind.REQUEST_WITHDRAWN: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_INFECTED: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_UNREADABLE: Told(_documents, {C: NOW}),
    Kind.DOCUMENT_AWAITED: Told(_documents, {C: NOW}),
    Kind.STEP_DUE: Told(_team, {C: NOW, P: NOW}),
    Kind.NOTE_DUE: Told(_team, {P: BELL}),
    Kind.ANSWER_AWAITED: Told(_team, {P: NOW}),
    Kind.ASSIGNMENT_REQUESTED: Told(_team, {P: NOW}, letter="assignment_requested", grouped_by=""),
    Kind.ASSIGNMENT_PROPOSED: Told(_team, {P: NOW}, letter="assignment_proposed"),
    Kind.PROFESSIONAL_PROPOSED: Told(_team, {C: NOW}),
    Kind.COLLEAGUE_SUGGESTED: Told(_team, {C: NOW}),
    Kind.SUGGESTION_DROPPED: Told(_team, {P: NOW}),
    Kind.ASSIGNMENT_ACCEPTED: Told(_team, {C: NOW, P: NOW, A: DIGEST}),
    Kind.ASSIGNMENT_REFUSED: Told(_team, {C: NOW, P: NOW, A: DIGEST}),
    Kind.ASSIGNMENT_ENDED: Told(_team, {C: NOW, P: DIGEST}),
    Kind.GLASS_BROKEN: Told(_team, {C: NOW}, fixed=True),
    Kind.QUOTE_PROPOSED: Told(_team, {C: NOW}),
    Kind.QUOTE_ACCEPTED: Told(_team, {P: NOW}),
    # Said while it is read on the page: nobody needs a letter. One letter for all that is not read.
    Kind.MESSAGE_RECEIVED: Told(
        _team, {C: NOW, P: NOW}, grouped_by="dossier_id", grace=timedelta(minutes=5)
    ),
    Kind.PROFESSIONAL_PAUSED: Told(_team, {C: NOW}),
    Kind.CONTACT_REQUESTED: Told(_contacts, {P: NOW}, letter="contact_requested", grouped_by=""),
    Kind.CONTACT_ACCEPTED: Told(_contacts, {C: NOW}, letter="contact_accepted"),
    Kind.CONTACT_DECLINED: Told(_contacts, {C: NOW}, letter="contact_declined"),
    Kind.OFFER_ACCEPTED: Told(_team, {P: NOW}),
    Kind.OFFER_DECLINED: Told(_team, {P: DIGEST}),
    Kind.CONTACT_LAPSED: Told(_contacts, {C: DIGEST}),
    Kind.CREDENTIAL_SUBMITTED: Told(_checks, {P: BELL}),
    Kind.CREDENTIAL_APPROVED: Told(_checks, {P: NOW}, fixed=True, letter="credential_approved"),
    Kind.CREDENTIAL_REFUSED: Told(_checks, {P: NOW}, fixed=True, letter="credential_refused"),
    Kind.PROOF_ASKED: Told(_checks, {P: NOW}, fixed=True, letter="proof_asked"),
    Kind.LICENCE_EXPIRING: Told(_checks, {P: NOW}),
    Kind.LICENCE_LOST: Told(_checks, {P: NOW}, fixed=True, letter="licence_lost"),
    Kind.NUMBER_CONTESTED: Told(_checks, {P: NOW}),
    # Its letter goes elsewhere: to the address that the register shows.
    Kind.CONTACT_CODE_SENT: Told(_checks, {P: BELL}, fixed=True),
    Kind.PROOF_REMOVED: Told(_checks, {P: NOW}),
    # Said where people are shown by their first name: see ``texts``.
    Kind.POST_COMMENTED: Told(_community, _members(DIGEST), grouped_by="post_id"),
    Kind.COMMENT_ANSWERED: Told(_community, _members(DIGEST), grouped_by="comment_id"),
    Kind.POST_THANKED: Told(_community, _members(BELL), grouped_by="post_id"),
    Kind.REPORT_SETTLED: Told(Topic.COMMUNITY, EVERYBODY, grouped_by=""),
    Kind.SANCTION_GIVEN: Told(Topic.COMMUNITY, dict.fromkeys(Role, NOW), fixed=True),
    Kind.SANCTION_LIFTED: Told(Topic.COMMUNITY, dict.fromkeys(Role, NOW), fixed=True),
    Kind.WELCOME: Told(Topic.ACCOUNT, {C: NOW, P: NOW}, letter="welcome"),
    Kind.NEW_DEVICE: _security("new_device"),
    Kind.PROGRAM_ENDED: _security("token_reused"),
    Kind.PASSWORD_CHANGED: _security("password_changed"),
    Kind.EMAIL_CHANGED: _security("email_changed"),
    Kind.FACTOR_CHANGED: _security("factor_changed"),
    # A letter about it would not arrive either.
    Kind.ADDRESS_REFUSES_MAIL: Told(Topic.ACCOUNT, EVERYBODY, fixed=True),
}


def kinds_of(role: Role) -> list[Kind]:
    """The kinds that this role is told of, in the order of the page."""
    return [kind for kind, told in KINDS.items() if role in told.usual]


def usual(kind: Kind, role: Role) -> Choice:
    """How this role is told of it unless somebody chose otherwise; in the bell, if it seldom is."""
    return KINDS[kind].usual.get(role, BELL)


def chosen(
    kind: Kind, role: Role, *, in_app: bool | None, mail: Mailing | None, mail_off: bool
) -> Choice:
    """How a person is told of it, who chose this (None: nothing for this channel)."""
    base = base_of(kind, role, mail_off=mail_off)
    if KINDS[kind].fixed:
        return base
    return Choice(base.in_app if in_app is None else in_app, mail or base.mail)


def base_of(kind: Kind, role: Role, *, mail_off: bool) -> Choice:
    """From what a person's choices differ: what is usual, without letters for who stopped them all."""
    base = usual(kind, role)
    return Choice(base.in_app, Mailing.OFF) if mail_off and not KINDS[kind].fixed else base
