"""The vocabulary of the data map."""

from enum import StrEnum


class Kind(StrEnum):
    """What a column says about a person."""

    IDENTITY = "identity"  # who they are
    CONTACT = "contact"  # where they are reached
    CONTENT = "content"  # what they wrote or decided
    DOCUMENT = "document"  # the files they sent, and facts about these
    USAGE = "usage"  # when, from where, with what they used the product
    SECRET = "secret"  # noqa: S105 what proves who they are
    TECHNICAL = "technical"  # keys, versions, states of the machine
    NOTHING = "nothing"  # about no person


class Retention(StrEnum):
    """How long a row is kept while its person's account lives."""

    ACCOUNT = "account"  # as long as the account
    DAY = "day"  # a day
    WEEK = "week"  # seven days
    MONTH = "month"  # thirty days after it is over
    YEAR = "year"  # a year, whatever it is about
    LIFE = "life"  # until it expires by itself
    TRAIL = "trail"  # always: the trail of what was done
    ALWAYS = "always"  # always: about no person, or a fact that others rely on


class Because(StrEnum):
    """Why something stays after an account is erased. Each has its sentence on the page."""

    TRAIL = "trail"  # the audit trail, with ids only
    PROOF = "proof"  # what was agreed to
    OTHERS_RECORDS = "others_records"  # what a professional decided in other people's dossiers
    OTHERS_WORDS = "others_words"  # the place of what others have answered, without its words
    TOMBSTONE = "tombstone"  # the empty account that these records refer to
    REGISTER = "register"  # that the account was erased, so that a restored backup forgets it too
