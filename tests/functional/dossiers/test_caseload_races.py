"""Several pages of one professional at once: what they keep is counted together, what they set aside stays true."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers import services
from capitune.dossiers.models import Case, Dossier, Tag, Tagging
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.tags import tag_by_id
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_professional
from tests.factories.tags import tag_of
from tests.support.together import at_once, refusals


def on(dossier: Dossier, act: Callable[[Dossier], Any]) -> Callable[[], Any]:
    """The act, of the dossier as its thread reads it."""
    key = dossier.id

    def of_it() -> Any:
        found = dossier_by_id(key)
        if found is None:
            raise NotFound
        return act(found)

    return of_it


def test_names_are_once_a_person_and_ten_stand_on_a_dossier(live_app: Flask) -> None:
    anne, dossier = make_professional("immigration"), make_dossier()
    assign(dossier, anne)
    actor = acting(anne)
    names = ("Été", "ete", "ETE", "été", "Eté", "éTÉ")
    results = at_once(
        live_app, *(lambda name=name: services.keep_tag(actor, name=name).id for name in names)
    )
    assert refusals(results) == ["tag_exists"] * 5
    assert db.session.scalar(select(func.count()).select_from(Tag)) == 1
    for number in range(8):
        tag_of(anne, f"T{number}", dossier)
    more = [tag_of(anne, f"M{number}").id for number in range(6)]

    def put(key: Any) -> Callable[[Dossier], None]:
        def act(found: Dossier) -> None:
            tag = tag_by_id(key)
            assert tag
            services.add_tag(actor, found, tag)

        return act

    results = at_once(live_app, *(on(dossier, put(key)) for key in more))
    assert refusals(results) == ["tags_on_one"] * 4
    assert db.session.scalar(select(func.count()).select_from(Tagging)) == 10


def test_what_is_set_aside_and_archived_at_once_stays_true(live_app: Flask) -> None:
    anne, dossier = make_professional("immigration"), make_dossier()
    assign(dossier, anne)
    actor, owner = acting(anne), acting(db.session.get_one(User, dossier.candidate_id))
    for _round in range(8):
        acts: list[Callable[[Dossier], Any]] = [
            lambda found: services.set_aside(actor, found),
            lambda found: services.archive(owner, found).id,
            lambda found: services.take_up(actor, found),
            lambda found: services.reopen(owner, found).id,
        ]
        assert refusals(at_once(live_app, *(on(dossier, act) for act in acts))) == []
        effective = func.coalesce(Dossier.archived_at, Case.aside_at)
        lying = select(Case.dossier_id).join(Dossier, Dossier.id == Case.dossier_id)
        assert (
            db.session.scalars(lying.where(effective.is_distinct_from(Case.archived_at))).all()
            == []
        )
