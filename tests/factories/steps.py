"""Steps made by the product's own acts."""

from datetime import date, timedelta
from typing import Any

from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.states import Owner
from tests.factories.people import acting


def add(
    dossier: Dossier,
    author: User,
    title: str = "Appeler l’école",
    owner: Owner = Owner.CANDIDATE,
    target_on: date | None = None,
    **facts: Any,
) -> Step:
    """A step that ``author`` adds, due in three weeks unless said otherwise."""
    with unit_of_work():
        held = dossier_by_id(dossier.id)
        assert held is not None
        on = target_on or today() + timedelta(days=21)
        return services.add_step(
            acting(author), held, title=title, owner=owner, target_on=on, **facts
        )
