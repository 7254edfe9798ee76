"""One act on several dossiers: each with its own rules, told row by row, harmless when sent twice."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.listing import encode
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Message, Tag, Tagging
from capitune.dossiers.queries.caseload import caseload
from capitune.dossiers.sought import Sought
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person
from tests.factories.tags import tag_of
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.statements import statements

HERE = "/dossiers/bulk"
NONE = "Cochez d’abord au moins un client."


def followed(scene: Scene, many: int) -> list[Dossier]:
    """Dossiers that Anne accompanies."""
    made = [make_dossier(make_person(first_name="Ali", last_name=f"N{n}")) for n in range(many)]
    for dossier in made:
        assign(dossier, scene.people["anne"])
    return made


def ask(scene: Scene, act: str, dossiers: list[Any], **fields: Any) -> TestResponse:
    """Send it, as the page of confirmation does."""
    picks = [it if isinstance(it, str) else encode(getattr(it, "id", it)) for it in dossiers]
    sent = {"act": act, "d": picks, "step": "do", "form_key": KEY, **fields}
    return scene.browser("anne").submit(HERE, sent, page="/dossiers/tags")


KEY = str(new_id())


def said(answer: TestResponse, status: int = 200) -> str:
    assert answer.status_code == status
    return words(answer.get_data(as_text=True))


def sent_to(dossier: Dossier) -> list[str]:
    return list(
        db.session.scalars(
            select(Message.body).where(Message.dossier_id == dossier.id).order_by(Message.id)
        )
    )


def test_a_message_is_shown_then_sent_to_each_and_never_twice(scene: Scene) -> None:
    first, second, archived = followed(scene, 3)
    with unit_of_work():
        services.archive(
            acting(db.session.get_one(type(scene.people["anne"]), archived.candidate_id)), archived
        )
    chosen, anne = [first, second, archived], scene.browser("anne")
    query = "&".join(f"d={encode(it.id)}" for it in chosen)
    asked = said(anne.get(f"{HERE}?act=message&{query}"))
    assert "Écrire à 3 clients" in asked
    assert "Ali N2" in asked
    assert said(ask(scene, "message", chosen, body="  "), 422)
    assert said(ask(scene, "message", chosen, body="x" * 10001), 422)
    body = "Bonjour {prénom} {nom}."
    shown = said(ask(scene, "message", chosen, body=body, step=""))
    assert "Bonjour Ali N0." in shown
    assert "Envoyer à 3 clients" in shown
    assert not sent_to(first)
    assert "{prénom}" in said(ask(scene, "message", chosen, body=body, step="edit"))
    for _twice in range(2):
        told = said(ask(scene, "message", [*chosen, first], body=body))
        assert "Fait pour 2 clients sur 3" in told
        assert "archivé" in told
    assert (sent_to(first), sent_to(second), sent_to(archived)) == (
        ["Bonjour Ali N0."],
        ["Bonjour Ali N1."],
        [],
    )
    assert "Rien n’a été fait" in said(ask(scene, "message", [archived], body=body))
    # Back at the form, with other words: another message.
    assert "Fait pour 1 client" in said(ask(scene, "message", [second], body="Encore"))
    assert sent_to(second) == ["Bonjour Ali N1.", "Encore"]
    # Each is written to the journal of its own dossier.
    mine = (AuditEvent.act == Act.MESSAGE_SENT, AuditEvent.context_id.in_([first.id, second.id]))
    assert db.session.scalar(select(func.count()).where(*mine)) == 3


def test_the_refused_are_tried_again_with_the_same_words(scene: Scene) -> None:
    (dossier,) = followed(scene, 1)
    owner = acting(db.session.get_one(type(scene.people["anne"]), dossier.candidate_id))
    with unit_of_work():
        services.archive(owner, dossier)
    page = ask(scene, "message", [dossier], body="Bonjour « à » tous").get_data(as_text=True)
    with unit_of_work():
        services.reopen(owner, dossier)
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.partition('id="refused"')[2]))
    assert again.pop("csrf_token")
    assert again["form_key"] == KEY
    answer = scene.browser("anne").submit(HERE, again, page="/dossiers/tags")
    assert "Fait pour 1 client" in said(answer)
    assert sent_to(dossier) == ["Bonjour « à » tous"]


def test_tags_and_setting_aside(scene: Scene) -> None:
    first, second = followed(scene, 2)
    tag, anne = tag_of(scene.people["anne"], "Bourse"), acting(scene.people["anne"])
    full = [tag_of(scene.people["anne"], f"T{n}", second) for n in range(10)]
    told = said(ask(scene, "tag", [first, second], tag=str(tag.id)))
    assert "Fait pour 1 client sur 2" in told
    assert "10" in told
    assert "Fait pour 1 client" in said(ask(scene, "tag", [first], new=" bourse "))
    assert "Fait pour 1 client" in said(ask(scene, "tag", [first], new="Neuve"))
    assert db.session.scalar(select(func.count()).select_from(Tag)) == 12
    on = select(func.count()).where(Tagging.dossier_id == first.id)
    assert db.session.scalar(on) == 2
    foreign = tag_of(scene.people["bruno"], "Autre")
    for wrong in ({}, {"tag": "x"}, {"tag": str(foreign.id)}, {"new": "x" * 41}):
        assert said(ask(scene, "tag", [first], **wrong), 422), wrong
    assert len(full) == 10
    for act, left in (("aside", 0), ("aside", 0), ("back", 2)):
        assert "Fait pour 2 clients" in said(ask(scene, act, [first, second]))
        rows = caseload(anne, Sought(q="Ali"), today(), 50).items
        assert len(rows) == left, act
        assert not db.session.get_one(Dossier, first.id).is_archived


def test_what_is_not_theirs_is_refused_alone(scene: Scene) -> None:
    (mine,) = followed(scene, 1)
    foreign, nobody, tag = make_dossier(), new_id(), tag_of(scene.people["anne"], "Bourse")
    assign(foreign, scene.people["bruno"])
    told = said(ask(scene, "aside", [mine, foreign, nobody, tag, scene.people["anne"]]))
    assert "Fait pour 1 client sur 5" in told
    assert told.count("n’est pas parmi vos clients") == 4
    assert foreign.number not in told
    asked = scene.browser("anne").get(f"{HERE}?act=message&d={encode(foreign.id)}")
    assert foreign.number not in said(asked)
    assert "<textarea" not in asked.get_data(as_text=True)  # nobody to write to


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nonsense_leads_back_to_the_list_with_a_reason(scene: Scene, method: str) -> None:
    anne, (dossier,) = scene.browser("anne"), followed(scene, 1)
    many = [encode(new_id()) for _ in range(10_000 if method == "POST" else 51)]
    one = encode(dossier.id)
    cases: list[tuple[str, list[str], str]] = [
        ("aside", [], NONE),
        ("aside", many, "au plus 50"),
        ("aside", ["x"], "Cochez-les de nouveau"),
        ("aside", [one, "é" * 500], "Cochez-les de nouveau"),
        ("aside", [str(dossier.id)], "Cochez-les de nouveau"),
        ("delete", [one], "Choisissez quoi faire"),
        ("", [one], "Choisissez quoi faire"),
    ]
    for act, picks, reason in cases:
        data = {"act": act, "d": picks, "came": "q=ali&next=//evil", "step": "do"}
        if method == "POST":
            answer = anne.submit(HERE, data, page="/dossiers/tags")
        else:
            answer = anne.get(HERE, query_string=data)
        assert (answer.status_code, answer.location) == (303, "/dossiers?view=list&q=ali"), act
        assert reason in words(anne.get(answer.location).get_data(as_text=True)), (act, reason)
    assert len(caseload(acting(scene.people["anne"]), Sought(q="Ali"), today(), 50).items) == 1


def test_each_row_costs_the_same_and_the_list_shows_ticks(scene: Scene) -> None:
    dossiers = followed(scene, 8)
    page = scene.browser("anne").get("/dossiers?view=list").get_data(as_text=True)
    assert f'value="{encode(dossiers[0].id)}" id="pick-{dossiers[0].id}" form="bulk"' in page
    for act, most, fields in (
        ("message", 18, {"body": "Bonjour {prénom}"}),
        ("aside", 5, {}),
        ("tag", 7, {"tag": str(tag_of(scene.people["anne"], "Bourse").id)}),
    ):
        costs = []
        for some in (dossiers[:2], dossiers[2:]):
            with statements() as sent:
                said(ask(scene, act, list(some), **fields))
            costs.append(len(sent))
        each = (costs[1] - costs[0]) / 4
        assert each <= most, (act, costs)
