"""The budget on the pages of both sides: read, priced, agreed, paid."""

import html

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Requirement
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.states import DocumentStatus
from capitune.notifications.models import Notification
from tests.factories.budgets import budget_now, pay, permit_of, price, quote
from tests.functional.dossiers.pages.scene import Scene, words

N = "\u202f"


def seen(scene: Scene, name: str, rest: str = "/budget") -> str:
    return html.unescape(scene.browser(name).get(f"{scene.url}{rest}").get_data(as_text=True))


def send(scene: Scene, name: str, rest: str, **fields: str) -> tuple[int, str]:
    browser = scene.browser(name)
    sent = {"csrf_token": browser.token("/dashboard"), **fields}
    answer = browser.post(f"{scene.url}/budget{rest}", data=sent)
    return answer.status_code, words(html.unescape(answer.get_data(as_text=True)))


def told(user: User) -> list[str]:
    kinds = select(Notification.kind).where(Notification.user_id == user.id)
    return [k for k in db.session.scalars(kinds.order_by(Notification.id)) if "quote" in k]


def test_amounts_are_written_as_one_reads_them(scene: Scene) -> None:
    price(scene.dossier, scene.people["anne"], 129000)
    assert f"1{N}525,00{N}$" in seen(scene, "aminata")
    scene.browser("aminata").get("/language/en?next=/dashboard")
    english = words(seen(scene, "aminata"))
    assert "$1,525.00" in english
    assert "immigration.ca , read on Nov 22, 2026" in english
    staff = seen(scene, "admin")
    assert "/budget/lines" not in staff
    assert "/budget/payments" not in staff


def test_from_the_price_to_the_payment(scene: Scene) -> None:
    anne, aminata = scene.people["anne"], scene.people["aminata"]
    line = {"kind": "service", "label": "Étude <b>du</b> dossier", "amount_cents": f"1{N}525,00 $"}
    assert send(scene, "anne", "/lines/new", **line)[0] == 303
    assert "Étude &lt;b&gt;du&lt;/b&gt; dossier" in scene.browser("aminata").get(
        f"{scene.url}/budget"
    ).get_data(as_text=True)
    assert f"1{N}525,00" in seen(scene, "anne", "/budget/quote")
    quoted = {"terms": "En deux fois.", "total_cents": "152500"}
    assert send(scene, "anne", "/quote", **quoted)[0] == 303
    assert told(aminata) == ["quote_proposed"]
    here = words(seen(scene, "aminata"))
    assert "Un devis attend votre réponse : 1 525,00 $" in here
    text = words(seen(scene, "aminata", "/budget/quotes/1/accept"))
    assert "En deux fois. J’accepte ces services à ces prix." in text
    assert send(scene, "aminata", "/quotes/1/accept")[0] == 303
    assert told(anne) == ["quote_accepted"]
    agreed = budget_now(scene.dossier).agreed
    assert agreed is not None
    assert agreed.accepted_text is not None
    assert agreed.accepted_text.splitlines()[2] == f"Étude <b>du</b> dossier{N}: 1{N}525,00{N}$"
    assert "En deux fois.\n\nJ’accepte" in agreed.accepted_text
    paid = {"line_id": str(permit_of(scene.dossier)), "amount_cents": "150"}
    assert send(scene, "aminata", "/payments/new", **paid, paid_on=today().isoformat())[0] == 303
    after = words(seen(scene, "aminata"))
    assert "Reste à payer 1 610,00 $" in after
    history = words(seen(scene, "aminata", "/history"))
    assert "Devis accepté : version 1" in history
    assert "Paiement enregistré : 150,00 $" in history


