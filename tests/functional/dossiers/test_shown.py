"""A page reads the whole past of the rows that it shows open, and of the others only what counts."""

import pytest
from sqlalchemy import delete

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import known_dossier, papers_of
from capitune.dossiers.queries.lines import Papers, RequirementLine
from capitune.dossiers.states import Scan
from tests.factories.documents import PDF, SCANNER, receive, reject, requirement_of, send, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")


def read(person: User, dossier: Dossier, *opened: str) -> tuple[Papers, Papers]:
    """Everything, and what a page with these open shows."""
    known = known_dossier(dossier.id)
    assert known is not None
    ids = [requirement_of(dossier, code).id for code in opened]
    return papers_of(known, acting(person)), papers_of(known, acting(person), ids)


def other(number: int) -> bytes:
    """A file like no other: the same one twice is named as a twin."""
    return PDF + f"% {number}\n".encode()


def by_code(papers: Papers) -> dict[str, RequirementLine]:
    return {row.code: row for row in papers.requirements}


def test_what_a_page_reads_of_the_past() -> None:
    awa, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(awa)
    assign(dossier, anne)
    for at, code in enumerate(("ID_PASSPORT", "ID_PHOTO")):
        reject(receive(dossier, code, data=other(10 + at)), anne)
        validate(receive(dossier, code, data=other(20 + at)), anne)
    for at in range(2):
        reject(receive(dossier, "EDU_TRANSCRIPTS", data=other(30 + at)), anne)
    validate(receive(dossier, "EDU_LOA", data=other(40)), anne)
    infected = send(dossier, "EDU_LOA", data=other(41))
    with unit_of_work():
        services.record_scan(SCANNER, infected.id, Scan.INFECTED)
    reject(receive(dossier, "EDU_DIPLOMAS", data=other(50)), anne)
    receive(dossier, "EDU_DIPLOMAS", data=other(51))
    with unit_of_work():
        services.waive(acting(anne), requirement_of(dossier, "EDU_DIPLOMAS"), "Le relevé suffit.")

    for person in (awa, anne):
        whole, shown = read(person, dossier)
        every, some = by_code(whole), by_code(shown)
        assert {c: len(every[c].versions) for c in ("ID_PASSPORT", "EDU_TRANSCRIPTS")} == {
            "ID_PASSPORT": 2,
            "EDU_TRANSCRIPTS": 2,
        }
        for code in ("EDU_TRANSCRIPTS", "EDU_LOA", "EDU_DIPLOMAS"):
            assert some[code] == every[code], code
        for code, row in some.items():
            assert (row.current, row.missing) == (every[code].current, every[code].missing), code
        assert len(some["ID_PASSPORT"].versions) == 1

        _whole, opened = read(person, dossier, "ID_PASSPORT")
        assert by_code(opened)["ID_PASSPORT"] == every["ID_PASSPORT"]
        assert len(by_code(opened)["ID_PHOTO"].versions) == 1


def test_the_twin_of_a_version_is_read_too() -> None:
    awa, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(awa)
    assign(dossier, anne)
    reject(receive(dossier, "ID_PASSPORT"), anne)
    receive(dossier, "ID_PASSPORT")
    receive(dossier, "EDU_LOA")
    whole, shown = read(anne, dossier)
    twins = [(p.twin_of(v), v) for p in (whole, shown) for v in by_code(p)["EDU_LOA"].versions]
    assert len(twins) == 2
    assert twins[0][0] is not None
    assert twins[0] == twins[1]


def test_whoever_decided_is_named_though_nothing_else_is_known_of_them() -> None:
    awa, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(awa)
    assign(dossier, anne)
    validate(receive(dossier), anne)
    with unit_of_work():
        db.session.execute(delete(Assignment).where(Assignment.professional_id == anne.id))
    _whole, shown = read(awa, dossier)
    (review,) = [v.review for v in by_code(shown)["ID_PASSPORT"].versions]
    assert review is not None
    assert review.reviewer.id == anne.id
