"""Second factors, made by the product's own acts."""

from dataclasses import dataclass

from capitune.accounts import queries, services, totp
from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.work import unit_of_work
from tests.factories.people import acting


@dataclass
class Enrolled:
    """What somebody keeps of their second factor: the app's secret, and codes on paper."""

    user: User
    secret: str
    codes: list[str]

    def digits(self, drift: int = 0) -> str:
        """What the app shows now, or ``drift`` steps from now."""
        return totp.code_of(self.secret, totp.step_at(now()) + drift)

    def code(self) -> str:
        """A recovery code that was not used yet."""
        return self.codes.pop()


def enrol(user: User) -> Enrolled:
    """Give ``user`` an authenticator app and ten recovery codes.

    The code that confirmed it is the one before the present: the present one is still good.
    """
    actor = acting(user)
    with unit_of_work():
        services.begin_app(actor, user)
    app = queries.authenticator_of(user.id, confirmed=False)
    assert app is not None
    secret = services.secret_of(app)
    with unit_of_work():
        before = totp.code_of(secret, totp.step_at(now()) - 1)
        codes = services.confirm_app(actor, user, before)
    return Enrolled(user, secret, codes)
