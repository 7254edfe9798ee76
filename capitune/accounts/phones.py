"""Telephone numbers: kept as E.164 (``+15145550123``), shown as people dial them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from capitune.core.errors import Invalid

LONGEST = 40
SHORTEST = 3
# Whose numbers are typed as one dials them there: the country code, and the digit before it goes.
HOMES = (("+1", "1"), ("+33", "0"))
ALLOWED = frozenset("0123456789+-. ()/\u00a0\u202f\u2011")


def e164(value: str | None, country: str | None, field: str = "phone") -> str | None:
    """The number in E.164; None for an empty one. Without ``+`` it is one of ``country`` (ISO 3166).

    Raises ``Invalid`` about ``field`` (``bad_phone``): not a number that can exist there, or more than one.
    """
    typed = (value or "").strip()
    if not typed:
        return None
    # The library digs numbers out of any text; a field of its own holds a number and nothing else.
    if len(typed) > LONGEST or not set(typed) <= ALLOWED:
        raise Invalid.on(field, "bad_phone")
    try:
        number = phonenumbers.parse(typed, country)
    except NumberParseException as error:
        raise Invalid.on(field, "bad_phone") from error
    if not phonenumbers.is_valid_number(number):
        raise Invalid.on(field, "bad_phone")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(kept: str | None, country: str | None) -> str:
    """As dialled in ``country`` when it is one of there, else with its country code; nothing without one."""
    if not kept:
        return ""
    number = phonenumbers.parse(kept, None)
    at_home = phonenumbers.region_code_for_number(number) == country
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def beginnings(typed: str) -> list[str]:
    """How numbers kept may begin, when this is how one begins as somebody wrote it: with its country code, or
    as dialled in Canada or France. Nothing for fewer than three digits, and for what is no number.
    """
    digits = "".join(c for c in typed if c in "0123456789")
    if len(digits) < SHORTEST or not set(typed.strip()) <= ALLOWED:
        return []
    if typed.strip().startswith("+"):
        return [f"+{digits}"]
    return [f"+{digits}", *(f"{code}{digits.removeprefix(trunk)}" for code, trunk in HOMES)]
