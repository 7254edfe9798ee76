"""Pages of proofs drawn before anybody asks: after the scan, kept and removed with the file."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import update

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.core.files import previews
from capitune.core.files.previewkeys import preview_keys
from capitune.core.files.previewstates import Preview
from capitune.core.files.render import render_page
from capitune.core.outbox import OutboxRow
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from capitune.professionals import services
from capitune.professionals.models import Proof
from capitune.professionals.queries.credentials import proof_by_id
from capitune.professionals.states import ProofScan
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import PDF, SCANNER
from tests.factories.people import acting, make_person
from tests.support.corpus import pdf
from tests.support.outbox import run_outbox

BROKEN = b"%PDF-1.7 nothing in it"


@pytest.fixture(autouse=True)
def ahead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two pages are drawn ahead."""
    monkeypatch.setitem(app.config, "PAGES_AHEAD", 2)
    return


def kept(proof: Proof) -> set[str]:
    def is_there(key: str) -> bool:
        try:
            current_storage().open(key).close()
        except StorageMissing:
            return False
        return True

    found = preview_keys(proof.storage_key, proof.pages)
    return {key.rpartition("/")[2] for key in found if is_there(key)}


def found_clean(data: bytes = PDF, pages: int = 1) -> Proof:
    """A proof that the scanner has just found clean, whose pages are still to be drawn."""
    proof = make_proof(make_credential(make_person(Role.PROFESSIONAL)), data, ProofScan.SCANNING)
    with unit_of_work():
        db.session.execute(update(Proof).where(Proof.id == proof.id).values(pages=pages))
        services.record_proof_scan(SCANNER, proof.id, ProofScan.CLEAN)
    return fresh(proof)


def fresh(proof: Proof) -> Proof:
    found = proof_by_id(proof.id)
    assert found
    return found


def remove(proof: Proof) -> None:
    owner = db.session.get_one(User, fresh(proof).credential.user_id)
    with unit_of_work():
        services.remove_proof(acting(owner), fresh(proof))


def test_the_first_pages_are_there_before_anybody_looks_and_go_with_the_file() -> None:
    proof = found_clean(pdf(pages=3), pages=3)
    run_outbox()
    assert fresh(proof).preview is Preview.DRAWN
    assert kept(proof) == {"stamp.webp", "1.webp", "2.webp"}
    remove(proof)
    run_outbox()
    assert kept(proof) == set()


def test_what_cannot_be_drawn_is_tried_once_more_then_said() -> None:
    proof = found_clean(BROKEN)
    run_outbox()
    assert fresh(proof).preview is Preview.PENDING
    with unit_of_work():
        db.session.execute(update(OutboxRow).values(due_at=now(), claimed_until=None))
    run_outbox()
    assert (fresh(proof).preview, fresh(proof).is_shown) == (Preview.FAILED, False)


def test_a_proof_taken_back_meanwhile_takes_its_pictures_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proof, drawn = found_clean(), []

    def meanwhile(*about: object) -> bytes:
        if not drawn:
            drawn.append(about)
            remove(proof)
            run_outbox()
        return render_page(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "render_page", meanwhile)
    run_outbox()
    assert drawn
    assert proof_by_id(proof.id) is None
    assert kept(proof) == set()


def test_only_the_painter_says_what_can_be_shown() -> None:
    proof = found_clean()
    for actor in (SCANNER, Actor.system("clock"), acting(make_person(Role.ADMIN))):
        with pytest.raises(Refused), unit_of_work():
            services.record_proof_previews(actor, proof.id, Preview.FAILED)
    assert fresh(proof).preview is Preview.PENDING
