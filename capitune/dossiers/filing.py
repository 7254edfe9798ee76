"""What is ready to be submitted: for each document asked for, one PDF of less than 4 MB with a regular name."""

import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from capitune.core.files.packing import PackFailed, Part, pack
from capitune.core.i18n import speaking
from capitune.core.storage import StorageMissing, current_storage
from capitune.dossiers.queries.exports import AskedFor, SentFile
from capitune.dossiers.states import DocumentStatus, Scan
from capitune.dossiers.words.naming import short_name

# What the portals of IRCC take: less than 4 MB, of a million bytes to be sure.
MOST_BYTES = 4_000_000
LONGEST = 120
USABLE = frozenset({DocumentStatus.VALIDATED, DocumentStatus.RECEIVED})


@dataclass(slots=True)
class Built:
    """How many PDFs were made, and what was left out (see ``Filing``)."""

    made: int = 0
    left_out: list[dict[str, Any]] = field(default_factory=list)

    def leave_out(self, asked: AskedFor, code: str, place: int = 0, page: int = 0) -> None:
        """Note that something of ``asked`` is not there."""
        self.left_out.append(
            {
                "number": asked.number,
                "labels": asked.labels,
                "code": code,
                "place": place,
                "page": page,
            }
        )


def build(
    asked: Sequence[AskedFor], person: tuple[str, str], language: str, output: IO[bytes]
) -> Built:
    """Write the ZIP of PDFs to ``output``, one at a time in memory. Slow: outside a unit of work.

    ``person``: first and last name. Raises ``StorageUnavailable``.
    """
    built = Built()
    with speaking(language), zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as whole:
        for one in asked:
            pdf = _pdf_of(one, built)
            if pdf:
                whole.writestr(regular_name(one.number, short_name(one.labels), person), pdf)
                built.made += 1
    return built


def _pdf_of(asked: AskedFor, built: Built) -> bytes:
    current = [file for file in asked.files if file.is_current]
    files = [file for file in current if file.status in USABLE and file.scan is Scan.CLEAN]
    if len(files) < len(current):
        built.leave_out(asked, "waiting")
    if not files:
        if asked.is_counted and not current:
            built.leave_out(asked, "missing")
        return b""
    try:
        with _local(files) as parts:
            return pack(parts, MOST_BYTES)
    except StorageMissing:
        built.leave_out(asked, "lost")
    except PackFailed as failure:
        place = files[failure.part].place if failure.part is not None else 0
        built.leave_out(asked, failure.code, place, failure.page or 0)
    return b""


@contextmanager
def _local(files: Sequence[SentFile]) -> Iterator[list[Part]]:
    """Copies of the files for the child to open."""
    with tempfile.TemporaryDirectory(prefix="filing-") as folder:
        parts = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number)
            with closing(current_storage().open(file.storage_key)) as source, path.open("wb") as to:
                shutil.copyfileobj(source, to)
            parts.append(Part(path, file.mime_type))
        yield parts


def regular_name(number: int, title: str, person: tuple[str, str]) -> str:
    """``01_Passeport_DIALLO_Aminata.pdf``: ASCII without spaces, 120 characters at most."""
    first, last = person
    tail = "".join(f"_{part}" for part in (_plain(last).upper()[:30], _plain(first)[:30]) if part)
    head = f"{number:02d}_{_plain(title)}"
    return f"{head[: LONGEST - len(tail) - 4].rstrip('-_')}{tail}.pdf"


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    return "-".join(words)
