"""What a browser holds of its sign-in: a random secret in the signed cookie, through Flask-Login."""

from dataclasses import dataclass

from flask import g, session
from flask_login import login_user

SECRET = "_user_id"  # noqa: S105 where Flask-Login keeps it


@dataclass(frozen=True, slots=True)
class Browser:
    """What Flask-Login is told: a browser that holds this secret."""

    secret: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The secret itself: a new one at each sign-in, so a planted cookie is worth nothing."""
        return self.secret


def secret() -> str | None:
    """The secret this browser holds."""
    held = session.get(SECRET)
    return held if isinstance(held, str) else None


def enter(secret: str, *, remember: bool) -> None:
    """Make this browser hold ``secret``, and nothing of what it held before sign-in.

    With ``remember`` the cookie outlives the browser's own session, for 30 days at most.
    """
    session.clear()
    session.permanent = remember
    login_user(Browser(secret))
    _look_again()


def leave() -> None:
    """Make this browser forget everything."""
    session.clear()
    _look_again()


def _look_again() -> None:
    """Who is here was found already in this request; it changed."""
    g.pop("person", None)
    g.pop("actor", None)
