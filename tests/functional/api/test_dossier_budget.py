"""The budget through the API: who may, what is refused, twice is once, two at a time."""

from typing import Any

import pytest

from capitune.core.clock import today
from tests.factories.budgets import permit_of, price, quote
from tests.functional.api.conftest import Cast
from tests.support.program import got, refused

SERVICE = {"label": "Étude du dossier", "kind": "service", "amount_cents": 90000, "currency": "CAD"}


def here(cast: Cast, rest: str = "") -> str:
    return f"/api/dossiers/{cast.dossier.id}/budget{rest}"


def payment(cast: Cast, **fields: Any) -> dict[str, Any]:
    sent = {"line_id": str(permit_of(cast.dossier)), "amount_cents": 15000, "currency": "CAD"}
    return sent | {"paid_on": today().isoformat()} | fields


def test_a_budget_from_beginning_to_end(cast: Cast) -> None:
    owner, pro = cast["owner"], cast["pro"]
    before = got(owner.get(here(cast)))
    assert (before["total"], before["paid"], before["remaining"]) == (23500, 0, 23500)
    assert before["currency"] == "CAD"
    assert before["lines"][0]["fee"]["code"] == "STUDY_PERMIT"
    line = got(pro.post(here(cast, "/lines"), json=SERVICE), 201)
    assert line | SERVICE == line
    assert line["professional"]["last_name"] == "Pro"
    changed = {"amount_cents": 95000, "version": line["version"]}
    line = got(pro.patch(here(cast, f"/lines/{line['id']}"), json=changed))
    assert (line["amount_cents"], line["version"]) == (95000, 2)
    offered = got(pro.post(here(cast, "/quotes"), json={"total_cents": 95000}), 201)
    assert (offered["number"], offered["status"], offered["total_cents"]) == (1, "proposed", 95000)
    for language, words in (("en", "$950.00"), ("fr", "950,00\u202f$")):
        shown = got(owner.get(here(cast), headers={"Accept-Language": language}))["quotes"][0]
        assert words in shown["text"]
    accepted = got(owner.post(here(cast, "/quotes/1/accept"), headers={"Accept-Language": "fr"}))
    assert (accepted["status"], accepted["text"]) == ("accepted", shown["text"])
    paid = got(owner.post(here(cast, "/payments"), json=payment(cast)), 201)
    got(pro.post(here(cast, "/payments"), json=payment(cast, line_id=line["id"])), 201)
    after = got(owner.get(here(cast)))
    assert (after["total"], after["paid"], after["remaining"]) == (118500, 30000, 88500)
    assert sum(line["amount_cents"] for line in after["lines"]) == after["total"]
    back = got(
        owner.post(here(cast, f"/payments/{paid['id']}/reverse"), json={"reason": "Non"}), 201
    )
    assert (back["amount_cents"], back["reverses"], back["reason"]) == (-15000, paid["id"], "Non")
    assert got(owner.get(here(cast)))["remaining"] == 103500
    assert got(cast["admin"].get(here(cast)))["total"] == 118500


def test_who_is_told_no(cast: Cast) -> None:
    line = price(cast.dossier, cast.people["coach"])
    refused(cast["owner"].post(here(cast, "/lines"), json=SERVICE), 403, "forbidden")
    refused(cast["admin"].post(here(cast, "/lines"), json=SERVICE), 403, "forbidden")
    own = here(cast, f"/lines/{line.id}")
    refused(cast["pro"].patch(own, json={"label": "Mine"}), 403, "line_of_colleague")
    refused(cast["pro"].delete(own), 403, "line_of_colleague")
    sent = payment(cast, line_id=str(line.id))
    refused(cast["owner"].post(here(cast, "/payments"), json=sent), 403, "service_line")
    assert cast["coach"].delete(own).status_code == 204
    refused(cast["coach"].delete(own), 404, "not_found")


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"amount_cents": -5}, "amount_cents", "amount_too_small"),
        ({"amount_cents": 0}, "amount_cents", "amount_too_small"),
        ({"amount_cents": 10**12}, "amount_cents", "amount_too_large"),
        ({"amount_cents": 12.5}, "amount_cents", "wrong_type"),
        ({"amount_cents": "12"}, "amount_cents", "wrong_type"),
        ({"amount_cents": True}, "amount_cents", "wrong_type"),
        ({"currency": "USD"}, "currency", "unknown_currency"),
        ({"paid_on": "2999-01-01"}, "paid_on", "paid_ahead"),
        ({"paid_on": "2020-01-01"}, "paid_on", "paid_before_dossier"),
        ({"paid_on": "yesterday"}, "paid_on", "wrong_type"),
        ({"line_id": "00000000-0000-0000-0000-000000000000"}, "line_id", "unknown_line"),
        ({"total": 5}, "total", "unknown_field"),
    ],
)
def test_payments_that_cannot_be(cast: Cast, fields: dict[str, Any], field: str, code: str) -> None:
    response = cast["owner"].post(here(cast, "/payments"), json=payment(cast, **fields))
    assert response.status_code == 422
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]
    assert got(cast["owner"].get(here(cast)))["payments"] == []


def test_a_kind_that_nobody_knows(cast: Cast) -> None:
    response = cast["pro"].post(here(cast, "/lines"), json=SERVICE | {"kind": "bribe"})
    assert response.status_code == 422


def test_the_same_payment_sent_twice_is_one(cast: Cast) -> None:
    owner, key = cast["owner"], {"Idempotency-Key": "payment-1"}
    first = got(owner.post(here(cast, "/payments"), json=payment(cast), headers=key), 201)
    again = got(owner.post(here(cast, "/payments"), json=payment(cast), headers=key), 201)
    assert first == again
    other = payment(cast, amount_cents=1)
    refused(owner.post(here(cast, "/payments"), json=other, headers=key), 422, "key_reused")
    assert got(owner.get(here(cast)))["paid"] == 15000


def test_what_was_just_replaced_is_not_accepted(cast: Cast) -> None:
    price(cast.dossier, cast.people["pro"])
    quote(cast.dossier, cast.people["pro"])
    quote(cast.dossier, cast.people["pro"], "Autrement.")
    refused(cast["owner"].post(here(cast, "/quotes/1/accept")), 409, "quote_replaced")
    got(cast["owner"].post(here(cast, "/quotes/2/accept")))
    refused(cast["owner"].post(here(cast, "/quotes/2/accept")), 409, "quote_accepted")
    refused(cast["owner"].post(here(cast, "/quotes/3/accept")), 404, "not_found")
    refused(cast["owner"].post(here(cast, f"/quotes/{2**40}/accept")), 404, "not_found")


def test_a_stale_version_overwrites_nothing(cast: Cast) -> None:
    line = price(cast.dossier, cast.people["pro"])
    at = here(cast, f"/lines/{line.id}")
    got(cast["pro"].patch(at, json={"amount_cents": 1000, "version": 1}))
    refused(cast["pro"].patch(at, json={"amount_cents": 2000, "version": 1}), 409, "stale_version")
    fee = here(cast, f"/lines/{permit_of(cast.dossier)}")
    got(cast["coach"].patch(fee, json={"amount_cents": 100, "version": 1}))
    refused(cast["pro"].patch(fee, json={"amount_cents": 200, "version": 1}), 409, "stale_version")
