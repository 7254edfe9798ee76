"""What pages cost in SQL statements, session and person included: the same for 3 requirements and for 40."""

import pytest
from sqlalchemy import delete, update

from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document, Requirement, Review
from capitune.dossiers.states import Necessity, ReviewerRole
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier
from tests.functional.dossiers.pages.scene import Scene
from tests.support.statements import statements

LIST, DOSSIER, HOME = 4, 8, 9
PIPELINE = LIST + 1  # with the reader's tags
KEPT = ("ID_PASSPORT", "EDU_DIPLOMAS", "ID_PHOTO")


def shrink(scene: Scene) -> None:
    """Leave three requirements."""
    others = (Requirement.dossier_id == scene.dossier.id, Requirement.code.not_in(KEPT))
    ids = db.session.scalars(db.select(Requirement.id).where(*others)).all()
    versions = db.session.scalars(
        db.select(Document.id).where(Document.requirement_id.in_(ids))
    ).all()
    with unit_of_work():
        db.session.execute(delete(Review).where(Review.document_id.in_(versions)))
        db.session.execute(delete(Document).where(Document.id.in_(versions)))
        db.session.execute(delete(Requirement).where(Requirement.id.in_(ids)))


def grow(scene: Scene) -> None:
    """Have forty requirements, each with a version that waits."""
    with unit_of_work():
        db.session.execute(
            update(Requirement)
            .where(Requirement.dossier_id == scene.dossier.id)
            .values(necessity=Necessity.REQUIRED)
        )
        db.session.add(
            Requirement(
                id=new_id(),
                dossier_id=scene.dossier.id,
                code="MORE",
                category="identite",
                labels={"fr": "Encore un", "en": "One more"},
                necessity=Necessity.REQUIRED,
                reviewer_role=ReviewerRole.LEAD,
                sensitive=False,
                lead_days=3,
                position=999,
            )
        )
    held = db.session.scalars(
        db.select(Requirement.code).where(Requirement.dossier_id == scene.dossier.id)
    ).all()
    assert len(held) == 40
    for code in held[:12]:
        receive(scene.dossier, code)
    for number in range(5):
        more = make_dossier()
        assign(more, scene.people["anne"], ReviewerRole.LEAD)
        receive(more, KEPT[number % 3])


def cost(scene: Scene, name: str, path: str) -> int:
    with statements() as sent:
        answer = scene.browser(name).get(path)
    assert answer.status_code == 200, path
    return len(sent)


def pages(scene: Scene) -> list[tuple[str, str, int]]:
    return [
        ("aminata", "/dashboard", HOME),
        ("anne", "/dashboard", HOME),
        ("admin", "/dashboard", LIST),
        ("moderator", "/dashboard", LIST),
        ("other", "/dossiers", LIST),
        ("anne", "/dossiers", PIPELINE),
        ("anne", "/dossiers?view=list&q=diallo&turn=mine", PIPELINE),
        ("anne", "/dossiers/tags", LIST),
        ("anne", f"{scene.url}/tags", LIST),
        ("admin", "/dossiers", LIST),
        ("unverified", "/dossiers", LIST),
        ("aminata", "/notifications", LIST),
        ("aminata", "/vault", LIST),
        ("aminata", "/profile/calendar", LIST),
        ("aminata", scene.url, DOSSIER),
        ("anne", scene.url, DOSSIER),
        ("admin", scene.url, DOSSIER),
        ("aminata", f"{scene.url}/steps", DOSSIER),
        ("aminata", f"{scene.url}/messages", DOSSIER),
        ("anne", f"{scene.url}/messages", DOSSIER),
        ("anne", f"{scene.url}/notes", DOSSIER),
        ("aminata", f"{scene.url}/budget", DOSSIER),
        ("anne", f"{scene.url}/budget", DOSSIER),
        ("admin", f"{scene.url}/budget", DOSSIER),
        ("anne", f"{scene.url}/history", DOSSIER),
        ("aminata", f"{scene.url}/history", DOSSIER),
        ("anne", "/review", LIST),
        ("anne", "/review?type=ID_PASSPORT&role=immigration", LIST),
        ("anne", scene.review("received"), DOSSIER),
        ("anne", f"{scene.review('received')}?queue=all&type=ID_PASSPORT", DOSSIER),
        ("aminata", scene.review("received"), DOSSIER),
    ]


@pytest.mark.parametrize("resize", [shrink, grow], ids=["3 requirements", "40 requirements"])
def test_pages_stay_inside_their_budget(scene: Scene, resize: object) -> None:
    assert callable(resize)
    resize(scene)
    over = {
        f"{name} {path}": found
        for name, path, most in pages(scene)
        if (found := cost(scene, name, path)) > most
    }
    assert over == {}
    assert cost(scene, "aminata", scene.url) > 4  # something was counted


def test_a_fragment_and_a_public_page_read_no_menu(scene: Scene) -> None:
    with statements() as sent:
        scene.browser("aminata").get("/legal/terms")
    assert len(sent) == 2  # the session, the text
    row = scene.row("ID_PASSPORT")
    with statements() as whole:
        scene.browser("aminata").get(row, headers={"HX-Request": "true"})
    assert len(whole) < DOSSIER
