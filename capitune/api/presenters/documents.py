"""Requirements and versions."""

from collections.abc import Iterable

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.i18n import label
from capitune.dossiers.marks import Mark
from capitune.dossiers.queries import RequirementLine, VersionLine


def requirements(lines: Iterable[RequirementLine]) -> shapes.Requirements:
    """Everything a dossier asks for."""
    return {"items": [requirement(line) for line in lines]}


def requirement(line: RequirementLine) -> shapes.Requirement:
    """What is asked for, with its versions."""
    title = label(line.labels)
    return {
        "id": line.id,
        "type": line.code,
        "title": title,
        "necessity": line.necessity,
        "status": line.status,
        "files": line.asked,
        "expires_on": line.expires_on,
        "exemption": line.exemption,
        "excuse": line.excuse,
        "answer": line.answer,
        "documents": [document(version, line.code, title) for version in line.versions],
    }


def document(line: VersionLine, type_code: str, title: str) -> shapes.Document:
    """One version, for the requirement of that type."""
    review = line.review
    return {
        "id": line.id,
        "requirement_id": line.requirement_id,
        "type": type_code,
        "title": title,
        "kind": line.kind,
        "status": line.status,
        "reasons": [reason.code for reason in review.reasons] if review else [],
        "comment": review.comment if review else "",
        "marks": [_mark(mark) for mark in review.marks] if review else [],
        "version": line.version,
        "file_name": line.file_name,
        "size": line.size,
        "mime_type": line.mime_type,
        "sha256": line.sha256,
        "scan": line.scan,
        "file_id": line.file_id,
        "position": line.position,
        "issued_on": line.issued_on,
        "expires_on": line.expires_on,
        "needs_translation": line.needs_translation,
        "duplicate_of": line.duplicate_of_id,
        "uploaded_by": name(line.uploaded_by),
        "created_at": line.created_at,
    }


def _mark(mark: Mark) -> shapes.Mark:
    return {
        "page": mark.page,
        "x": mark.x,
        "y": mark.y,
        "width": mark.width,
        "height": mark.height,
        "note": mark.note,
    }
