"""Records of a dossier as PDF: the summary and the proof of deposit, as they are now, in the reader's language."""

from pathlib import Path

from flask import current_app

from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.papers import paper
from capitune.core.work import release
from capitune.dossiers.queries import KnownDossier, budget_of, papers_of, sheet_of
from capitune.dossiers.queries.deposits import proof_of
from capitune.dossiers.words.depositpaper import deposit_on_paper
from capitune.dossiers.words.summarypaper import summary_on_paper

LAYOUT = Path(__file__).parent / "papers" / "record.typ"


def summary_of(known: KnownDossier, actor: Actor) -> bytes:
    """People, programme, documents and their states, steps, amounts. Raises ``PaperFailed``."""
    made = now(), _name(known, actor)
    told = summary_on_paper(known, sheet_of(known, actor), budget_of(known), made)
    release()
    return paper(LAYOUT, told)


def deposit_of(known: KnownDossier, actor: Actor) -> bytes:
    """Every file received, with its fingerprint and its lines in the journal. Raises ``PaperFailed``."""
    made = now(), _name(known, actor)
    address = f"{current_app.config['BASE_URL']}/dossiers/{known.id}/history/verify"
    told = deposit_on_paper(known, papers_of(known, actor), proof_of(known.id), address, made)
    release()
    return paper(LAYOUT, told)


def _name(known: KnownDossier, actor: Actor) -> str:
    """Whoever asked: the candidate, or who accompanies."""
    own = actor.user_id == known.candidate_id
    return known.candidate.name if own else known.name_of(actor.user_id)
