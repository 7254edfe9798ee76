"""Files and answers at once, on real connections: none is lost, none is given twice."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.files.intake import StoredFile
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.services import Target
from capitune.dossiers.states import Exemption, ReviewerRole, Way
from tests.factories.documents import PDF, requirement_of, store
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_professional
from tests.factories.requirements import asks_for, owner_of, row_of
from tests.support.together import at_once

pytestmark = pytest.mark.usefixtures("live_app")
CODE = "FIN_BANK"


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


def sending(dossier: Dossier, stored: StoredFile, **more: Any) -> Callable[[], Any]:
    owner = owner_of(dossier)

    def act() -> Any:
        asked = requirement_of(dossier, CODE)
        return services.add_document(owner, asked, stored=stored, **more).id

    return act


def loaded(key: Any) -> Document:
    found = document_by_id(key)
    assert found is not None
    return found


def versions(dossier: Dossier) -> list[tuple[int, int]]:
    """Place and number of each version."""
    found = db.session.scalars(select(Document).where(Document.dossier_id == dossier.id))
    return sorted((v.position, v.number) for v in found)


def test_files_sent_at_once_each_have_a_place(live_app: Flask, dossier: Dossier) -> None:
    asks_for(dossier, 4, CODE)
    acts = [sending(dossier, store(PDF + b"%d" % n)) for n in range(4)]
    assert not [r for r in at_once(live_app, *acts) if isinstance(r, DomainError)]
    assert versions(dossier) == [(1, 1), (2, 1), (3, 1), (4, 1)]


def test_one_file_sent_at_once_is_as_many_versions(live_app: Flask, dossier: Dossier) -> None:
    acts = [sending(dossier, store()) for _ in range(4)]
    assert not [r for r in at_once(live_app, *acts) if isinstance(r, DomainError)]
    assert versions(dossier) == [(1, 1), (1, 2), (1, 3), (1, 4)]
    (file,) = row_of(dossier, CODE).files
    assert file.original is not None
    assert file.original.number == 4
    twins = [v.duplicate_of_id for v in file.versions]  # the same bytes, each told of the last
    assert twins == [v.id for v in file.versions[1:]] + [None]


def test_files_moved_at_once_stay_in_one_order(live_app: Flask, dossier: Dossier) -> None:
    owner, keys = owner_of(dossier), []
    for n in range(3):
        with unit_of_work():
            target = Target(is_new=True)
            keys.append(sending(dossier, store(PDF + b"%d" % n), target=target)())

    def moving(key: Any, way: Way) -> Callable[[], Any]:
        return lambda: services.move_file(owner, loaded(key), way)

    at_once(live_app, moving(keys[0], Way.DOWN), moving(keys[2], Way.UP), moving(keys[1], Way.UP))
    assert [place for place, _ in versions(dossier)] == [1, 2, 3]


def test_an_excuse_answered_twice_at_once_has_one_answer(live_app: Flask, dossier: Dossier) -> None:
    people: list[User] = [make_professional("finance") for _ in range(2)]
    for person in people:
        assign(dossier, person, ReviewerRole.FINANCE)
    with unit_of_work():
        services.excuse(owner_of(dossier), requirement_of(dossier, CODE), "Ma banque a fermé.")
    first, second = (acting(person) for person in people)
    results = at_once(
        live_app,
        lambda: services.waive(first, requirement_of(dossier, CODE), "Inutile."),
        lambda: services.insist(second, requirement_of(dossier, CODE), "Il le faut."),
    )
    asked = requirement_of(dossier, CODE)
    refused = [r.code for r in results if isinstance(r, DomainError)]
    if asked.exemption is Exemption.WAIVED:
        # Insisting first, then doing without: both are answers. The other way round, one is told.
        assert refused in ([], ["not_excused"])
        assert asked.answer == "Inutile."
    else:
        assert refused == []
