"""A file is taken into the catalogue: what differs, drafts of what is ticked, refusals by row, hostile files."""

import html
import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.cataloguefile import MOST_BYTES, MOST_ROWS
from capitune.dossiers.models import DocumentType, Fee, RejectionReason, Template
from capitune.dossiers.queries.templates import latest_template
from tests.factories.people import acting, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.signing import browser_of
from tests.support.statements import statements
from tests.support.together import at_once

__all__ = ["clock"]

HERE = "/admin/catalogue/"
Whole = dict[str, Any]
PASSPORT = "document_types:ID_PASSPORT"


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


def exported(browser: Browserless) -> Whole:
    whole: Whole = json.loads(browser.get(f"{HERE}export.json").get_data())
    return whole


def entry(whole: Whole, section: str, code: str) -> Whole:
    return next(row for row in whole[section] if row["code"] == code)


def compare(browser: Browserless, content: bytes | Whole) -> tuple[int, str]:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    sent = {"file": (io.BytesIO(raw), "catalogue.json")}
    answer = browser.submit(f"{HERE}import", sent)
    return answer.status_code, said(answer)


def said(answer: TestResponse) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.get_data(as_text=True))).split())


def take(browser: Browserless, whole: Whole, *keys: str) -> TestResponse:
    sent = {"content": json.dumps(whole, indent=1).replace("\n", "\r\n"), "rows": list(keys)}
    return browser.submit(f"{HERE}import/take", sent, page=f"{HERE}import")


def stored() -> list[int]:
    kinds = (DocumentType, Fee, RejectionReason, Template, AuditEvent)
    return [db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]


def one(kind: Any, code: str) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(kind).where(kind.code == code)).first()


def test_what_was_taken_away_differs_in_nothing(admin: Browserless) -> None:
    before = stored()
    status, page = compare(admin, exported(admin))
    assert status == 200
    assert "Rien ne diffère" in page
    assert "0 ligne diffère." in page
    raw = admin.get(f"{HERE}export.json").get_data()
    assert compare(admin, b"\xef\xbb\xbf" + raw)[0] == 200  # as an editor of Windows saves it
    assert take(admin, exported(admin), PASSPORT).status_code == 422
    assert stored() == before


def test_only_what_is_ticked_becomes_a_draft_and_is_seen_once_published(
    admin: Browserless, staff: User
) -> None:
    whole = exported(admin)
    entry(whole, "document_types", "ID_PASSPORT")["labels"]["fr"] = "Passeport <b>valide</b>"
    entry(whole, "document_types", "ID_NATIONAL")["lead_days"] = 77
    entry(whole, "fees", "STUDY_PERMIT")["amount_cents"] = 15500
    entry(whole, "reject_reasons", "ILLEGIBLE")["labels"]["en"] = "Blurry"
    entry(whole, "templates", "ETU-ROC")["steps"][0]["duration_days"] = 9
    status, page = compare(admin, whole)
    assert (status, "5 lignes diffèrent." in page) == (200, True)
    assert "Passeport <b>valide</b>" in page  # as words, not as markup
    assert re.search(r"150,00\s\$ 155,00\s\$", page)
    fee = one(Fee, "STUDY_PERMIT")
    keys = (
        PASSPORT,
        f"fees:STUDY_PERMIT:{fee.effective_from}",
        "reject_reasons:ILLEGIBLE",
        "templates:ETU-ROC",
    )
    before, version = one(DocumentType, "ID_PASSPORT").labels, latest_template("ETU-ROC")
    answer = take(admin, whole, *keys)
    assert (answer.status_code, said(answer).count("Brouillon créé")) == (200, 4)
    assert one(DocumentType, "ID_PASSPORT").labels == before
    assert one(DocumentType, "ID_NATIONAL").draft is None
    assert one(Fee, "STUDY_PERMIT").amount_cents == fee.amount_cents == 15000
    draft = latest_template("ETU-ROC")
    assert draft
    assert version
    assert (draft.published, draft.version, draft.steps[0].duration_days) == (
        False,
        version.version + 1,
        9,
    )
    told = select(AuditEvent.data).where(
        AuditEvent.act == Act.CATALOGUE_IMPORTED, AuditEvent.actor_id == staff.id
    )
    assert [set(data["entries"]) for data in db.session.scalars(told)] == [set(keys)]
    # Again: each of them waits already, and nothing is doubled.
    assert said(take(admin, whole, *keys)).count("Refusé") == 4
    assert "Passeport <b>valide</b>" in said(admin.get(HERE))