@pytest.mark.parametrize("amount", ["abc", "-5", "0", "1000000,01", "1.525", "9" * 25])
def test_what_was_typed_is_kept(scene: Scene, amount: str) -> None:
    line = {"kind": "service", "label": "Étude", "amount_cents": amount}
    browser = scene.browser("anne")
    sent = {"csrf_token": browser.token("/dashboard"), **line}
    answer = browser.post(f"{scene.url}/budget/lines/new", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{amount}"' in page
    assert 'aria-invalid="true"' in page
    assert budget_now(scene.dossier).services == ()


def test_a_line_changed_meanwhile_is_not_overwritten(scene: Scene) -> None:
    line = price(scene.dossier, scene.people["anne"])
    at = f"/lines/{line.id}/edit"
    changed = {"label": "Étude du dossier", "amount_cents": "950", "version": "1"}
    assert send(scene, "anne", at, **changed)[0] == 303
    status, page = send(scene, "anne", at, **changed | {"amount_cents": "1000"})
    assert status == 409
    assert "Cette ligne a changé pendant que vous écriviez." in page
    assert budget_now(scene.dossier).total == 23500 + 95000
    fee = f"/lines/{permit_of(scene.dossier)}/edit"
    kept = {"label": "Permis d’études — traitement", "amount_cents": "150,00", "version": "1"}
    assert send(scene, "anne", fee, **kept)[0] == 303
    assert not budget_now(scene.dossier).items[0].is_fixed  # nothing was changed


def test_the_version_read_is_the_one_accepted(scene: Scene) -> None:
    price(scene.dossier, scene.people["anne"])
    quote(scene.dossier, scene.people["anne"])
    price(scene.dossier, scene.people["anne"], 100, "Copie")
    status, page = send(scene, "anne", "/quote", terms="", total_cents="90000")
    assert (status, "n’était plus à jour" in page) == (422, True)
    quote(scene.dossier, scene.people["anne"])
    status, page = send(scene, "aminata", "/quotes/1/accept")
    assert status == 409
    assert "La version 2 du devis vient de remplacer celle-ci." in page
    send(scene, "aminata", "/quotes/2/accept")
    status, page = send(scene, "aminata", "/quotes/2/accept")
    assert (status, "Vous avez déjà accepté cette version." in page) == (409, True)
    price(scene.dossier, scene.people["anne"], 200, "Timbre")
    quote(scene.dossier, scene.people["anne"])
    assert f"Ajouté{N}: Timbre, 2,00{N}$" in seen(scene, "aminata", "/budget/quotes/3/accept")


def test_candidates_record_what_they_pay_to_others(scene: Scene) -> None:
    line = price(scene.dossier, scene.people["anne"], label="Service de Anne")
    assert "Service de Anne" not in seen(scene, "aminata", "/budget/payments/new")
    assert "Service de Anne" in seen(scene, "anne", "/budget/payments/new")
    sent = {"line_id": str(line.id), "amount_cents": "5", "paid_on": today().isoformat()}
    assert send(scene, "aminata", "/payments/new", **sent)[0] == 422
    sent["line_id"] = str(permit_of(scene.dossier))
    twice = {**sent, "form_key": "one-and-the-same"}
    assert [send(scene, "aminata", "/payments/new", **twice)[0] for _ in range(2)] == [303, 303]
    assert budget_now(scene.dossier).paid == 500
    assert send(scene, "aminata", "/payments/new", **sent | {"paid_on": "2999-01-01"})[0] == 422
    payment = pay(scene.dossier, scene.people["anne"])
    assert f"/payments/{payment.id}/reverse" not in seen(scene, "aminata")
    own = budget_now(scene.dossier).payments[0]
    assert send(scene, "aminata", f"/payments/{own.id}/reverse", reason="Erreur.")[0] == 303
    assert send(scene, "aminata", f"/payments/{own.id}/reverse")[0] == 422
    assert "Erreur." in seen(scene, "aminata")
    remove = f"/lines/{permit_of(scene.dossier)}/remove"
    status, page = send(scene, "anne", remove)
    assert (status, "Quelque chose a été payé" in page) == (409, True)


def test_the_dashboard_says_what_to_accept(scene: Scene) -> None:
    price(scene.dossier, scene.people["anne"])
    quote(scene.dossier, scene.people["anne"])
    with unit_of_work():
        dossier = scene.fresh()
        mine = db.update(Requirement).where(Requirement.dossier_id == dossier.id)
        db.session.execute(mine.values(status=DocumentStatus.RECEIVED))
        recompute(dossier)
    home = words(html.unescape(scene.browser("aminata").get("/dashboard").get_data(as_text=True)))
    assert "Lisez et acceptez le devis" in home
    assert "C’est à vous" in home or "C’est votre tour" in home
    assert f'href="{scene.url}/budget"' in scene.browser("aminata").get("/dashboard").get_data(
        as_text=True
    )
    assert "devis à accepter" in words(
        scene.browser("bruno").get("/dossiers").get_data(as_text=True)
    )
