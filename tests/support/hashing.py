"""argon2id at the cost of a blink in the tests' own process: thousands of sign-ins are not about its figures.

``tests/unit/accounts/test_passwords.py`` holds the real figures, and programs that tests start use them.
"""

from argon2 import PasswordHasher

from capitune.accounts import passwords

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
REAL = passwords._hasher
REAL_NOBODY = passwords.NOBODY
# The same in each worker: tests are named after it.
NOBODY = CHEAP.hash("nobody", salt=b"sixteen bytes...")


def be_cheap() -> None:
    """Hash and verify cheaply from here on; a sign-in without an account costs as much as one with."""
    passwords._hasher, passwords.NOBODY = CHEAP, NOBODY


def be_real() -> None:
    """Hash and verify as in production from here on."""
    passwords._hasher, passwords.NOBODY = REAL, REAL_NOBODY