def test_what_is_published_says_its_draft_from_then_on(admin: Browserless) -> None:
    whole, fee = exported(admin), one(Fee, "STUDY_PERMIT")
    entry(whole, "document_types", "ID_PASSPORT")["labels"]["fr"] = "Passeport <b>valide</b>"
    entry(whole, "fees", "STUDY_PERMIT")["amount_cents"] = 15500
    entry(whole, "reject_reasons", "ILLEGIBLE")["labels"]["en"] = "Blurry"
    keys = (PASSPORT, f"fees:STUDY_PERMIT:{fee.effective_from}", "reject_reasons:ILLEGIBLE")
    assert said(take(admin, whole, *keys)).count("Brouillon créé") == 3
    with unit_of_work():
        fee.verified_on = today()
    for under, kind, code in (
        ("types", DocumentType, "ID_PASSPORT"),
        ("fees", Fee, "STUDY_PERMIT"),
        ("reasons", RejectionReason, "ILLEGIBLE"),
    ):
        path = f"{HERE}{under}/{one(kind, code).id}/publish"
        assert admin.submit(path, {}, page=HERE).status_code == 303
        assert admin.submit(path, {}, page=HERE).status_code == 422
    assert one(DocumentType, "ID_PASSPORT").labels["fr"] == "Passeport <b>valide</b>"
    assert (one(Fee, "STUDY_PERMIT").amount_cents, one(Fee, "STUDY_PERMIT").draft) == (15500, None)
    assert one(Fee, "STUDY_PERMIT").verified_on is None  # what was verified is no more what it says
    assert one(RejectionReason, "ILLEGIBLE").labels["en"] == "Blurry"


def test_what_is_new_waits_and_a_draft_can_be_discarded(admin: Browserless) -> None:
    whole = exported(admin)
    kind = entry(whole, "document_types", "ID_PASSPORT") | {"code": "ID_NEW"}
    template = entry(whole, "templates", "ETU-ROC") | {"code": "NEW"}
    part = template["requirements"][0] | {"document": "ID_NEW"}
    template["requirements"] = [*template["requirements"], part]
    more = {
        "document_types": [kind],
        "templates": [template],
        "reject_reasons": [entry(whole, "reject_reasons", "ILLEGIBLE") | {"code": "NEW_REASON"}],
        "fees": [entry(whole, "fees", "STUDY_PERMIT") | {"effective_from": "2031-01-01"}],
    }
    assert "4 lignes diffèrent." in compare(admin, more)[1]
    alone = said(take(admin, more, "templates:NEW"))
    assert "absentes du catalogue : ID_NEW" in alone
    assert latest_template("NEW") is None
    keys = ("document_types:ID_NEW", "templates:NEW", "reject_reasons:NEW_REASON")
    answer = said(take(admin, more, *keys, "fees:STUDY_PERMIT:2031-01-01"))
    assert answer.count("Brouillon créé") == 4
    assert one(DocumentType, "ID_NEW").published is False
    assert one(RejectionReason, "NEW_REASON").published is False
    made = latest_template("NEW")
    assert made
    assert (made.version, made.published) == (1, False)
    entry(whole, "document_types", "ID_PASSPORT")["lead_days"] = 50
    assert take(admin, whole, PASSPORT).status_code == 200
    path = f"{HERE}types/{one(DocumentType, 'ID_PASSPORT').id}/discard"
    assert admin.submit(path, {}, page=HERE).status_code == 303
    assert one(DocumentType, "ID_PASSPORT").draft is None
    assert "plus de brouillon" in said(admin.submit(path, {}, page=HERE))


