"""Signing people in without their password and their second factor, for tests about something else."""

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.authz.actor import Actor, Door
from capitune.core.work import unit_of_work
from tests.support.browserless import Browserless

NOBODY = Actor.anonymous(Door.WEB, "203.0.113.7")


def sign_in(browser: Browserless, user: User, proof: Proof = Proof.FACTOR) -> None:
    """Let this browser hold a new session of ``user``."""
    with unit_of_work():
        secret = services.open_session(NOBODY, user, remember=False, device="a test", proof=proof)
    with browser.session_transaction() as session:
        session.clear()
        session["_user_id"] = secret


def browser_of(application: object, user: User | None, proof: Proof = Proof.FACTOR) -> Browserless:
    """A new browser, signed in as ``user``."""
    browser = Browserless(application, use_cookies=True)  # type: ignore[arg-type]
    if user is not None:
        sign_in(browser, user, proof)
    return browser


def cookie_of(browser: Browserless) -> str:
    """The header that sends this browser's cookie."""
    cookie = browser.get_cookie("session")
    return f"session={cookie.value}" if cookie else ""


def token_of(user: User) -> str:
    """An access token of a new sign-in of ``user``."""
    with unit_of_work():
        return services.open_tokens(NOBODY, user, "a test", Proof.FACTOR).token
