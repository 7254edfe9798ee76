"""The library as its readers meet it: what is there, in their language, how far they have come, on paper."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Invalid, NotFound
from capitune.core.work import unit_of_work
from capitune.resources import services
from capitune.resources.models import LessonDone, Resource
from capitune.resources.queries import library
from capitune.resources.states import ResourceKind
from tests.factories.people import acting, make_person
from tests.factories.resources import shelved, written
from tests.support.program import got, program_of
from tests.support.signing import browser_of
from tests.support.statements import statements

MOST_STATEMENTS = 4
COURSE, CHECKLIST = ResourceKind.COURSE, ResourceKind.CHECKLIST


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


def walked(kind: ResourceKind | None = None, typed: str = "") -> list[uuid.UUID]:
    """The ids of all pages, two by two."""
    found, after = [], None
    while True:
        page = library(kind, typed, 2, after)
        found += [row.id for row in page.items]
        after = page.next_cursor
        if after is None:
            return found


def test_it_is_walked_whole_the_newest_first() -> None:
    made = [shelved(COURSE if number % 2 else ResourceKind.GUIDE).id for number in range(5)]
    written()  # a draft is in no list
    assert walked() == made[::-1]
    assert walked(COURSE) == [made[3], made[1]]


def test_words_find_it_in_both_languages_whatever_their_accents_and_endings() -> None:
    funds = shelved().id
    texts = {
        "fr": {
            "title": "Reconnaître une arnaque",
            "summary": "Les signes.",
            "body": "Méfiez-vous.",
        },
        "en": {"title": "Recognise a scam", "summary": "The signs.", "body": "Beware."},
    }
    scam = shelved(texts=texts).id
    for typed, expected in (
        ("PREUVES fonds", [funds]),
        ("proofs of fund", [funds]),
        ("arnaques", [scam]),
        ("scams", [scam]),
        ("rien de tel", []),
        ("!!! ---", []),
        ("a" * 5000, []),
        ("'; drop table resources --", []),
    ):
        assert walked(typed=typed) == expected, typed


def test_a_forged_cursor_is_refused() -> None:
    with pytest.raises(Invalid):
        library(None, "", 2, "not a cursor")


def test_what_is_not_published_is_only_the_teams(app: Flask) -> None:
    draft, retired = written(), shelved()
    with unit_of_work():
        services.retire_resource(acting(make_person(Role.ADMIN)), retired.id, retired.version)
    for each in (draft, retired):
        assert browser_of(app, make_person()).get(f"/inside/resources/{each.id}").status_code == 404
        team = browser_of(app, make_person(Role.MODERATOR)).get(f"/inside/resources/{each.id}")
        assert "Seule notre équipe voit ceci" in team.get_data(as_text=True)
    assert walked() == []


def test_each_reads_in_their_language_its_source_and_its_days(app: Flask) -> None:
    guide = shelved(review_on=today() + timedelta(days=1))
    french = browser_of(app, make_person()).get(f"/inside/resources/{guide.id}")
    english = browser_of(app, make_person(language="en")).get(f"/inside/resources/{guide.id}")
    for answer, word in ((french, "Avant de commencer"), (english, "Before you begin")):
        page = answer.get_data(as_text=True)
        assert word in page
        assert "<strong>" in page
        assert guide.source_url in page
        assert "À vérifier de nouveau" not in page
    with unit_of_work():
        db.session.get_one(Resource, guide.id).review_on = today()
    late = browser_of(app, make_person()).get(f"/inside/resources/{guide.id}")
    assert "À vérifier de nouveau" in late.get_data(as_text=True)


def test_words_of_the_team_are_never_a_script(app: Flask) -> None:
    evil = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) {{ 7*7 }}"
    )
    texts = {
        language: {"title": evil, "summary": evil, "body": f"# {evil}\n\n{evil}\n\n# B\n\n{evil}"}
        for language in ("fr", "en")
    }
    course = shelved(COURSE, texts=texts)
    for path in ("/inside/resources", f"/inside/resources/{course.id}"):
        page = browser_of(app, make_person()).get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "{{ 7*7 }}" in page


def test_a_course_keeps_what_one_has_done(app: Flask) -> None:
    course, reader = shelved(COURSE), make_person()
    browser, here = browser_of(app, reader), f"/inside/resources/{course.id}"
    first = browser.get(here).get_data(as_text=True)
    assert "Rassemblez" in first
    assert "Une étape à la fois" not in first
    for _twice in range(2):
        answer = browser.submit(f"{here}/done", {"lesson": "1"}, page=here)
        assert answer.location.endswith(f"{here}?lesson=2")
    assert "Une étape à la fois" in browser.get(here).get_data(as_text=True)  # where one left off
    done = select(LessonDone.lesson).where(LessonDone.user_id == reader.id)
    assert db.session.scalars(done).all() == [1]
    assert "1 leçon faite" in browser.get(here).get_data(as_text=True)
    browser.submit(f"{here}/undone", {"lesson": "1"}, page=here)
    assert db.session.scalars(done).all() == []
    assert "1 leçon faite" not in browser_of(app, make_person()).get(here).get_data(as_text=True)


@pytest.mark.parametrize("lesson", ["0", "3", "99999", "", "x", "-1"])
def test_a_lesson_that_is_not_there_is_refused(app: Flask, lesson: str) -> None:
    course = shelved(COURSE)
    browser, here = browser_of(app, make_person()), f"/inside/resources/{course.id}"
    assert browser.submit(f"{here}/done", {"lesson": lesson}, page=here).status_code == 422
    assert browser.get(f"{here}?lesson={lesson}").status_code == 200


def test_a_guide_keeps_nothing_and_a_retired_course_takes_nothing(app: Flask) -> None:
    guide, course, reader = shelved(), shelved(COURSE), make_person()
    with pytest.raises(Invalid), unit_of_work():
        services.mark_lesson(acting(reader), guide, 1, done=True)
    with unit_of_work():
        services.retire_resource(acting(make_person(Role.ADMIN)), course.id, course.version)
    browser = browser_of(app, reader)
    path = f"/inside/resources/{course.id}/done"
    assert browser.submit(path, {"lesson": "1"}, page="/profile").status_code == 404


def test_a_checklist_is_printed_in_the_readers_language(app: Flask) -> None:
    checklist, guide = shelved(CHECKLIST), shelved()
    for language in ("fr", "en"):
        browser = browser_of(app, make_person(language=language))
        answer = browser.get(f"/inside/resources/{checklist.id}/checklist.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF-")
        assert f"-{language}.pdf" in answer.headers["Content-Disposition"]
        assert browser.get(f"/inside/resources/{guide.id}/checklist.pdf").status_code == 404
    unknown = shelved(CHECKLIST, template="NO-SUCH")
    assert browser.get(f"/inside/resources/{unknown.id}/checklist.pdf").status_code == 404


def test_few_statements_whatever_the_length(app: Flask) -> None:
    course, browser = shelved(COURSE), browser_of(app, make_person())
    for _ in range(12):
        shelved()
    for path in (f"/inside/resources/{course.id}", "/inside/resources"):
        browser.get(path)
        with statements() as told_once:
            assert browser.get(path).status_code == 200
        assert len(told_once) <= MOST_STATEMENTS, path


def test_programs_read_the_same(app: Flask) -> None:
    course, guide, reader = shelved(COURSE), shelved(), make_person(language="en")
    with unit_of_work():
        services.mark_lesson(acting(reader), course, 2, done=True)
    program = program_of(app, reader)
    listed = got(program.get("/api/resources?limit=1", headers={"Accept-Language": "en"}))
    assert [each["id"] for each in listed["items"]] == [str(guide.id)]
    rest = got(program.get(f"/api/resources?after={listed['next_cursor']}"))
    assert [each["id"] for each in rest["items"]] == [str(course.id)]
    one = got(program.get(f"/api/resources/{course.id}"))
    assert [each["done"] for each in one["lessons"]] == [False, True]
    assert one["kind"] == "course"
    assert program.get("/api/resources?kind=none").status_code == 422
    assert program.get(f"/api/resources/{written().id}").status_code == 404


def test_the_making_of_html_that_changed_is_made_anew(app: Flask) -> None:
    guide = shelved()
    with unit_of_work():
        kept = db.session.get_one(Resource, guide.id)
        kept.render_version, kept.lessons = 0, {"fr": [{"title": "", "html": "<p>ancien</p>"}]}
    page = browser_of(app, make_person()).get(f"/inside/resources/{guide.id}")
    assert "ancien" not in page.get_data(as_text=True)
    assert "Rassemblez" in page.get_data(as_text=True)


def test_whoever_is_not_there_gets_nothing() -> None:
    admin = acting(make_person(Role.ADMIN))
    with pytest.raises(NotFound), unit_of_work():
        services.publish_resource(admin, uuid.uuid4(), 1)
