"""A day of the team, in real browsers: two admins and a moderator, each with their factor, from the queue to the trace."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.authz.actor import Role
from capitune.dossiers.models import Dossier
from capitune.professionals.models import Credential
from tests.browser.live.conftest import Visit
from tests.browser.live.test_two_browsers import SOON, connected
from tests.factories.dossiers import make_dossier
from tests.factories.factors import enrol
from tests.factories.people import PASSWORD, acting, make_person
from tests.unit.professionals.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium"), pytest.mark.real("nginx")]


@dataclass
class Colleague:
    """One of the team at their browser, signed in by the form: their password, then their app."""

    user: User
    page: Page

    def send(self, action: str, **fields: str) -> None:
        """Fill the form that is sent to an address ending so, and press its button."""
        form = self.page.locator(f'main form[action$="{action}"]').first
        form.evaluate("form => { const d = form.closest('details'); if (d) d.open = true }")
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            is_list = field.evaluate("field => field.tagName === 'SELECT'")
            field.select_option(value) if is_list else field.fill(value)
        for box in form.locator("[name=looked]").all():
            box.check()
        with self.page.expect_navigation():
            form.locator("button[type=submit]").first.click()


def come_in(visit: Visit, name: str, role: Role) -> Colleague:
    """Sign in as nobody's cookie would: the password alone opens nothing."""
    user = make_person(role, first_name=name, last_name="Zed")
    factor = enrol(user)
    page = visit(user, "/login", second=True)
    page.goto("about:blank")  # so that nothing there hears that its sign-in is gone
    page.context.clear_cookies()
    page.goto("/login")
    form = page.locator("main form").first
    form.locator("[name=email]").fill(user.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/login/second-step"))
    form = page.locator("main form").first
    form.locator("[name=code]").fill(factor.digits())
    form.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/dashboard"))
    return Colleague(user, page)


def ready_licence(nadia: User, omar: User) -> tuple[User, Credential]:
    """A professional whose declared licence was looked up, and whose contact is proved."""
    scene = Scene(acting(nadia), acting(omar))
    paul = scene.professional()
    credential = scene.submitted(paul)
    scene.record(credential)
    scene.proved(credential, paul)
    return paul, credential


def traced(admin: Colleague, act: Act, *names: str) -> None:
    """The audit log says it, and by whom."""
    admin.page.goto(f"/admin/audit/?act={act.value}")
    line = admin.page.locator("main tbody tr").first
    for name in names:
        expect(line).to_contain_text(name)


def validate(nadia: Colleague, omar: Colleague, credential: Credential) -> None:
    """From the queue to the second yes, of somebody else."""
    licence = f"/admin/validations/{credential.id}"
    nadia.page.goto("/admin/validations/")
    nadia.page.locator(f'a[href^="{licence}"]').first.click()
    nadia.send("/approve")
    nadia.page.goto(licence)
    nadia.send("/approve")  # one's own second yes is none: it waits for a colleague
    nadia.page.goto("/admin/validations/")
    expect(nadia.page.locator(f'a[href^="{licence}"]')).not_to_have_count(0)
    omar.page.goto(licence)
    omar.send("/approve")


def propose(nadia: Colleague, dossier: Dossier, paul: User) -> None:
    """Whom nobody could propose before."""
    nadia.page.goto(f"/admin/dossiers/{dossier.id}")
    nadia.send("/propose", professional_id=str(paul.id), role="immigration")
    expect(nadia.page.locator("main")).to_contain_text(f"{paul.first_name} {paul.last_name}")


def suspend(mona: Colleague, awa: User, theirs: Page) -> None:
    """What this person has open loses its rights at once."""
    mona.page.goto(f"/admin/users/{awa.id}")
    mona.send("/suspend", reason="spam", words="Adverts.", message="Adverts have no place here.")
    expect(theirs.locator("#live")).to_have_attribute("data-state", "out", timeout=SOON)
    theirs.goto("/dossiers")
    expect(theirs).to_have_url(re.compile(r"/login"))


def test_a_day_of_the_team(visit: Visit) -> None:
    nadia, omar = (come_in(visit, name, Role.ADMIN) for name in ("Nadia", "Omar"))
    mona = come_in(visit, "Mona", Role.MODERATOR)
    paul, credential = ready_licence(nadia.user, omar.user)
    awa = make_person(first_name="Awa", last_name="Sow")
    dossier: Dossier = make_dossier(awa)

    nadia.page.goto(f"/admin/dossiers/{dossier.id}")
    paul_is_offered = nadia.page.locator(f'[name=professional_id] option[value="{paul.id}"]')
    expect(paul_is_offered).to_have_count(0)
    validate(nadia, omar, credential)
    propose(nadia, dossier, paul)
    suspend(mona, awa, connected(visit(awa, f"/dossiers/{dossier.id}")))

    traced(nadia, Act.ACCOUNT_SUSPENDED, "Mona Zed", "Awa Sow")
    traced(nadia, Act.ASSIGNMENT_PROPOSED, "Nadia Zed", dossier.number)
    traced(nadia, Act.CREDENTIAL_APPROVED, "Omar Zed")
    refused = mona.page.goto("/admin/audit/")
    assert refused is not None
    assert refused.status == 403
