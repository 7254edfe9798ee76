"""Which figures are kept for each day."""

from enum import StrEnum


class Figure(StrEnum):
    """A figure of one day. What its ``cut`` may be stands beside it; the empty cut is the whole."""

    VISITS = "visits"  # arrivals from elsewhere of people who are not signed in
    SIGN_UPS = "sign_ups"  # cut by role, country, language
    VERIFIED = "verified"  # addresses confirmed; cut by role
    OPENED = "opened"  # dossiers opened; cut by family
    COMPLETED = "completed"  # dossiers that reached their last stage
    SENT = "sent"  # versions of documents
    ACCEPTED = "accepted"  # decisions that validate a document
    REJECTED = "rejected"  # decisions that refuse one
    CONTACTS = "contacts"  # first letters to professionals
    ACTIVE = "active"  # people who did something; cut by role, country, language
    IN_STAGE = "in_stage"  # open dossiers at the end of the day; cut by stage
    REVIEW_HOURS = "review_hours"  # cut: whole hours from a document to its first decision
    ANSWER_HOURS = "answer_hours"  # cut: whole hours from a first letter to its answer
    STAGE_DAYS = "stage_days"  # cut: the stage that was left, and whole days in it
    REACHED = "reached"  # of the candidates who signed up that day; cut: how far they are


class Reach(StrEnum):
    """How far a candidate has come; each includes those after it."""

    VERIFIED = "verified"
    OPENED = "opened"
    SENT = "sent"
    ACCEPTED = "accepted"
    COMPLETED = "completed"


class Unit(StrEnum):
    """What one point of a series stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


# Adding these up over days means nothing: the last day counts.
STOOD = frozenset({Figure.IN_STAGE})
MOST_HOURS, MOST_DAYS = 24 * 90, 730
COHORT = 366  # days after a sign-up during which it is still followed
EARLIEST = 3 * 366  # days before today at which counting begins
