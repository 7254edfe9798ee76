"""States and small vocabularies of accounts."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether an account may be used."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEAVING = "leaving"  # its owner asked to delete it, and can still come back
    ERASED = "erased"  # an empty account, to which the records of others refer


class SuspensionReason(StrEnum):
    """Why an account is suspended: what can be reported, and an account in the wrong hands."""

    FRAUD = "fraud"
    FAKE_CONSULTANT = "fake_consultant"
    MONEY = "money"
    PERSONAL_DATA = "personal_data"
    DANGEROUS_ADVICE = "dangerous_advice"
    HATE = "hate"
    SPAM = "spam"
    STOLEN = "stolen"
    OTHER = "other"


class ChangeReason(StrEnum):
    """Why the team acts on somebody's account."""

    ASKED = "asked"
    LOST_DEVICE = "lost_device"
    AT_RISK = "at_risk"
    JOINS_TEAM = "joins_team"
    LEAVES_TEAM = "leaves_team"
    MISTAKE = "mistake"
    OTHER = "other"


class Language(StrEnum):
    """The languages of the product."""

    FR = "fr"
    EN = "en"


class Purpose(StrEnum):
    """What a person consents to."""

    TERMS = "terms"
    COMMUNICATIONS = "communications"
    DOCUMENTS = "documents"


class Goal(StrEnum):
    """What a candidate comes to Canada for."""

    STUDY = "study"
    WORK = "work"
    BUSINESS = "business"


class Sector(StrEnum):
    """The sector a candidate works in or wants to."""

    HEALTH = "health"
    IT = "it"
    TRADES = "trades"
    TRANSPORT = "transport"
    HOSPITALITY = "hospitality"
    EDUCATION = "education"
    FINANCE = "finance"
    AGRICULTURE = "agriculture"
    SCIENCE = "science"
    ARTS = "arts"
    OTHER = "other"


class ExportStatus(StrEnum):
    """How far a copy of one's data is."""

    PREPARING = "preparing"
    READY = "ready"
    EXPIRED = "expired"


class CodePurpose(StrEnum):
    """What a one-time secret is for."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 the name of a purpose
    CHANGE_EMAIL = "change_email"
    LIFT_LOCK = "lift_lock"


class PasskeyUse(StrEnum):
    """What a device is asked for."""

    REGISTER = "register"
    SIGN_IN = "sign_in"
    SECOND_STEP = "second_step"
    CONFIRM = "confirm"


class Profession(StrEnum):
    """Professions of the contract."""

    IMMIGRATION_CONSULTANT = "immigration_consultant"
    LAWYER = "lawyer"
    NOTARY = "notary"
    FINANCE_CONSULTANT = "finance_consultant"
    COACH = "coach"
    TRAINING_BODY = "training_body"
    OTHER = "other"


class Domain(StrEnum):
    """Domains a professional works in."""

    IMMIGRATION = "immigration"
    FINANCE = "finance"
    HEALTH = "health"
    IT = "it"
    EDUCATION = "education"
    OTHER = "other"
