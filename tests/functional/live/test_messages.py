"""The conversation of a dossier, live: ids go out, words do not; whoever leaves is cut off."""

import pytest
from flask import Flask

from capitune.core.ids import new_id
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import make_person, make_professional
from tests.functional.live.conftest import Connect


@pytest.mark.usefixtures("app")
def test_two_people_talk_until_one_has_to_leave(app: Flask, connect: Connect) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    accepted = assign(dossier, anne)
    here = {"id": str(dossier.id)}
    his, hers = connect(candidate), connect(anne)
    assert his.ask("dossier:join", here)["ok"]
    assert hers.ask("dossier:join", here)["ok"]

    words = {**here, "body": "Bonjour Anne, secret.", "client_id": str(new_id())}
    sent = his.ask("dossier:message", words)
    assert sent == {"ok": True, "message_id": sent["message_id"], "client_id": words["client_id"]}
    ids = {"dossier_id": here["id"], **{k: sent[k] for k in ("message_id", "client_id")}}
    assert hers.heard("dossier:message") == [ids]
    # Again, because the answer was lost: the same, and nobody hears of it twice.
    assert his.ask("dossier:message", words) == sent
    assert hers.heard("dossier:message") == []
    assert his.ask("dossier:message", {**words, "body": "Autre"})["code"] == "client_id_reused"
    assert "secret" not in str(hers.everything)

    assert hers.ask("dossier:seen", {**here, "message_id": sent["message_id"]})["ok"]
    by_anne = {"dossier_id": here["id"], "user_id": str(anne.id)}
    assert his.heard("dossier:seen") == [{**by_anne, "message_id": sent["message_id"]}]
    for wrong in (str(new_id()), "x", None):
        assert not hers.ask("dossier:seen", {**here, "message_id": wrong})["ok"]
    assert hers.ask("dossier:typing", here)["ok"]
    assert his.heard("dossier:typing") == [by_anne]

    unassign(accepted)
    his.everything.clear()
    for event, more in (
        ("dossier:typing", {}),
        ("dossier:message", {"body": "Encore", "client_id": str(new_id())}),
        ("dossier:seen", {"message_id": sent["message_id"]}),
    ):
        assert hers.ask(event, {**here, **more})["code"] == "not_found", event
    assert his.ask("dossier:message", {**words, "client_id": str(new_id())})["ok"]
    assert his.heard("dossier:typing") == []
    assert [packet for packet in hers.everything if packet["name"] == "dossier:message"] == []


@pytest.mark.usefixtures("app")
def test_bad_words_are_answered_and_close_nothing(connect: Connect) -> None:
    candidate = make_person()
    here = {"id": str(make_dossier(candidate).id)}
    his = connect(candidate)
    for more, code in (
        ({}, "malformed"),
        ({"body": 1, "client_id": str(new_id())}, "malformed"),
        ({"body": "a", "client_id": "x"}, "malformed"),
        ({"body": " ", "client_id": str(new_id())}, "message_empty"),
        ({"body": "x" * 10_001, "client_id": str(new_id())}, "too_long"),
        ({"body": "x" * 20_000, "client_id": str(new_id())}, "too_large"),
    ):
        assert his.ask("dossier:message", {**here, **more})["code"] == code, str(more)[:40]
    answers = [
        his.ask("dossier:message", {**here, "body": str(n), "client_id": str(new_id())})
        for n in range(50)
    ]
    codes = [answer.get("code") for answer in answers]
    assert codes[:20] == [None] * 20
    assert set(codes[20:]) == {"too_many_requests"}
    assert his.is_connected
