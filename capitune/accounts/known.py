"""Which accounts have been opened in this browser: a signed cookie that outlives every session.

It opens nothing. It only says that somebody who knew the password was here before, so that wrong passwords
tried elsewhere do not close the account for this browser.
"""

import uuid

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from capitune.core.ids import new_id, parse_id

COOKIE = "known"
YEAR = 365 * 24 * 3600
MOST = 5


def known_accounts() -> dict[uuid.UUID, uuid.UUID]:
    """The accounts that this browser has opened within a year, the last five first, and what it is called
    in each.
    """
    try:
        told = _seal().loads(request.cookies.get(_name(), ""), max_age=YEAR)
    except BadData:
        return {}
    pairs = ((parse_id(account), parse_id(browser)) for account, browser in told)
    return {account: browser for account, browser in pairs if account and browser}


def know(user_id: uuid.UUID) -> None:
    """Have this request's answer note that the account was opened here."""
    held = known_accounts()
    kept = {user_id: held.pop(user_id, None) or new_id(), **held}
    sealed = _seal().dumps([(str(one), str(kept[one])) for one in [*kept][:MOST]])

    @after_this_request
    def _(response: Response) -> Response:
        response.set_cookie(
            _name(),
            sealed,
            max_age=YEAR,
            httponly=True,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            samesite="Lax",
        )
        return response


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known-accounts")


def _name() -> str:
    # A name that browsers take from this very host over HTTPS only: none can be planted.
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE
