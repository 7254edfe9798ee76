"""The tie between a sign-up and the browser that made it.

Anybody may sign up with anybody's address. If a stranger signs up again with it between the owner's
sign-up and the owner's code, the account would hold the stranger's password. The ticket, made of the
password's hash and kept in the owner's browser, shows that this happened.
"""

import hmac

from capitune.core.secrets import derive


def ticket_of(password_hash: str) -> str:
    """The ticket of a sign-up that ended with this hash."""
    return derive("sign-up-ticket", password_hash.encode()).hex()


def is_ticket(ticket: str, password_hash: str) -> bool:
    """True when ``ticket`` belongs to this hash."""
    return hmac.compare_digest(ticket.encode(), ticket_of(password_hash).encode())
