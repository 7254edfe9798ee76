"""Answers that leave no sooner than others leave at once in the tests' own process: hundreds of sign-ins are not
about the floor. ``tests/functional/accounts/test_enumeration.py`` measures the real one, and programs that tests
start keep it.
"""

from capitune.accounts import pace

REAL = pace.FLOOR


def be_quick() -> None:
    """Wait for no floor from here on."""
    pace.FLOOR = 0


def be_real() -> None:
    """Wait as in production from here on."""
    pace.FLOOR = REAL
