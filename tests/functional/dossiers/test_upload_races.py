"""An upload ended twice at once: one version, or none, never a file without a record that goes on living."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.errors import DomainError, Invalid, NotFound
from capitune.core.files import arriving
from capitune.core.files.intake import StoredFile
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, Upload
from capitune.dossiers.queries import place_of, upload_by_id
from tests.factories.documents import PDF, requirement_of
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting
from tests.factories.uploads import arrive, begin
from tests.support.together import at_once

pytestmark = pytest.mark.usefixtures("live_app")


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


def owner(dossier: Dossier) -> Actor:
    return acting(db.session.get_one(User, dossier.candidate_id))


def loaded(upload: Upload) -> Upload:
    found = upload_by_id(upload.id)
    if found is None:
        raise NotFound
    return found


def judge(upload: Upload) -> StoredFile | Invalid:
    expected = arriving.Expected(upload.file_name, upload.size)
    return arriving.put_together(place_of(upload), expected)


def complete(
    dossier: Dossier, upload: Upload, judged: StoredFile | Invalid | None = None
) -> Callable[[], Any]:
    candidate = owner(dossier)

    def act() -> Any:
        found = loaded(upload)
        return services.complete_upload(candidate, found, judged or judge(found)).id

    return act


def cancel(dossier: Dossier, upload: Upload) -> Callable[[], Any]:
    candidate = owner(dossier)

    def act() -> Any:
        services.cancel_upload(candidate, loaded(upload))
        return "cancelled"

    return act


def test_completed_four_times_at_once_is_one_version(live_app: Flask, dossier: Dossier) -> None:
    upload = begin(dossier)
    arrive(upload)
    results = at_once(live_app, *[complete(dossier, upload)] * 4)
    assert set(results) == {db.session.scalars(select(Document.id)).one()}


@pytest.mark.parametrize("_round", range(5))
def test_completed_and_given_up_at_once_is_one_of_them(
    live_app: Flask, dossier: Dossier, _round: int
) -> None:
    upload = begin(dossier)
    arrive(upload)
    key, judged = upload.storage_key, judge(upload)  # before, so that the two acts meet
    done, given_up = at_once(live_app, complete(dossier, upload, judged), cancel(dossier, upload))
    kept = db.session.scalars(select(Document.storage_key)).all()
    removals = select(func.count()).where(OutboxRow.kind == "uploads.remove")
    removed = db.session.scalar(removals)
    if given_up == "cancelled":
        assert isinstance(done, NotFound)
        assert (kept, removed) == ([], 1)
    else:
        assert isinstance(given_up, DomainError)
        assert given_up.code == "upload_over"
        assert (kept, removed) == ([key], 0)


def test_the_same_file_begun_twice_at_once_is_one_upload(live_app: Flask, dossier: Dossier) -> None:
    """Its sender knows the file again: two tabs, or a beginning whose answer was lost."""
    candidate = owner(dossier)
    announced = services.Announced("a.pdf", len(PDF), fingerprint=b"f" * 32)

    def begin_one() -> Any:
        asked = requirement_of(dossier)
        with arriving.begun() as new:
            upload = services.begin_upload(candidate, asked, announced, new.place)
            new.recorded = place_of(upload) == new.place
            return upload.id

    results = at_once(live_app, *[begin_one] * 4)
    assert len(set(results)) == 1
    assert len(db.session.scalars(select(Upload.id)).all()) == 1


def test_another_file_another_kind_or_another_requirement_is_not_resumed(
    dossier: Dossier,
) -> None:
    candidate = owner(dossier)

    def begun(code: str = "ID_PASSPORT", size: int = 9, mark: bytes | None = b"f" * 32) -> Any:
        with arriving.begun() as new, unit_of_work():
            announced = services.Announced("a.pdf", size, fingerprint=mark)
            asked = requirement_of(dossier, code)
            upload = services.begin_upload(candidate, asked, announced, new.place)
            new.recorded = place_of(upload) == new.place
            return upload.id

    first = begun()
    assert begun() == first
    others = [begun("FIN_BANK"), begun(size=10), begun(mark=b"g" * 32), begun(mark=None)]
    assert len({first, *others, begun(mark=None)}) == 6
