"""What is ready to be submitted."""

import io
import zipfile

import pytest
from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.storage import StorageMissing, current_storage
from capitune.dossiers.filing import regular_name
from capitune.dossiers.models import Filing
from capitune.dossiers.queries.filings import newest_filing
from capitune.dossiers.states import FilingStatus
from tests.factories.documents import receive
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.clock import clock
from tests.support.corpus import pdf
from tests.support.outbox import run_outbox

__all__ = ["clock"]


def ask(scene: Scene, name: str = "aminata") -> None:
    answer = scene.browser(name).submit(f"{scene.url}/filing", page=f"{scene.url}/exports")
    assert answer.status_code == 303


def filing(scene: Scene) -> Filing:
    db.session.expire_all()
    found = newest_filing(scene.dossier.id)
    assert found is not None
    return found


def page(scene: Scene) -> str:
    return words(scene.browser("aminata").get(f"{scene.url}/exports").get_data(as_text=True))


def acts(scene: Scene) -> list[str]:
    wanted = AuditEvent.context_id == scene.dossier.id
    found = db.session.scalars(select(AuditEvent).where(wanted).order_by(AuditEvent.id))
    return [act.act for act in found if act.act.startswith("filing.")]


def test_one_pdf_for_each_document(scene: Scene) -> None:
    receive(scene.dossier, "ID_PASSPORT", data=pdf())
    ask(scene)
    assert "En préparation" in page(scene)
    run_outbox()
    told = page(scene)
    assert "Prêt" in told
    answer = scene.browser("aminata").get(f"{scene.url}/filing/file")
    assert answer.status_code == 302
    with current_storage().open(filing(scene).storage_key) as stream:
        whole = zipfile.ZipFile(io.BytesIO(stream.read()))
    assert "04_Passeport_DIALLO_Aminata.pdf" in whole.namelist()
    assert len(whole.namelist()) == filing(scene).made == 4
    assert all(whole.getinfo(name).file_size < 4_000_000 for name in whole.namelist())
    # What is to be redone, what is still being checked, what nobody sent.
    codes = {one["code"] for one in filing(scene).left_out}
    assert codes == {"waiting", "missing"}
    assert "rien n’a encore été envoyé" in told
    assert acts(scene) == [Act.FILING_ASKED, Act.FILING_OPENED]


def test_a_document_that_cannot_be_joined_is_named(scene: Scene) -> None:
    receive(scene.dossier, "ID_PASSPORT", data=b"%PDF-1.4 broken")
    ask(scene)
    run_outbox()
    told = page(scene)
    assert "04 Passeport" in told
    assert ", fichier 1 : ce fichier ne s’ouvre pas" in told.replace("\u202f", " ")
    assert filing(scene).status is FilingStatus.READY


def test_ten_times_is_once(scene: Scene) -> None:
    for _ in range(10):
        ask(scene)
    assert len(db.session.scalars(select(Filing)).all()) == 1
    assert acts(scene) == [Act.FILING_ASKED]
    assert scene.browser("anne").get(f"{scene.url}/filing/file").status_code == 409


def test_a_newer_one_replaces_it(scene: Scene) -> None:
    ask(scene)
    run_outbox()
    first = filing(scene).storage_key
    ask(scene, "anne")
    run_outbox()
    with pytest.raises(StorageMissing):
        current_storage().open(first)
    assert filing(scene).storage_key != first
    current_storage().open(filing(scene).storage_key).close()


def test_its_week_ends(scene: Scene, clock) -> None:  # type: ignore[no-untyped-def]
    ask(scene)
    run_outbox()
    key = filing(scene).storage_key
    clock.move(days=7, minutes=1)
    run_outbox()
    with pytest.raises(StorageMissing):
        current_storage().open(key)
    assert filing(scene).status is FilingStatus.EXPIRED


@pytest.mark.parametrize(
    ("title", "person", "name"),
    [
        ("Passeport", ("Aminata", "Diallo"), "01_Passeport_DIALLO_Aminata.pdf"),
        ("Relevés d'études", ("Zoé", "N’Diaye Sow"), "01_Releves-d-etudes_NDIAYE-SOW_Zoe.pdf"),
        ("../../x", ("王", "李"), "01_x.pdf"),
    ],
)
def test_names_are_regular(title: str, person: tuple[str, str], name: str) -> None:
    assert regular_name(1, title, person) == name
    assert len(regular_name(1, title * 50, ("a" * 200, "b" * 200))) <= 120
