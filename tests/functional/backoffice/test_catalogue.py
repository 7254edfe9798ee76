"""The desk of the catalogue: versions and their states, what a draft changes, publishing, refusals."""

import html
import re
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import DocumentType, Fee, Template
from capitune.dossiers.queries import template_detail
from capitune.dossiers.queries.templates import latest_template, template_version
from capitune.dossiers.states import Necessity
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of
from tests.support.together import at_once

HERE = "/admin/catalogue/"
CODE = "ETU-ROC"
PLAIN = re.compile(r"<[^>]+>")


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


def words(browser: Browserless, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return said(answer.get_data(as_text=True))


def said(page: str) -> str:
    return " ".join(html.unescape(PLAIN.sub(" ", page)).split())


def newest() -> Template:
    db.session.expire_all()
    found = latest_template(CODE)
    assert found is not None
    return found


def send(browser: Browserless, path: str) -> tuple[int, str]:
    answer = browser.submit(path, {"version": str(newest().revision)}, page=HERE)
    return answer.status_code, said(answer.get_data(as_text=True))


def told(act: Act, staff: User) -> list[dict[str, object]]:
    rows = select(AuditEvent.data).where(AuditEvent.act == act, AuditEvent.actor_id == staff.id)
    return list(db.session.scalars(rows))


def change(browser: Browserless, here: str, needs: list[str], version: str = "") -> TestResponse:
    """Save these choices, made of the revision of the draft that is there now, or of another."""
    read = version or str(newest().revision)
    return browser.submit(f"{here}/change", {"needs": needs, "version": read}, page=here)


def drafted(admin: Browserless) -> str:
    """The address of a draft that asks for one document less, for another in all cases, and takes longer."""
    assert send(admin, f"{HERE}templates/{newest().id}/draft")[0] == 303
    here, parts = f"{HERE}templates/{newest().id}", newest().requirements
    codes = [part.document_type.code for part in parts]
    needs = [f"{codes[0]}:optional", f"{codes[1]}:conditional", f"{codes[-1]}:"]
    assert change(admin, here, needs).status_code == 303
    with unit_of_work():
        newest().steps[0].duration_days = 11
    return here


def test_a_draft_is_compared_then_published(admin: Browserless, staff: User) -> None:
    assert "Version 1" in words(admin, HERE)
    here = drafted(admin)
    shown = words(admin, here)
    before = template_version(
        db.session.scalars(
            select(Template.id).where(Template.code == CODE, Template.version == 1)
        ).one()
    )
    assert before is not None
    gone = before.requirements[-1].document_type.labels["fr"].split("(")[0].strip()
    assert "Document, retrait" in shown
    assert gone in shown.split("Document, retrait")[1]
    assert "Demandé : Obligatoire Facultatif" in shown
    assert "Dure, en jours : 7 11" in shown
    assert "Comparer et publier" in words(admin, HERE)
    assert send(admin, f"{here}/publish")[0] == 303
    detail = template_detail(CODE)
    assert detail is not None
    assert detail.version == 2
    assert told(Act.TEMPLATE_PUBLISHED, staff) == [{"template": CODE, "version": 2}]
    status, words_said = send(admin, f"{here}/publish")
    assert (status, "Cette version est déjà publiée." in words_said) == (422, True)


def straight(text: str) -> str:
    """Pages print the typographic apostrophe, and their own spaces."""
    return " ".join(text.replace("’", "'").split())


def test_a_draft_is_looked_at_as_a_candidate_reads_it(admin: Browserless) -> None:
    here = drafted(admin)
    parts = newest().requirements
    shown = straight(words(admin, f"{here}/preview"))
    assert "Ce qui vous sera demandé" in shown
    assert straight(newest().labels["fr"]) in shown
    assert all(straight(step.labels["fr"]) in shown for step in newest().steps)
    needed = [p.document_type for p in parts if p.necessity is Necessity.REQUIRED]
    assert all(straight(kind.labels["fr"]) in shown for kind in needed)
    optional = next(p.document_type for p in parts if p.necessity is Necessity.OPTIONAL)
    assert straight(optional.labels["fr"]) not in shown
    with unit_of_work():
        needed[-1].published = False
    assert straight(needed[-1].labels["fr"]) not in straight(words(admin, f"{here}/preview"))
    assert admin.get(f"{HERE}templates/{needed[0].id}/preview").status_code == 404


def test_what_is_not_whole_says_why_and_stays_a_draft(admin: Browserless) -> None:
    here = drafted(admin)
    with unit_of_work():
        newest().steps[0].labels = {"fr": "Premier pas"}
    status, answer = send(admin, f"{here}/publish")
    assert status == 422
    assert "Il manque des mots en français ou en anglais : ORIENT." in answer
    assert not newest().published


def test_one_draft_at_a_time_and_it_can_be_thrown_away(admin: Browserless, staff: User) -> None:
    here, first = drafted(admin), select(Template.id).where(Template.code == CODE)
    status, answer = send(admin, f"{here}/draft")
    assert status == 422
    assert "existe déjà : version 2" in answer
    assert send(admin, f"{here}/discard")[0] == 303
    assert len(db.session.scalars(first).all()) == 1
    assert told(Act.TEMPLATE_DISCARDED, staff) == [{"template": CODE, "version": 2}]
    status, answer = send(admin, f"{HERE}templates/{newest().id}/discard")
    assert (status, "Cette version est déjà publiée." in answer) == (422, True)
    assert admin.get(here).status_code == 404


@pytest.mark.parametrize(("kind", "code"), [(DocumentType, "ID_NATIONAL"), (Fee, "STUDY_PERMIT")])
def test_what_nobody_had_confirmed_is_published_once(
    admin: Browserless, staff: User, kind: type[DocumentType | Fee], code: str
) -> None:
    with unit_of_work():
        db.session.execute(update(kind).where(kind.code == code).values(published=False))
    entry = db.session.scalars(select(kind).where(kind.code == code)).one()
    assert code in words(admin, HERE)
    path = f"{HERE}{'types' if kind is DocumentType else 'fees'}/{entry.id}/publish"
    assert send(admin, path)[0] == 303
    db.session.refresh(entry)
    assert entry.published
    assert told(Act.ENTRY_PUBLISHED, staff) == [{"entry": code}]
    assert code not in words(admin, HERE).split("À vérifier")[0]
    status, answer = send(admin, path)
    assert (status, "déjà publié" in answer) == (422, True)


@pytest.mark.parametrize(
    ("need", "said_so"),
    [
        ("NOPE:required", "Cette version ne demande pas ceux-ci : NOPE."),
        ("ID_PASSPORT:conditional", "Aucune réponse n’appelle ID_PASSPORT"),
        ("NOPE", "Cette version ne demande pas ceux-ci : NOPE."),
    ],
)
def test_a_change_that_is_refused_changes_nothing(
    admin: Browserless, need: str, said_so: str
) -> None:
    here = drafted(admin)
    needs = ["ID_PHOTO:", need]
    answer = change(admin, here, needs)
    assert answer.status_code == 422
    assert said_so in said(answer.get_data(as_text=True))
    assert "ID_PHOTO" in [part.document_type.code for part in newest().requirements]
    assert newest().requirements[0].necessity is Necessity.OPTIONAL


def choices(page: str) -> dict[str, str]:
    """What the form of a draft has chosen, by code of the document."""
    return dict(re.findall(r'<option value="([^":]+):([a-z]*)" selected>', page))


def test_whoever_saves_what_changed_meanwhile_sees_both(app: Flask, admin: Browserless) -> None:
    here, other = drafted(admin), browser_of(app, make_person(Role.ADMIN))
    seen = str(newest().revision)
    one, two = [part.document_type for part in newest().requirements[2:4]]
    assert change(other, here, [f"{one.code}:optional", f"{two.code}:"], seen).status_code == 303
    mine = [f"{one.code}:required", f"{two.code}:required"]
    refused = change(admin, here, mine, seen)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    both = said(page.split('id="meanwhile"')[1].split("</table>")[0])
    assert f"{straight(one.labels['fr'])} Facultatif Obligatoire" in straight(both)
    assert f"{straight(two.labels['fr'])} N'est plus demandé Obligatoire" in straight(both)
    assert choices(page)[one.code] == "required"
    kept = {part.document_type.code: part.necessity for part in newest().requirements}
    assert kept[one.code] is Necessity.OPTIONAL
    assert two.code not in kept
    # With the present revision in hand, saving again is a choice made knowing.
    assert f'name="version" value="{newest().revision}"' in page
    assert change(admin, here, mine[:1]).status_code == 303
    assert newest().requirements[2].necessity is Necessity.REQUIRED


@pytest.mark.parametrize("act", ["publish", "discard"])
@pytest.mark.parametrize("version", ["", "0", "-1", "1e3", "9" * 5000, "seen"])
def test_nobody_publishes_or_throws_away_what_they_have_not_read(
    app: Flask, admin: Browserless, act: str, version: str
) -> None:
    here, other = drafted(admin), browser_of(app, make_person(Role.ADMIN))
    seen = str(newest().revision)
    code = newest().requirements[2].document_type.code
    assert change(other, here, [f"{code}:"]).status_code == 303
    read = seen if version == "seen" else version
    answer = admin.submit(f"{here}/{act}", {"version": read}, page=here)
    assert answer.status_code == 409
    assert (newest().version, newest().published) == (2, False)
    assert send(admin, f"{here}/{act}")[0] == 303


def test_of_five_who_save_at_once_one_does(live_app: Flask) -> None:
    with live_app.app_context():
        admins = [acting(make_person(Role.ADMIN)) for _ in range(5)]
        with unit_of_work():
            made = services.draft_version(admins[0], CODE)
        code = newest().requirements[0].document_type.code
        wanted = {code: Necessity.OPTIONAL}
        acts = [partial(services.change_draft, admin, made, wanted, 1) for admin in admins]
        given = at_once(live_app, *acts)
        refused = [each for each in given if isinstance(each, Conflict)]
        assert [each.code for each in refused] == ["draft_changed"] * 4
        assert newest().revision == 2
        # The catalogue stands for the tests that follow.
        with unit_of_work():
            services.discard_version(admins[0], made, 2)
