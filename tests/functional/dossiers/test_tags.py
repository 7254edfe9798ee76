"""A professional's own tags: how many, of what name, on which dossiers, for how long, and for whose eyes."""

import pytest
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound
from capitune.core.ids import new_id
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Tag, Tagging
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.caseload import board, caseload
from capitune.dossiers.queries.tags import borne, tags_of
from capitune.dossiers.sought import Sought, sought
from capitune.dossiers.states import ReviewerRole, Tint
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.factories.tags import tag_of
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


def followed_by(*team: User) -> Dossier:
    dossier = make_dossier(make_person())
    for person in team:
        assign(dossier, person)
    return dossier


def refusal(act: object, *args: object, **kwargs: object) -> str:
    """The code with which this act refuses."""
    assert callable(act)
    with pytest.raises((Invalid, Conflict)) as refused, unit_of_work():
        act(*args, **kwargs)
    errors = getattr(refused.value, "errors", ())
    return errors[0].code if errors else refused.value.code


def names_on(dossier: Dossier, person: User) -> list[str]:
    tags = tags_of(acting(person), [dossier.id])
    return [tag.name for tag in borne(tags, dossier.id)]


def test_a_name_is_short_and_ones_own_only_once(anne: User) -> None:
    bruno = make_professional("finance")
    assert tag_of(anne, "  Boursière   2027 ").name == "Boursière 2027"
    keep, actor = services.keep_tag, acting(anne)
    for typed, code in {
        " ": "required",
        "": "required",
        "x" * 41: "too_long",
        "a\u202eb": "bad_text",
        "boursiere 2027": "tag_exists",
        "BOURSIÈRE 2027": "tag_exists",
    }.items():
        assert refusal(keep, actor, name=typed) == code, typed
    assert tag_of(anne, "é" * 40).name == "é" * 40
    assert tag_of(bruno, "Boursière 2027").user_id == bruno.id
    mine = tag_of(anne, "Urgent")
    assert refusal(services.change_tag, actor, mine, name="BOURSIERE 2027", tint=Tint.RUST) == (
        "tag_exists"
    )
    with unit_of_work():
        services.change_tag(actor, mine, name="URGENT", tint=Tint.RUST)
    assert ("URGENT", Tint.RUST) in [(tag.name, tag.tint) for tag in tags_of(actor)]
    with pytest.raises(NotFound), unit_of_work():
        services.remove_tag(acting(bruno), mine)


def test_fifty_are_kept_and_ten_are_borne(anne: User) -> None:
    dossier, actor = followed_by(anne), acting(anne)
    tags = [tag_of(anne, f"No {number}") for number in range(50)]
    assert refusal(services.keep_tag, actor, name="One more") == "too_many_tags"
    assert refusal(services.set_tags, actor, dossier, [], "One more") == "too_many_tags"
    ids = [tag.id for tag in tags]
    assert refusal(services.set_tags, actor, dossier, ids[:11]) == "tags_on_one"
    with unit_of_work():
        services.set_tags(actor, dossier, ids[:10], "no 3")  # one of them already: none more
    assert len(names_on(dossier, anne)) == 10
    assert refusal(services.add_tag, actor, dossier, tags[10]) == "tags_on_one"
    with unit_of_work():
        services.add_tag(actor, dossier, tags[3])
        services.set_tags(actor, dossier, ids[8:12])
    assert len(names_on(dossier, anne)) == 4


def test_nobody_uses_the_tags_of_another_nor_tags_what_is_not_theirs(anne: User) -> None:
    bruno = make_professional("finance")
    dossier, foreign = followed_by(anne, bruno), followed_by(bruno)
    theirs = tag_of(bruno, "Secret", dossier)
    for ids in ([theirs.id], [new_id()], [dossier.id]):
        assert refusal(services.set_tags, acting(anne), dossier, ids) == "unknown_tag"
    assert refusal(services.add_tag, acting(anne), dossier, theirs) == "unknown_tag"
    assert names_on(dossier, anne) == []
    with unit_of_work():
        services.set_tags(acting(anne), dossier, [], "Mine")
    assert (names_on(dossier, anne), names_on(dossier, bruno)) == (["Mine"], ["Secret"])
    owner = db.session.get_one(User, dossier.candidate_id)
    for person, subject in ((anne, foreign), (owner, dossier), (make_person(), dossier)):
        with pytest.raises(DomainError), unit_of_work():
            services.set_tags(acting(person), subject, [])


def test_tags_stay_while_one_accompanies_and_go_with_the_last_assignment(anne: User) -> None:
    bruno = make_professional("finance")
    dossier = followed_by(bruno)
    first, second = assign(dossier, anne), assign(dossier, anne, ReviewerRole.COACH)
    tag_of(anne, "Bourse", dossier)
    tag_of(bruno, "Autre", dossier)
    receive(dossier, "ID_PASSPORT")
    owner = acting(db.session.get_one(User, dossier.candidate_id))
    for act in (services.archive, services.reopen):
        found = dossier_by_id(dossier.id)
        assert found
        with unit_of_work():
            act(owner, found)
        assert names_on(dossier, anne) == ["Bourse"]
    unassign(second)
    assert names_on(dossier, anne) == ["Bourse"]
    unassign(first)
    found = dossier_by_id(dossier.id)
    assert found
    assign(found, anne)
    assert (names_on(dossier, anne), names_on(dossier, bruno)) == ([], ["Autre"])
    assert [tag.name for tag in tags_of(acting(anne))] == ["Bourse"]


def found(anne: User, **words: str) -> set[object]:
    return {row.id for row in caseload(acting(anne), sought(words), today(), 50).items}


def test_a_tag_finds_its_dossiers_and_one_that_is_gone_finds_all(anne: User) -> None:
    first, second, third = (followed_by(anne) for _ in range(3))
    tag, other = tag_of(anne, "Bourse", first, second), tag_of(anne, "Vide")
    theirs = tag_of(make_professional("finance"), "Bourse")
    assert found(anne, tag=str(tag.id)) == {first.id, second.id}
    assert found(anne, tag=str(other.id)) == set()
    assert found(anne, tag=str(tag.id), q=second.number) == {second.id}
    sizes = [lane.size for lane in board(acting(anne), Sought(tag=str(tag.id)), today())]
    assert sizes == [2, 0, 0, 0]
    key = str(tag.id)
    with unit_of_work():
        services.remove_tag(acting(anne), db.session.get_one(Tag, tag.id))
    everything = {first.id, second.id, third.id}
    for gone in (key, str(theirs.id), "nonsense", "", "\x00"):
        assert found(anne, tag=gone) == everything, gone
    assert db.session.scalar(select(func.count()).select_from(Tagging)) == 0


def test_they_leave_no_trace_that_others_read_and_are_read_in_one(anne: User) -> None:
    dossiers = [followed_by(anne) for _ in range(3)]
    counts = [select(func.count()).select_from(table) for table in (AuditEvent, OutboxRow)]
    before = [db.session.scalar(count) for count in counts]
    tag_of(anne, "Bourse", *dossiers)
    assert [db.session.scalar(count) for count in counts] == before
    with statements() as sent:
        (line,) = tags_of(acting(anne), [dossier.id for dossier in dossiers])
    assert (len(sent), set(line.bearers)) == (1, {dossier.id for dossier in dossiers})
    assert tags_of(acting(make_person())) == []
