"""Which kinds of news go by mail."""

from capitune.notifications.queries import Preferences
from capitune.notifications.states import Mailing
from capitune.notifications.states import NotificationKind as Kind

# What bears on the security of an account: nobody can switch these letters off.
ACCOUNT_LETTERS = {
    Kind.NEW_DEVICE,
    Kind.PROGRAM_ENDED,
    Kind.PASSWORD_CHANGED,
    Kind.EMAIL_CHANGED,
    Kind.FACTOR_CHANGED,
    Kind.SANCTION_GIVEN,
    Kind.SANCTION_LIFTED,
}
# A candidate's too: that one of the team looks into their dossier.
CANDIDATE_LETTERS = ACCOUNT_LETTERS | {Kind.GLASS_BROKEN}


def by_mail(preferences: Preferences) -> set[Kind]:
    """The kinds that are told by a letter, at once or with others."""
    return {kind for kind, how in preferences.choices.items() if how.mail is not Mailing.OFF}