def test_what_is_wrong_is_said_row_by_row_and_the_rest_goes_on(admin: Browserless) -> None:
    whole = exported(admin)
    kinds, fees, templates = whole["document_types"], whole["fees"], whole["templates"]
    kinds[0]["labels"]["fr"] = "\x00"
    kinds[1]["labels"] = {"fr": "\ud800", "en": "x"}
    kinds[2]["files"] = 10**9
    kinds[3]["\ud800"] = 1
    kinds[4]["lead_days"] = kinds[4]["lead_days"] + 1
    kinds[5]["labels_fr"] = "x"
    fees[0]["source"] = "javascript:alert(1)"
    fees[1]["effective_to"] = "1999-01-01"
    whole["fees"] = [*fees, fees[2], 7]
    templates[0]["requirements"][0]["document"] = "NOWHERE"
    templates[1]["questions"] = []
    status, page = compare(admin, whole)
    assert status == 200
    for words in (
        "labels.fr : contient un caractère",
        "files : trop grand",
        "source : pas écrit comme il le faut",
        "la fin précède le début",
        "le même code figure deux fois",
        "NOWHERE : aucune pièce n’a ce code",
        "aucune question ne propose",
        "rien ici ne porte ce nom",
    ):
        assert words in page, words
    good = f"document_types:{kinds[4]['code']}"
    answer = said(
        take(
            admin,
            whole,
            good,
            f"document_types:{kinds[0]['code']}",
            f"templates:{templates[0]['code']}",
        )
    )
    assert (answer.count("Brouillon créé"), answer.count("Refusé")) == (1, 2)


