"""Who is at the door: from the browser's cookie for pages, from the token for the API, never both.

The browser's signed cookie holds a random secret; its hash is the key of a row, which is asked at every
request. Ending the row, or anything it stands on, ends the session at once.
"""

from typing import Any

import structlog
from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy.exc import SQLAlchemyError

from capitune.accounts import browser, pace, passkeys, queries, tokens
from capitune.accounts.people import Person, SignedIn
from capitune.accounts.policy import must_have_factor
from capitune.accounts.services.sessions import LIFE, TOUCH_EVERY, touch
from capitune.authz.actor import Actor, Door
from capitune.authz.web import door
from capitune.core.clock import now
from capitune.core.http import is_background
from capitune.core.work import unit_of_work
from capitune.extensions import login_manager

log = structlog.get_logger(__name__)

BEARER = "bearer "


def init_app(app: Flask) -> None:
    """Bind cookies, tokens and what templates know of the person."""
    app.config["PERMANENT_SESSION_LIFETIME"] = LIFE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    if app.config["SESSION_COOKIE_SECURE"]:
        # Browsers take a cookie of this name only from this very host, over HTTPS: none can be planted.
        app.config["SESSION_COOKIE_NAME"] = "__Host-session"
    login_manager.session_protection = None
    login_manager.user_loader(_browser)
    login_manager.init_app(app, add_context_processor=False)
    tokens.bind(app.config["BASE_URL"])
    passkeys.bind(app.config["BASE_URL"])
    pace.init_app(app)
    app.context_processor(_shown)
    app.after_request(_note_use)


def web_actor() -> Actor:
    """Who acts through pages: by the cookie only."""
    return _actor(signed_in(), Door.WEB)


def api_actor() -> Actor:
    """Who acts through the API: by the token only."""
    return _actor(signed_in(), Door.API)


def socket_actor(token: str | None, *, at_connect: bool) -> Actor:
    """Who acts through a live connection: by the token given when it was made, else by the cookie.

    A connection may outlive its access token: its ten minutes count ``at_connect`` only; the sign-in
    behind it, the account and its rights count always.
    """
    found = _by_token(token, judge_life=at_connect) if token else _by_cookie()
    g.person = found
    return _actor(found, Door.SOCKET)


def current_person() -> Person | None:
    """The person who is signed in, at whichever door."""
    found = signed_in()
    return found.person if found else None


def signed_in() -> SignedIn | None:
    """The session or token of this request, asked of the database once."""
    if not has_request_context():
        return None
    if "person" not in g:
        # Set before asking: the page that says the database is away must not ask it again.
        g.person = None
        g.person = _by_header() if door() is Door.API else _by_cookie()
    found: SignedIn | None = g.person
    return found


def language() -> str | None:
    """The language the signed-in person reads, None for nobody."""
    person = current_person()
    return person.language.value if person else None


def timezone() -> str | None:
    """The time zone of the signed-in person, None when it is not known."""
    person = current_person()
    return person.timezone if person else None


def limit_key() -> str:
    """Who is asking, for limits and idempotency: the person, else the address."""
    person = current_person()
    return f"person:{person.id}" if person else f"address:{request.remote_addr}"


def _actor(found: SignedIn | None, at: Door) -> Actor:
    if found is None:
        return Actor.anonymous(at, request.remote_addr)
    return Actor(
        user_id=found.person.id,
        role=found.person.role,
        door=at,
        scopes=found.scopes,
        session_id=found.session_id,
        address=request.remote_addr,
        proved_at=found.proved_at,
        owes_factor=_owes_factor(found),
        owes_terms=found.owes_terms,
    )


def _owes_factor(found: SignedIn) -> bool:
    """A factor is mandatory for them and this sign-in showed none. The people of the demo, whose password
    everybody knows, are let by in development only.
    """
    if found.factor_at is not None or not must_have_factor(found.person.role, found.scopes):
        return False
    return not (found.is_demo and current_app.config["CAPITUNE_ENV"] == "development")


def _by_cookie() -> SignedIn | None:
    secret = browser.secret()
    return queries.person_of_session(secret) if secret else None


def _by_header() -> SignedIn | None:
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith(BEARER):
        return None
    return _by_token(header[len(BEARER) :].strip(), judge_life=True)


def _by_token(token: str, *, judge_life: bool) -> SignedIn | None:
    claims = tokens.read(token)
    if claims is None or (judge_life and not claims.is_live):
        return None
    return queries.person_of_token(claims)


def _browser(secret: str) -> browser.Browser | None:
    """For the libraries that ask Flask-Login."""
    return browser.Browser(secret) if signed_in() else None


def _shown() -> dict[str, Any]:
    person = current_person()
    return {
        "passkeys_possible": passkeys.are_possible(),
        "me": person,
        "unread": person.unread if person else 0,
    }


def _note_use(response: Response) -> Response:
    """Note that the session is in use, after the request's own work and apart from it.

    What an open page asks by itself is no use: nobody may be there any more.
    """
    if is_background():
        return response
    found: SignedIn | None = g.get("person")
    if found and door() is Door.WEB and found.last_seen_at < now() - TOUCH_EVERY:
        try:
            with unit_of_work():
                touch(found.session_id)
        except SQLAlchemyError as error:
            # The answer is made already; the next request notes it.
            log.warning("touch_failed", reason=type(error).__name__)
    return response
