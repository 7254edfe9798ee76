"""Invitations through the API."""

from tests.factories.invitations import ADDRESS
from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support.program import got, refused

SENT = {"email": ADDRESS, "name": "Awa", "template": TEMPLATE, "role": "immigration"}


def test_a_professional_invites_lists_and_withdraws(cast: Cast) -> None:
    pro = cast["pro"]
    response = pro.post("/api/invitations", json=SENT)
    made = got(response, 201)
    here = f"/api/invitations/{made['id']}"
    assert response.headers["Location"] == here
    assert (made["status"], made["template"]["code"], made["dossier_id"]) == (
        "sent",
        TEMPLATE,
        None,
    )
    assert got(pro.get(here)) == made
    assert got(pro.get("/api/invitations")) == {"items": [made], "next_cursor": None}
    refused(pro.post("/api/invitations", json=SENT), 409, "already_invited")
    refused(pro.post(f"{here}/send"), 409, "sent_lately")
    assert got(pro.post(f"{here}/withdraw"))["status"] == "withdrawn"
    refused(pro.post(f"{here}/withdraw"), 409, "invitation_withdrawn")
    refused(cast["unassigned"].get(here), 404, "not_found")


def test_an_address_with_an_account_is_answered_the_same(cast: Cast) -> None:
    known = SENT | {"email": cast.people["owner"].email}
    first = got(cast["pro"].post("/api/invitations", json=known), 201)
    second = got(cast["pro"].post("/api/invitations", json=SENT), 201)
    own = {"id", "email", "sent_at", "created_at", "expires_at"}
    assert {k: first[k] for k in first.keys() - own} == {k: second[k] for k in second.keys() - own}


def test_wrong_fields_are_named(cast: Cast) -> None:
    pro = cast["pro"]
    refused(
        pro.post("/api/invitations", json=SENT | {"email": "awa", "name": " "}),
        422,
        "invalid",
        ("email", "bad_email"),
        ("name", "required"),
    )
    refused(
        pro.post("/api/invitations", json=SENT | {"role": "finance"}),
        422,
        "role_out_of_scope",
        ("role", "role_out_of_scope"),
    )
