"""A proof on its way in: judged and stored first, outside any transaction, then recorded in a short one."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from capitune.authz.actor import Actor
from capitune.core.errors import DomainError, Invalid, NotFound
from capitune.core.files import intake
from capitune.core.files.intake import StoredFile
from capitune.core.work import release
from capitune.professionals.models import Proof
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.services import add_proof


@dataclass(slots=True)
class Incoming:
    """A stored file that no record names yet."""

    stored: StoredFile
    recorded: bool = False

    def record(self, actor: Actor, credential_id: uuid.UUID) -> Proof:
        """Record it for this credential. Raises as ``add_proof``."""
        credential = credential_by_id(credential_id)
        if credential is None:
            raise NotFound
        proof = add_proof(actor, credential, self.stored)
        self.recorded = True
        return proof


@contextmanager
def taken_in(file: FileStorage | None) -> Iterator[Incoming]:
    """Judge and store ``file``; at the end, what was not recorded is removed from the store again.

    Raises ``Invalid`` on ``file``, or ``TooLarge``; nothing is stored then.
    """
    if file is None or not file.filename:
        raise Invalid.on("file", "file_missing")
    release()
    incoming = Incoming(intake.receive(file.stream, file.filename))
    file.stream.seek(0)  # the request's key is held against the file's bytes
    try:
        yield incoming
    except DomainError:
        intake.discard(incoming.stored)
        raise
    # Anything else may have been committed: a file too many is better than one too few.
    # A twin was first, and its file is the one that counts.
    if not incoming.recorded:
        intake.discard(incoming.stored)
