"""Files on their way, and files large enough to go in parts."""

import io

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.files import arriving
from capitune.core.storage import PART_BYTES, FileStorage, PartFacts, current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Upload
from capitune.dossiers.queries import upload_by_id
from capitune.dossiers.services import Announced
from tests.factories.documents import PDF, requirement_of
from tests.factories.people import acting


def big_pdf(size: int) -> bytes:
    """An honest PDF of exactly ``size`` bytes, no part of which is like another."""
    head, tail = PDF.split(b"trailer")
    before, after = b"4 0 obj<</Length 00000000>>stream\n", b"\nendstream endobj\ntrailer"
    inside = size - len(head + before + after + tail)
    lines = b"".join(b"%09d\n" % number for number in range(inside // 10 + 1))
    return head + before.replace(b"00000000", b"%08d" % inside) + lines[:inside] + after + tail


def pieces(data: bytes) -> list[bytes]:
    """The parts of ``data``, in order."""
    return [data[at : at + PART_BYTES] for at in range(0, len(data), PART_BYTES)]


def begin(dossier: Dossier, code: str = "ID_PASSPORT", *, data: bytes = PDF) -> Upload:
    """A file that the candidate has begun to send."""
    candidate = db.session.get_one(User, dossier.candidate_id)
    with arriving.begun() as new, unit_of_work():
        upload = services.begin_upload(
            acting(candidate),
            requirement_of(dossier, code),
            Announced("passeport.pdf", len(data)),
            new.place,
        )
        new.recorded = True
    found = upload_by_id(upload.id)
    assert found is not None
    return found


def arrive(upload: Upload, data: bytes = PDF) -> list[str]:
    """All its parts, as the door of the folder driver takes them; their marks."""
    storage = current_storage()
    assert isinstance(storage, FileStorage)
    return [
        storage.parts.receive(
            PartFacts(upload.storage_key, upload.store_id, number, len(piece)), io.BytesIO(piece)
        )
        for number, piece in enumerate(pieces(data), 1)
    ]
