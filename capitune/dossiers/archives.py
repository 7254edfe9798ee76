"""The archive of a dossier: its files under names that people read, what they are, and the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import structlog
from flask import current_app

from capitune.audit.links import file_of, head_of
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.files.archive import Kept, Made, zipped
from capitune.core.files.readable import fitted, readable
from capitune.core.files.signatures import TYPES
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.papers import PaperFailed
from capitune.core.storage import current_storage
from capitune.core.work import release
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import known_dossier
from capitune.dossiers.queries.exports import AskedFor, SentFile
from capitune.dossiers.records import deposit_of, summary_of
from capitune.dossiers.states import Scan
from capitune.dossiers.words.labels import DOCUMENTS, KINDS
from capitune.dossiers.words.naming import named, short_name

log = structlog.get_logger(__name__)

EXTENSIONS = {kind.mime_type: f".{kind.extension}" for kind in TYPES}


@dataclass(frozen=True, slots=True)
class Entry:
    """A version and the name it has in the archive; without one, ``why`` it is not in it."""

    file: SentFile
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document that the dossier asks for, and what the archive has of it."""

    number: int
    title: str
    status: str
    entries: tuple[Entry, ...]


def archive_of(dossier: Dossier, asked: Sequence[AskedFor], actor: Actor) -> Iterator[bytes]:
    """The ZIP, in the reader's language; names, contents, papers and the journal's head are ready before its
    first byte, so that what fails early is told as an error. Raises ``StorageUnavailable``, also in the middle.
    """
    chapters = chapters_of(asked)
    contents = _contents(dossier, chapters)
    head = head_of(dossier.id)
    papers = list(_papers(dossier, actor))
    files = [
        Kept(entry.name, entry.file.storage_key, entry.file.size, entry.file.sha256)
        for chapter in chapters
        for entry in chapter.entries
        if entry.name
    ]
    journal = f"journal-{dossier.number}.jsonl"

    def members() -> Iterator[Kept | Made]:
        yield Made(_("00 Contents") + ".html", (contents,))
        yield from papers
        yield Made(journal, file_of(head))
        release()
        yield from files

    return zipped(members())


def _papers(dossier: Dossier, actor: Actor) -> Iterator[Made]:
    """The summary and the proof of deposit. One that cannot be set keeps nobody from their files."""
    known = known_dossier(dossier.id)
    if known is None:  # deleted this moment
        return
    for name, make in ((_("00 Summary"), summary_of), (_("00 Proof of deposit"), deposit_of)):
        try:
            yield Made(f"{name}.pdf", (make(known, actor),))
        except PaperFailed:
            log.exception("paper_failed", dossier_id=str(dossier.id), paper=make.__name__)


def chapters_of(asked: Sequence[AskedFor]) -> list[Chapter]:
    """Every version with the name it gets, or why it has none. Raises ``StorageUnavailable``."""
    clean = [f.storage_key for one in asked for f in one.files if f.scan is Scan.CLEAN]
    release()
    absent: set[str] = current_storage().absent(clean) if clean else set()
    used: set[str] = set()
    return [
        Chapter(
            one.number,
            named(one.labels),
            str(DOCUMENTS[one.status]),
            tuple(_entry(one, file, absent, used) for file in one.files),
        )
        for one in asked
    ]


def _entry(asked: AskedFor, file: SentFile, absent: set[str], used: set[str]) -> Entry:
    if file.scan is Scan.SCANNING:
        return Entry(file, "", _("Not in this archive: the virus check is not over."))
    if file.scan is Scan.WITHDRAWN:
        return Entry(file, "", _("Not in this archive: it was taken back to the vault."))
    if file.scan is not Scan.CLEAN:
        return Entry(file, "", _("Not in this archive: it did not pass the virus check."))
    if file.storage_key in absent:
        return Entry(file, "", _("Not in this archive: we do not find this file any more."))
    head = f"{asked.number:02d} {readable(short_name(asked.labels))}"
    place = f" {file.place}" if asked.places > 1 else ""
    tail = f"{place} - {readable(str(KINDS[file.kind]))} v{file.number}"
    folder = "" if file.is_current else readable(_("Older versions")) + "/"
    return Entry(file, fitted(head, tail + EXTENSIONS.get(file.mime_type, ".bin"), used, folder))


def _contents(dossier: Dossier, chapters: Sequence[Chapter]) -> bytes:
    template = current_app.jinja_env.get_template("dossiers/export_contents.html")
    page = template.render(
        dossier=dossier,
        chapters=chapters,
        kinds=KINDS,
        statuses=DOCUMENTS,
        at=now(),
        language=current_language(),
    )
    return page.encode()
