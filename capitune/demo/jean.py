"""Jean's dossier: documents in every status, a professional at work."""

import io
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door
from capitune.core import outbox
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.files.intake import receive
from capitune.core.scanner import current_scanner
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.demo import budget, clients, messages, notes, papers, steps
from capitune.dossiers import services
from capitune.dossiers.marks import Mark
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries import assignment_by_id, dossier_by_id, requirement_by_id
from capitune.dossiers.states import Decision, ReviewerRole, Scan, Stage

Found = TypeVar("Found")

SCANNER = Actor.system("scanner")
COMMENT = (
    "Bonjour Jean, le bas de la page 2 (semestre 4) est coupé et le verso manque. Une photo prise à "
    "plat, à la lumière du jour, suffit."
)
MARKS = [
    "Microéconomie II            6 crédits      14,50",
    "Statistiques               5 crédits      15,00",
]
CUT = Mark(2, 0.08, 0.25, 0.55, 0.06, "Le bas de la page est coupé")


def open_his_dossier(people: dict[str, User]) -> None:
    """Open it, send, scan, decide: each as the person who does it."""
    jean, anne, admin = (_acting(people[name]) for name in ("jean.candidat", "anne.pro", "admin"))
    with unit_of_work():
        dossier = services.open_dossier(
            jean,
            template_code="ETU-ROC",
            title="Permis d’études, hors Québec",
            description="Baccalauréat à l’Université de Moncton, rentrée de septembre.",
            planned_submission_on=today() + timedelta(days=80),
        )
    dossier_id = dossier.id
    with unit_of_work():
        proposed = services.make_assignment(
            admin,
            _dossier(dossier_id),
            professional_id=people["anne.pro"].id,
            role=ReviewerRole.LEAD,
        )
        services.accept_assignment(anne, _loaded(assignment_by_id(proposed.id)))
        services.move_stage(anne, _dossier(dossier_id), Stage.INTERESTED)
    _documents(jean, anne, _dossier(dossier_id))
    budget.agree(jean, anne, dossier_id)
    messages.talk(jean, anne, dossier_id)
    notes.keep(anne, dossier_id)
    steps.plan(anne, dossier_id)
    with unit_of_work():
        services.make_feed(jean)
    clients.order(anne, dossier_id)


def _documents(jean: Actor, anne: Actor, dossier: Dossier) -> None:
    passport = papers.photo(
        "PASSEPORT", ["Nom : MBARGA", "Prénom : Jean", "Expire le 14 août 2031"]
    )
    blurred = papers.photo("PASSEPORT", ["Nom : M…", "(flou)"])
    consent = papers.pdf("Consentement", ["Fait à Douala, le 3 novembre.", "Signé : Jean Mbarga"])
    letter = papers.pdf(
        "Université de Moncton", ["Lettre d’acceptation", "Baccalauréat en gestion"]
    )
    marks = papers.pdf("Relevé de notes", MARKS, [*MARKS, "(le bas de la page est coupé)"])
    plan = papers.pdf("Plan d’études", ["Pourquoi ce programme, pourquoi maintenant."])
    bank = papers.pdf("Relevé bancaire", ["Septembre", "Solde : 8 250 000 FCFA"])
    first = _received(jean, dossier, "ID_PASSPORT", blurred, "IMG_2231.jpg")
    _decide(anne, first, Decision.REJECTED, ["ILLEGIBLE"])
    for code, data, name in (
        ("CTR_CONSENT", consent, "consentement.pdf"),
        ("ID_PASSPORT", passport, "IMG_2240.jpg"),
        ("EDU_LOA", letter, "lettre-acceptation.pdf"),
    ):
        document = _received(jean, dossier, code, data, name)
        _decide(anne, document, Decision.VALIDATED)
    rejected = _received(jean, dossier, "EDU_TRANSCRIPTS", marks, "releves-notes.pdf")
    _decide(
        anne, rejected, Decision.REJECTED, ["ILLEGIBLE", "INCOMPLETE_PAGES"], COMMENT, places=[CUT]
    )
    _received(jean, dossier, "EDU_PLAN", plan, "plan-etudes.pdf")
    _hold_scan(_sent(jean, dossier, "FIN_BANK", bank, "releve-septembre.pdf"))


def _sent(jean: Actor, dossier: Dossier, code: str, data: bytes, name: str) -> Document:
    wanted = (Requirement.dossier_id == dossier.id, Requirement.code == code)
    found = db.session.scalars(select(Requirement.id).where(*wanted)).one()
    requirement = _loaded(requirement_by_id(found))
    stored = receive(io.BytesIO(data), name)
    with unit_of_work():
        return services.add_document(jean, requirement, stored=stored)


def _received(jean: Actor, dossier: Dossier, code: str, data: bytes, name: str) -> Document:
    document = _sent(jean, dossier, code, data, name)
    with current_storage().open(document.storage_key) as stored:
        verdict = current_scanner().scan(stored)
    with unit_of_work():
        services.record_scan(
            SCANNER, document.id, Scan.CLEAN if verdict.is_clean else Scan.INFECTED
        )
    return document


def _decide(
    anne: Actor,
    document: Document,
    decision: Decision,
    reasons: Sequence[str] = (),
    comment: str = "",
    *,
    places: Sequence[Mark] = (),
) -> None:
    with unit_of_work():
        services.decide(
            anne,
            document,
            decision=decision,
            reasons=reasons,
            comment=comment,
            marks=places,
            version=document.version,
        )


def _hold_scan(document: Document) -> None:
    """Leave this one in the scanner's queue, so that the demo shows the status ``pending``."""
    mine = outbox.OutboxRow.key == f"documents.scan:{document.id}"
    with unit_of_work():
        db.session.execute(
            update(outbox.OutboxRow).where(mine).values(due_at=now() + timedelta(days=3650))
        )


def _dossier(dossier_id: uuid.UUID) -> Dossier:
    return _loaded(dossier_by_id(dossier_id))


def _loaded(found: Found | None) -> Found:
    if found is None:
        raise LookupError("the demo lost something it had just made")
    return found


def _acting(user: User) -> Actor:
    return Actor(user.id, user.role, Door.SYSTEM, scopes=user.scopes_at(now()))
