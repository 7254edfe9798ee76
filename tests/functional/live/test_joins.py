"""Joining a dossier: who may, written by hand for each of the twelve people of the access table."""

from flask import Flask

from capitune.core.ids import new_id
from tests.functional.access.personas import PERSONAS, build
from tests.functional.live.conftest import Live

# What each gets for the dossier: in, the same words as for one that is not there, or no connection at all.
ANSWERS = {
    "anonymous": "refused",
    "unverified": "refused",
    "owner": "in",
    "other": "not_found",
    "assigned": "in",
    "out_of_scope": "in",
    "former": "not_found",
    "unassigned": "not_found",
    "unverified_pro": "not_found",
    "suspended": "refused",
    "moderator": "not_found",
    "admin": "in",
}


# The same for the conversation: those it is between. Others hear the words that pages answer them with.
TALK = ANSWERS | {"admin": "break_glass_required"}


def test_each_person_gets_what_the_table_says(app: Flask) -> None:
    world = build(app)
    for name in PERSONAS:
        client = Live(app, world.browser(name) if name in world.cookies else None)
        if ANSWERS[name] == "refused":
            assert not client.is_connected, name
            continue
        answer = client.ask("dossier:join", {"id": str(world.ids["dossier_id"])})
        assert answer.get("code", "in") == ANSWERS[name], name
        # Sent again, as a client does that heard no answer: the same, and nothing else.
        assert client.ask("dossier:join", {"id": str(world.ids["dossier_id"])}) == answer, name
        for event, payload in (
            ("dossier:typing", {}),
            ("dossier:seen", {"message_id": str(world.ids["message_id"])}),
            ("dossier:message", {"body": "Bonjour.", "client_id": str(new_id())}),
        ):
            said = client.ask(event, {"id": str(world.ids["dossier_id"]), **payload})
            allowed = "forbidden" if name == "admin" and event != "dossier:seen" else TALK[name]
            assert said.get("code", "in") == allowed, (name, event)
