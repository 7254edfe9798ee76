"""The proof of deposit: which files were received, when, from whom, and how anybody can verify it."""

from datetime import datetime
from typing import Any

from capitune.core.formats import moment, size
from capitune.core.i18n import gettext as _
from capitune.dossiers.queries import KnownDossier, Papers, RequirementLine, VersionLine
from capitune.dossiers.queries.deposits import Proof
from capitune.dossiers.states import DocumentStatus, Scan
from capitune.dossiers.words.labels import DOCUMENTS, KINDS
from capitune.dossiers.words.naming import named
from capitune.dossiers.words.recordpaper import Part, Row, part, record, row


def deposit_on_paper(
    known: KnownDossier, papers: Papers, proof: Proof, address: str, made: tuple[datetime, str]
) -> dict[str, Any]:
    """Every version that was not taken back; ``address``: the page that verifies a journal."""
    rows = [
        _version(number, asked, version, proof)
        for number, asked in enumerate(papers.requirements, start=1)
        for version in asked.versions
    ]
    facts = [(_("Dossier"), known.number), (_("Files received"), str(len(rows)))]
    title = _("Proof of deposit, dossier %(number)s", number=known.number)
    return record(known, title, facts, [_scope(), _files(rows), _verifying(proof, address)], made)


def _scope() -> Part:
    said = [
        _("CAPITUNE received the files below at the times given, for the dossier named above."),
        _("This does not say that an authority received them, nor what it will decide."),
    ]
    return part(_("What this paper says"), texts=said)


def _files(rows: list[Row]) -> Part:
    texts = [] if rows else [_("No file was received yet.")]
    return part(_("Files"), rows, head=(_("File"), _("Status")), texts=texts)


def _version(number: int, asked: RequirementLine, version: VersionLine, proof: Proof) -> Row:
    name = _(
        "%(title)s, %(kind)s, version %(number)s",
        title=named(asked.labels),
        kind=KINDS[version.kind],
        number=version.number,
    )
    notes = [
        f"{version.file_name} · {size(version.size)} · {version.mime_type}",
        _("Received on %(moment)s", moment=moment(version.created_at))
        + " · "
        + _("sent by %(name)s", name=version.uploaded_by.name)
        + _line(proof.received.get(version.id)),
        _validated(version, proof),
    ]
    return row(f"{number}. {name}", _mark(version), notes, f"SHA-256 {version.sha256}")


def _validated(version: VersionLine, proof: Proof) -> str:
    if version.status is not DocumentStatus.VALIDATED or version.review is None:
        return ""
    told = _(
        "Validated on %(day)s by %(name)s",
        day=moment(version.review.at),
        name=version.review.reviewer.name,
    )
    return told + _line(proof.validated.get(version.id))


def _line(number: int | None) -> str:
    return " · " + _("line %(line)s of the journal", line=number) if number else ""


def _mark(version: VersionLine) -> str:
    if version.scan in (Scan.INFECTED, Scan.ERROR):
        return _("Not accepted by the virus check")
    if version.scan is Scan.WITHDRAWN:
        return _("%(status)s, then taken back", status=DOCUMENTS[version.status])
    return str(DOCUMENTS[version.status]) if version.is_current else _("Replaced")


def _verifying(proof: Proof, address: str) -> Part:
    said = [
        _(
            "1. The fingerprint of a file: compute its SHA-256 (Windows: certutil -hashfile, macOS and Linux: "
            "sha256sum or shasum -a 256) and compare it with the one above. One bit that differs changes it."
        ),
        _(
            "2. The journal of the dossier says the same on the lines named above. Each of its lines holds the "
            "fingerprint of all lines before it. When this paper was made it had %(lines)s lines, and line "
            "%(lines)s had the fingerprint below.",
            lines=proof.head.lines,
        ),
        _(
            "3. Whoever sees the dossier gives the file of the journal to this page: %(url)s",
            url=address,
        ),
    ]
    return part(
        _("How to verify it"), texts=said, codes=[proof.head.hash] if proof.head.hash else []
    )
