"""The journal of a dossier, taken away, altered, brought back; and altered where it is stored."""

import io
import json

import pytest
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from capitune.audit.chain import FIELDS, fingerprint_of
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from tests.functional.dossiers.pages.scene import Scene, words


@pytest.fixture
def linked(scene: Scene) -> Scene:
    """The scene, as after the commit that in these tests never comes."""
    db.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    return scene


def file_of(scene: Scene, name: str = "aminata") -> list[bytes]:
    answer = scene.browser(name).get(f"{scene.url}/history/file")
    assert answer.status_code == 200
    return answer.get_data().splitlines(keepends=True)


def verify(scene: Scene, content: bytes | None, name: str = "aminata") -> TestResponse:
    form: dict[str, object] = {}
    if content is not None:
        form = {"given": "y", "file": (io.BytesIO(content), "journal.jsonl")}
    return scene.browser(name).submit(
        f"{scene.url}/history/verify", form, content_type="multipart/form-data"
    )


def test_a_journal_that_was_taken_away_is_recognised(linked: Scene) -> None:
    lines = file_of(linked)
    acts = db.session.scalars(select(AuditEvent).filter_by(context_id=linked.dossier.id)).all()
    assert len(lines) == len(acts) + 1 > 5
    assert {json.loads(line)["id"] for line in lines[1:]} == {str(act.id) for act in acts}
    for name in ("aminata", "anne", "admin"):
        told = words(verify(linked, b"".join(lines), name).get_data(as_text=True))
        assert f"Ce journal est authentique : {len(acts)} lignes." in told
        assert "aucune ne manque" in told


def test_an_altered_line_is_named_with_what_it_says(linked: Scene) -> None:
    lines = file_of(linked)
    said = json.loads(lines[3]) | {"act": "document.validated"}
    told = words(
        verify(
            linked, b"".join([*lines[:3], json.dumps(said).encode() + b"\n", *lines[4:]])
        ).get_data(as_text=True)
    )
    assert "La ligne 3 a été modifiée." in told
    assert "« Document validé »" in told


def test_a_forged_chain_is_not_ours(linked: Scene) -> None:
    head, *lines = (json.loads(line) for line in file_of(linked))
    lines[1] |= {"data": "{}", "act": "document.deleted"}
    last = b""
    for line in lines:
        last = fingerprint_of(last, {name: line[name] for name in FIELDS})
        line["hash"] = last.hex()
    head["hash"] = last.hex()
    content = b"\n".join(json.dumps(line).encode() for line in (head, *lines))
    told = words(verify(linked, content).get_data(as_text=True))
    assert "La ligne 2 n’est pas celle que nous avons écrite." in told


def test_what_is_stored_is_as_it_was_written(linked: Scene) -> None:
    assert "Le journal est intact" in words(verify(linked, None).get_data(as_text=True))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE audit_events SET data = '{}', at = at - interval '1 day' WHERE id = :event",
            "La ligne 4 a été modifiée.",
        ),
        ("UPDATE audit_events SET context_id = NULL WHERE id = :event", "La ligne 4 manque"),
        ("DELETE FROM audit_links WHERE event_id = :event", "La ligne 4 manque"),
        ("UPDATE audit_links SET hash = '' WHERE event_id = :event", "La ligne 4 a été modifiée."),
    ],
    ids=["changed", "hidden", "unlinked", "another fingerprint"],
)
def test_what_somebody_changes_behind_our_back_shows(
    linked: Scene, statement: str, said: str
) -> None:
    event = json.loads(file_of(linked)[4])["id"]
    # Whoever owns the database can take the guards away; the chain stays.
    for table in ("audit_events", "audit_links"):
        db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"))
    assert db.session.execute(text(statement), {"event": event}).rowcount == 1  # type: ignore[attr-defined]
    assert said in words(verify(linked, None).get_data(as_text=True))


def test_an_act_put_in_without_a_link_shows(linked: Scene) -> None:
    db.session.execute(text("ALTER TABLE audit_events DISABLE TRIGGER audit_events_linked"))
    db.session.execute(
        text(
            "INSERT INTO audit_events (id, created_at, at, act, actor_name, door, subject_type, data,"
            " context_id) SELECT gen_random_uuid(), now(), now(), act, actor_name, door,"
            " subject_type, data, context_id FROM audit_events WHERE context_id = :key LIMIT 1"
        ),
        {"key": linked.dossier.id},
    )
    told = words(verify(linked, None).get_data(as_text=True))
    assert "n’est pas celle que nous avons écrite." in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier n’est pas un journal"),
        (b"\x00" * 5000, "Ce fichier n’est pas un journal"),
        (b"[" * 100_000, "Ce fichier n’est pas un journal"),
        (b"%PDF-1.7\n", "Ce fichier n’est pas un journal"),
    ],
    ids=["empty", "zeros", "deep", "PDF"],
)
def test_what_is_no_journal_is_refused(linked: Scene, content: bytes, said: str) -> None:
    answer = verify(linked, content)
    assert answer.status_code == 422
    assert said in words(answer.get_data(as_text=True))


def test_the_journal_of_another_dossier_and_a_large_one_are_refused(linked: Scene) -> None:
    lines = file_of(linked)
    other = json.dumps(json.loads(lines[0]) | {"journal": str(linked.people["anne"].id)}).encode()
    answer = verify(linked, b"\n".join([other, *lines[1:]]))
    assert answer.status_code == 422
    assert "celui d’un autre dossier" in words(answer.get_data(as_text=True))
    large = verify(linked, lines[0] + b"\n" * (20 * 1024 * 1024))
    assert large.status_code == 422
    assert "dépasse 20 Mo" in words(large.get_data(as_text=True))


def test_staff_read_it_where_it_is(linked: Scene) -> None:
    answer = linked.browser("admin").get(f"{linked.url}/history/file")
    assert answer.status_code == 403
    page = linked.browser("admin").get(f"{linked.url}/history").get_data(as_text=True)
    assert "/history/file" not in page
    assert "/history/verify" in page
