"""The desk of the library: written, looked at, published, held against its source, retired; what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.work import unit_of_work
from capitune.resources import services
from capitune.resources.models import Resource
from capitune.resources.states import ResourceKind, ResourceStatus
from capitune.resources.told import Told, fit
from tests.factories.dossiers import TEMPLATE
from tests.factories.people import acting, make_person
from tests.factories.resources import LESSONS, shelved, told, written
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.together import at_once

LIBRARY = "/admin/resources/"


@pytest.fixture
def admin(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def desk(app: Flask, admin: User) -> Browserless:
    return browser_of(app, admin)


def typed(**more: object) -> dict[str, object]:
    return {
        "kind": "course",
        "title_fr": "Permis d’études pas à pas",
        "summary_fr": "Quatre leçons.",
        "body_fr": LESSONS["fr"],
        "title_en": "Study permit step by step",
        "summary_en": "Four lessons.",
        "body_en": LESSONS["en"],
        "source_name": "IRCC",
        "source_url": "https://www.canada.ca/",
        "valid_on": today().isoformat(),
        "review_on": (today() + timedelta(days=30)).isoformat(),
        **more,
    }


def only() -> Resource:
    db.session.expire_all()
    return db.session.scalars(select(Resource)).one()


def acts() -> list[str]:
    told = select(AuditEvent.act).where(AuditEvent.subject_type == "resource")
    return list(db.session.scalars(told.order_by(AuditEvent.id)))


def test_from_the_first_word_to_the_last(app: Flask, desk: Browserless, admin: User) -> None:
    look = desk.submit(f"{LIBRARY}new", typed(only_look="1"))
    assert "Rassemblez <strong>tout</strong>" in look.get_data(as_text=True)
    assert db.session.scalars(select(Resource)).all() == []
    assert desk.submit(f"{LIBRARY}new", typed()).status_code == 303
    made = only()
    here = f"{LIBRARY}{made.id}"
    assert (made.status, made.owner_id, made.minutes) == (ResourceStatus.DRAFT, admin.id, 1)
    desk.submit(f"{here}/publish", {"version": "1"}, page=here)
    assert only().status is ResourceStatus.PUBLISHED
    changed = typed(version="2", title_fr="Permis d’études, pas à pas")
    assert desk.submit(here, changed).status_code == 303
    reader = browser_of(app, make_person())
    assert "Permis d’études, pas à pas" in reader.get("/inside/resources").get_data(as_text=True)
    later = (today() + timedelta(days=60)).isoformat()
    desk.submit(f"{here}/confirm", {"version": "3", "review_on": later}, page=here)
    assert only().review_on == today() + timedelta(days=60)
    desk.submit(f"{here}/retire", {"version": "4"}, page=here)
    assert only().status is ResourceStatus.RETIRED
    assert acts() == [
        Act.RESOURCE_WRITTEN,
        Act.RESOURCE_PUBLISHED,
        Act.RESOURCE_CHANGED,
        Act.RESOURCE_CONFIRMED,
        Act.RESOURCE_RETIRED,
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title_en": ""}, "title_en"),
        ({"body_fr": " "}, "body_fr"),
        ({"body_fr": "# Une seule\n\nleçon"}, "body_fr"),
        ({"body_en": "# A\n\na\n\n# B\n\nb\n\n# C\n\nc"}, "body_en"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"source_url": "http://www.canada.ca/"}, "source_url"),
        ({"source_url": "https://[::1"}, "source_url"),
        ({"source_name": ""}, "source_name"),
        ({"valid_on": "2999-01-01", "review_on": "2999-02-01"}, "valid_on"),
        ({"valid_on": "not a day"}, "valid_on"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"kind": "film"}, "kind"),
        ({"kind": "checklist", "template": ""}, "template"),
        ({"kind": "checklist", "template": "'; --"}, "template"),
        ({"title_fr": "a" * 5000}, "title_fr"),
        ({"title_fr": "Un titre \u202e renversé"}, "title_fr"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    desk: Browserless, wrong: dict[str, Any], said: str
) -> None:
    answer = desk.submit(f"{LIBRARY}new", typed(**wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{said}-error"' in page
    assert "Study permit step by step" in page or "title_en" in wrong
    assert db.session.scalars(select(Resource)).all() == []


def test_a_checklist_names_its_programme(desk: Browserless) -> None:
    sent = typed(kind="checklist", template=TEMPLATE, body_fr="", body_en="")
    assert desk.submit(f"{LIBRARY}new", sent).status_code == 303
    assert only().template == TEMPLATE


def test_two_who_change_it_meet(desk: Browserless) -> None:
    made = written()
    here = f"{LIBRARY}{made.id}"
    assert desk.submit(here, typed(version="1", kind="guide")).status_code == 303
    late = desk.submit(here, typed(version="1", kind="guide", title_fr="Ce que j’ai écrit"))
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Permis d’études pas à pas" in page
    assert "Ce que j’ai écrit" in page
    assert only().text("fr")["title"] == "Permis d’études pas à pas"


def test_published_by_four_at_once_is_once(live_app: Flask) -> None:
    admin, made = make_person(Role.ADMIN), written()

    def publish() -> Any:
        return services.publish_resource(acting(admin), made.id, 1).version

    results = at_once(live_app, *[publish] * 4)
    assert sorted(str(getattr(each, "code", each)) for each in results) == [
        "2",
        "stale_version",
        "stale_version",
        "stale_version",
    ]


def test_who_may_not_and_what_is_stale_or_twice(app: Flask, admin: User) -> None:
    made = shelved()
    with pytest.raises(Refused), unit_of_work():
        services.write_resource(acting(make_person()), told())
    for act in (services.publish_resource, services.retire_resource):
        with pytest.raises(Conflict), unit_of_work():
            act(acting(admin), made.id, 1)
    with pytest.raises(Conflict) as twice, unit_of_work():
        services.publish_resource(acting(admin), made.id, made.version)
    assert twice.value.code == "resource_published"
    with pytest.raises(Invalid), unit_of_work():
        services.confirm_resource(acting(admin), made.id, today(), made.version)


def test_what_is_due_has_a_pile(desk: Browserless) -> None:
    due, later = shelved(), shelved()
    with unit_of_work():
        db.session.get_one(Resource, due.id).review_on = today()
    page = desk.get(f"{LIBRARY}?pile=due").get_data(as_text=True)
    assert str(due.id) in page
    assert str(later.id) not in page
    assert "Ressources à vérifier" in desk.get("/admin/").get_data(as_text=True)


def test_pages_of_the_desk_follow_each_other(desk: Browserless) -> None:
    made = [written().id for _ in range(3)]
    first = desk.get(f"{LIBRARY}?limit=2").get_data(as_text=True)
    assert str(made[2]) in first
    assert str(made[0]) not in first
    assert "after=" in first
    assert desk.get(f"{LIBRARY}?after=nonsense").status_code == 422


def test_a_bomb_of_headings_is_too_many_lessons() -> None:
    body = "# A\n\nb\n\n" * 3000
    texts = {language: {"title": "T", "summary": "S", "body": body} for language in ("fr", "en")}
    bomb = Told(
        ResourceKind.COURSE,
        texts,
        "IRCC",
        "https://www.canada.ca/",
        today(),
        today() + timedelta(days=1),
    )
    with pytest.raises(Invalid) as refused:
        fit(bomb)
    assert {error.code for error in refused.value.errors} == {"lessons_many"}
