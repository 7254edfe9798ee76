"""What can be found in a text that ought not to stand in public."""

from enum import StrEnum


class Kind(StrEnum):
    """A detail of a person: numbers that prove or pay, or ways to reach them."""

    PASSPORT = "passport"
    SIN = "sin"
    CARD = "card"
    IBAN = "iban"
    CLIENT_ID = "client_id"
    APPLICATION = "application"
    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"


CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.MESSENGER})
IDENTITY = frozenset(Kind) - CONTACTS
# Codes of refusals that whoever wrote it can lift by agreeing to the masks.
MASKABLE = frozenset({"personal_data", "contact_details"})


class Signal(StrEnum):
    """What may be the matter with a text. One alone says little: they are judged together (see ``judging``)."""

    CONTACT = "contact"
    OFFER = "offer"
    GUARANTEE = "guarantee"
    MONEY = "money"
    JOB_SALE = "job_sale"
    INFLUENCE = "influence"
    KNOWN = "known"
    # Whoever asks for help, or warns others: never held.
    VICTIM = "victim"


class Tier(StrEnum):
    """How well a member is known: by age and by what of theirs was accepted, never by thanks. Ordered by ``RANKS``."""

    T0 = "t0"
    T1 = "t1"
    T2 = "t2"
    PRO = "pro"
    STAFF = "staff"


RANKS = {tier: rank for rank, tier in enumerate(Tier)}


class Place(StrEnum):
    """Where a text is to stand."""

    POST = "post"
    COMMENT = "comment"


class Action(StrEnum):
    """What a rule does on its own; ``combine``: it only counts together with others."""

    COMBINE = "combine"
    NOTE = "note"
    FLAG = "flag"
    MASK = "mask"
    HOLD = "hold"


class Mode(StrEnum):
    """Whether a rule is asked, and whether what it says is done or only counted."""

    OFF = "off"
    SHADOW = "shadow"
    ENFORCE = "enforce"


class Normaliser(StrEnum):
    """As what a text is read: as words, or as letters alone, whatever stands between them."""

    WORDS = "words"
    LETTERS = "letters"


class Notice(StrEnum):
    """The line that readers find above a text."""

    NONE = ""
    GUARANTEE = "guarantee"
    MONEY = "money"
    INFLUENCE = "influence"
    HELP = "help"


LONGEST_PHRASE, MOST_PHRASES, LONGEST_MESSAGE = 80, 200, 400
SHORTEST_LETTERS = 6
