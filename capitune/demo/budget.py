"""The budget of Jean's dossier: a quote that he accepted, a newer one that waits, two payments."""

import uuid

from capitune.authz.actor import Actor
from capitune.core.clock import today
from capitune.core.i18n import speaking
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import budget_of, dossier_by_id, known_dossier, quote_by_number
from capitune.dossiers.queries.budgetlines import fee_line_id
from capitune.dossiers.states import LineKind
from capitune.dossiers.words.budget import quote_text

TERMS = (
    "Deux entretiens, la vérification de tous les documents, la préparation et l’envoi de la demande. Payable "
    "en deux fois : à la signature, puis avant l’envoi."
)


def agree(jean: Actor, anne: Actor, dossier_id: uuid.UUID) -> None:
    """Prices, the first quote and its acceptance, payments, then one service more."""
    with unit_of_work():
        study = _priced(anne, dossier_id, LineKind.SERVICE, "Étude du dossier et stratégie", 45000)
        _priced(anne, dossier_id, LineKind.SERVICE, "Préparation et envoi de la demande", 90000)
        _priced(anne, dossier_id, LineKind.THIRD_PARTY, "Traduction certifiée de deux actes", 12000)
        services.propose_quote(anne, _dossier(dossier_id), terms=TERMS)
    with unit_of_work():
        _accepted(jean, dossier_id)
        _paid(jean, dossier_id, fee_line_id(dossier_id, "BIOMETRICS"), 8500)
        _paid(anne, dossier_id, study, 45000)
    with unit_of_work():
        _priced(anne, dossier_id, LineKind.SERVICE, "Lettre d’explication des finances", 17500)
        services.propose_quote(anne, _dossier(dossier_id), terms=TERMS)


def _priced(
    anne: Actor, dossier_id: uuid.UUID, kind: LineKind, label: str, cents: int
) -> uuid.UUID:
    line = services.add_line(anne, _dossier(dossier_id), kind=kind, label=label, amount_cents=cents)
    return line.id


def _accepted(jean: Actor, dossier_id: uuid.UUID) -> None:
    known, quote = known_dossier(dossier_id), quote_by_number(dossier_id, 1)
    told = budget_of(known).quote(1) if known else None
    if known is None or quote is None or told is None:
        raise LookupError("the demo lost the quote it had just made")
    with speaking("fr"):
        text = quote_text(told, known.number)
    services.accept_quote(jean, quote, text=text, language="fr")


def _paid(person: Actor, dossier_id: uuid.UUID, line_id: uuid.UUID, cents: int) -> None:
    services.record_payment(
        person, _dossier(dossier_id), line_id=line_id, amount_cents=cents, paid_on=today()
    )


def _dossier(dossier_id: uuid.UUID) -> Dossier:
    found = dossier_by_id(dossier_id)
    if found is None:
        raise LookupError("the demo lost the dossier it had just made")
    return found
