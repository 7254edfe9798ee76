"""Two people change one step at once: whoever read it first and comes second is told."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.core.errors import DomainError
from capitune.dossiers import services
from capitune.dossiers.queries import step_by_id
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.factories.steps import add
from tests.support.together import at_once, refusals


@pytest.mark.parametrize("told", [{"done": True}, {"hold_reason": "Attend l’école."}])
def test_the_second_of_two_is_told_that_it_read_an_older_one(
    live_app: Flask, told: dict[str, Any]
) -> None:
    owner, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(owner)
    assign(dossier, anne)
    key = add(dossier, anne).id
    both_read = threading.Barrier(2)

    def changing(who: User, changes: dict[str, Any]) -> Callable[[], Any]:
        actor = acting(who)

        def act() -> Any:
            step = step_by_id(key)
            assert step is not None
            both_read.wait(10)
            return services.follow_changes(actor, step, changes, version=1).version

        return act

    results = at_once(
        live_app, changing(anne, {"title": "Appeler la banque"}), changing(anne, told)
    )
    assert refusals(results) == ["stale_version"]
    assert [r for r in results if not isinstance(r, DomainError)] == [2]
