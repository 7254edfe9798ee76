"""The journal of a dossier, taken away as a file and verified."""

from collections.abc import Iterator
from io import SEEK_END
from typing import IO

from capitune.audit.chain import NotAJournal, Verdict, lines_of, read_head, verify
from capitune.audit.links import file_of, head_of, kept_fingerprints, verify_stored
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.errors import Invalid
from capitune.dossiers.models import Dossier

MEGABYTES = 20


def export_journal(actor: Actor, dossier: Dossier) -> Iterator[bytes]:
    """The journal as it is now, as a file (``audit.chain``), piece by piece. Nothing is written."""
    require(actor, Permission.JOURNAL_EXPORT, dossier)
    return file_of(head_of(dossier.id))


def verify_journal(actor: Actor, dossier: Dossier, file: IO[bytes] | None) -> Verdict:
    """Whether a file is the journal of this dossier, as far as it goes; without one, whether what is stored
    is as it was written.

    Raises ``Invalid`` on ``file`` for what is no journal (``not_a_journal``), that of another dossier
    (``other_journal``) or longer than 20 MB (``journal_too_large``).
    """
    require(actor, Permission.HISTORY_READ, dossier)
    if file is None:
        return verify_stored(dossier.id)
    if file.seek(0, SEEK_END) > MEGABYTES * 1024 * 1024:
        raise Invalid.on("file", "journal_too_large", most=MEGABYTES)
    file.seek(0)
    lines = lines_of(file)
    try:
        head = read_head(next(lines, b""))
    except NotAJournal as error:
        raise Invalid.on("file", "not_a_journal") from error
    if head.journal != dossier.id:
        raise Invalid.on("file", "other_journal")
    kept = kept_fingerprints(dossier.id, head.lines)
    return verify(head, lines, kept.get)
