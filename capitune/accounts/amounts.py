"""Amounts of money, typed by people and kept in integer cents."""

import re

from babel.numbers import format_currency

from capitune.core.errors import Invalid

CURRENCY = "CAD"
MOST_CENTS = 1_000_000_000_00
SPACES = re.compile(r"[\s\u00a0\u202f$]|CAD", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?P<by>[.,'])\d{3}(?:(?P=by)\d{3})*")
AMOUNT = re.compile(r"(?P<whole>\d{1,12})(?:[.,](?P<cents>\d{1,2}))?")


def cents(value: str | None, field: str) -> int | None:
    """``25 000``, ``25,000.50`` or ``25 000,50 $`` in cents; None for nothing.

    Raises ``Invalid`` about ``field``: ``bad_amount``, ``amount_too_large``.
    """
    bare = SPACES.sub("", value or "")
    if not bare:
        return None
    # A separator before three digits parts thousands, in either language.
    grouped = GROUPED.match(bare)
    if grouped and not bare[grouped.end() :].startswith(grouped["by"]):
        bare = re.sub(r"[.,']", "", grouped.group()) + bare[grouped.end() :]
    found = AMOUNT.fullmatch(bare)
    if found is None:
        raise Invalid.on(field, "bad_amount")
    return within(int(found["whole"]) * 100 + int((found["cents"] or "0").ljust(2, "0")), field)


def within(amount: int | None, field: str) -> int | None:
    """``amount`` (cents) if it is one that can be kept. Raises ``Invalid`` (``bad_amount``)."""
    if amount is None:
        return None
    if not 0 <= amount <= MOST_CENTS:
        raise Invalid.on(field, "bad_amount" if amount < 0 else "amount_too_large")
    return amount


def typed(amount: int | None) -> str:
    """As one would type it again: ``25000`` or ``25000,50``."""
    if amount is None:
        return ""
    whole, part = divmod(amount, 100)
    return f"{whole},{part:02}" if part else str(whole)


def shown(amount: int | None, language: str) -> str:
    """``25 000 $`` / ``$25,000``; nothing for none. Cents are written when there are some."""
    if amount is None:
        return ""
    locale = {"fr": "fr_CA", "en": "en_CA"}[language]
    pattern = {"fr": "#,##0.00\u00a0¤", "en": "¤#,##0.00"}[language]
    whole = amount % 100 == 0
    text = format_currency(
        amount / 100,
        CURRENCY,
        pattern.replace(".00", "") if whole else pattern,
        locale=locale,
        currency_digits=not whole,
    )
    return str(text)