BAD = {
    "large": b"[" + b" " * MOST_BYTES + b"]",
    "deep": b'{"fees":' + b"[" * 200_000,
    "long number": b'{"fees":[1' + b"0" * 10_000 + b"]}",
    "no number": b'{"fees":[NaN]}',
    "binary": b"\x89PNG\r\n\x1a\n\xff",
    "empty": b"",
    "other": b'{"people":[]}',
    "list": b"[]",
    "of another kind": b'{"fees":{"a":1},"templates":[1]}',
    "many": json.dumps({"fees": [0] * (MOST_ROWS + 1)}).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_hostile_files_are_refused_whole(admin: Browserless, name: str) -> None:
    before = stored()
    status, page = compare(admin, BAD[name])
    assert (status, "Ce que le fichier changerait" in page) == (422, False)
    content = BAD[name].decode("latin-1")
    sent = {"content": content, "rows": ["fees#1"]}
    answer = admin.submit(f"{HERE}import/take", sent, page=f"{HERE}import")
    assert answer.status_code in {413, 422}
    assert stored() == before


def test_who_may_and_that_it_is_oneself(app: Flask, admin: Browserless, clock: MovedClock) -> None:
    whole = exported(admin)
    entry(whole, "document_types", "ID_PASSPORT")["lead_days"] = 50
    clock.move(minutes=11)
    asked = take(admin, whole, PASSPORT)
    assert asked.status_code == 403
    assert 'name="proof_' in asked.get_data(as_text=True)
    assert PASSPORT in asked.get_data(as_text=True)  # and what was ticked goes on from there
    assert one(DocumentType, "ID_PASSPORT").draft is None
    moderator = browser_of(app, make_person(Role.MODERATOR))
    assert moderator.get(f"{HERE}import").status_code == 403
    assert moderator.submit(f"{HERE}import/take", {}, page="/admin/").status_code == 403


def test_a_file_is_compared_within_a_budget(admin: Browserless) -> None:
    whole = exported(admin)
    for kind in whole["document_types"]:
        kind["lead_days"] += 1
    with statements() as sent:
        assert compare(admin, whole)[0] == 200
    assert len(sent) <= 12


def test_two_who_verify_at_once_record_it_once(live_app: Flask) -> None:
    with live_app.app_context():
        staff = acting(make_person(Role.ADMIN))
    for kind, code in ((DocumentType, "ID_PASSPORT"), (Fee, "STUDY_PERMIT")):

        def verify(kind: Any = kind, code: str = code) -> Any:
            return services.verify_entry(staff, one(kind, code)).code

        told = at_once(live_app, verify, verify)
        assert [type(answer).__name__ for answer in told].count("Conflict") == 1
        assert code in told
        with live_app.app_context():
            rows = select(func.count()).where(AuditEvent.act == Act.ENTRY_VERIFIED)
            subject = AuditEvent.subject_id == one(kind, code).id
            assert db.session.scalar(rows.where(subject)) == 1


def test_two_who_take_the_same_file_in_make_one_draft(live_app: Flask) -> None:
    with live_app.app_context():
        person = make_person(Role.ADMIN)
        staff, whole = acting(person), exported(browser_of(live_app, person))
    entry(whole, "templates", "ETU-ROC")["steps"][0]["duration_days"] = 9
    content = json.dumps(whole).encode()

    def take_in() -> list[str | None]:
        taken = services.import_rows(staff, content, ["templates:ETU-ROC"])
        return [getattr(row.error, "code", None) for row in taken]

    codes = at_once(live_app, take_in, take_in)
    assert sorted(codes, key=str) == [["draft_exists"], [None]]
    # The catalogue stands for the tests that follow.
    with live_app.app_context(), unit_of_work():
        draft = latest_template("ETU-ROC")
        assert draft is not None
        services.discard_version(staff, draft, draft.revision)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 6),
        ("import", 1),
        ("export.json", 8),
        ("templates/{}", 10),
        ("templates/{}/preview", 4),
    ],
)
def test_each_page_keeps_its_budget(admin: Browserless, path: str, most: int) -> None:
    whole = exported(admin)
    for kind in whole["document_types"]:
        kind["lead_days"] += 1
    keys = [f"document_types:{kind['code']}" for kind in whole["document_types"]]
    assert take(admin, whole, *keys).status_code == 200
    template = latest_template("ETU-ROC")
    assert template
    with statements() as sent:
        assert admin.get(HERE + path.format(template.id)).status_code == 200
    assert len(sent) <= most


def test_a_source_of_a_type_is_taken_in_and_published(admin: Browserless) -> None:
    whole = exported(admin)
    passport = entry(whole, "document_types", "ID_PASSPORT")
    passport |= {"source": "https://www.canada.ca/passeport", "read_on": "2026-11-22"}
    assert take(admin, whole, PASSPORT).status_code == 200
    kind = db.session.scalars(select(DocumentType).where(DocumentType.code == "ID_PASSPORT")).one()
    assert (kind.source, kind.read_on) == (None, None)  # nothing before a yes
    assert "https://www.canada.ca/passeport" in admin.get(HERE).get_data(as_text=True)
    published = admin.submit(f"{HERE}types/{kind.id}/publish", {}, page=HERE)
    assert published.status_code == 303
    db.session.refresh(kind)
    assert (kind.source, str(kind.read_on)) == (passport["source"], "2026-11-22")


@pytest.mark.parametrize(
    "facts",
    [
        {"source": "javascript:alert(1)", "read_on": "2026-11-22"},
        {"source": "https://www.canada.ca/passeport"},
        {"read_on": "2026-11-22"},
        {"source": "https://" + "a" * 600, "read_on": "2026-11-22"},
        {"source": 7, "read_on": "2026-11-22"},
    ],
)
def test_a_source_that_is_none_is_refused(admin: Browserless, facts: Whole) -> None:
    whole = exported(admin)
    entry(whole, "document_types", "ID_PASSPORT").update(facts)
    take(admin, whole, PASSPORT)
    kind = db.session.scalars(select(DocumentType).where(DocumentType.code == "ID_PASSPORT")).one()
    assert kind.draft is None
