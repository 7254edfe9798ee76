"""The page of the queue, and going through it: decide, then the next."""

import re

import pytest

from capitune.core.db import db
from capitune.dossiers.models import Dossier
from capitune.dossiers.states import DocumentStatus, ReviewerRole
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier
from tests.factories.requirements import asks_for
from tests.functional.dossiers.pages.scene import Scene, words

LINK = re.compile(r'<h2 class="h3"><a class="strong" href="([^"]+)"')


@pytest.fixture
def more(scene: Scene) -> Dossier:
    """A second dossier of Anne's, with one version that waits: the newest."""
    found = make_dossier(scene.people["other"])
    assign(found, scene.people["anne"], ReviewerRole.LEAD)
    scene.documents["elsewhere"] = receive(found, "ID_PASSPORT")
    return found


def links(scene: Scene, path: str = "/review") -> list[str]:
    """Where the rows of the page lead, the oldest first."""
    html = scene.browser("anne").get(path).get_data(as_text=True)
    return [link.replace("&amp;", "&") for link in LINK.findall(html)]


def place(scene: Scene, name: str, dossier: Dossier | None = None, query: str = "queue=all") -> str:
    dossier = dossier or scene.dossier
    return f"/dossiers/{dossier.id}/documents/{scene.documents[name].id}/review?{query}"


def validate(scene: Scene, name: str, path: str) -> str:
    """Validate there; where one is sent on to."""
    db.session.expire_all()
    seen = {"status": "validated", "version": scene.document(name).version}
    answer = scene.browser("anne").submit(path, seen, page=path)
    assert answer.status_code == 303
    db.session.expire_all()
    assert scene.document(name).status is DocumentStatus.VALIDATED
    return str(answer.location)


def test_all_that_waits_in_all_dossiers(scene: Scene, more: Dossier) -> None:
    html = scene.browser("anne").get("/review").get_data(as_text=True)
    assert links(scene) == [
        place(scene, "received"),
        place(scene, "second"),
        place(scene, "elsewhere", more),
    ]
    assert "Moussa Traoré" in words(html)
    assert more.number in html
    assert "3 à vérifier" in words(html)
    assert links(scene, "/review?limit=1&type=ID_PASSPORT") == [
        place(scene, "received", query="queue=all&type=ID_PASSPORT")
    ]


def test_pages_of_the_queue_keep_the_filter(scene: Scene, more: Dossier) -> None:
    html = scene.browser("anne").get("/review?limit=1&type=ID_PASSPORT").get_data(as_text=True)
    onward = re.search(r'<a class="btn btn-2" href="(/review\?[^"]+after=[^"]+)"', html)
    assert onward is not None
    query = "queue=all&type=ID_PASSPORT"
    assert links(scene, onward[1].replace("&amp;", "&")) == [
        place(scene, "elsewhere", more, query=query)
    ]


def test_decide_and_go_on_across_dossiers_and_back_at_the_end(scene: Scene, more: Dossier) -> None:
    first, last = place(scene, "second"), place(scene, "elsewhere", more)
    html = scene.browser("anne").get(first).get_data(as_text=True)
    assert "2 sur 3 à vérifier" in words(html)
    assert f'data-key="j" href="{last.replace("&", "&amp;")}"' in html
    assert f'action="{first}"' in html
    assert validate(scene, "second", first) == last
    # The last is followed by the first, and then by the queue that is empty.
    assert validate(scene, "elsewhere", last) == place(scene, "received")
    assert validate(scene, "received", place(scene, "received")) == "/review"
    assert "Rien n’attend votre décision" in words(
        scene.browser("anne").get("/review").get_data(as_text=True)
    )


def test_a_filter_holds_from_one_to_the_next(scene: Scene, more: Dossier) -> None:
    query = "queue=all&type=ID_PASSPORT"
    here, onward = place(scene, "received", query=query), place(scene, "elsewhere", more, query)
    assert "1 sur 2 à vérifier" in words(scene.browser("anne").get(here).get_data(as_text=True))
    assert validate(scene, "received", here) == onward
    assert validate(scene, "elsewhere", onward) == "/review?type=ID_PASSPORT"
    html = scene.browser("anne").get("/review?type=ID_PASSPORT").get_data(as_text=True)
    assert "Rien de tel n’attend" in words(html)


def test_without_a_queue_one_stays_in_the_dossier(scene: Scene, more: Dossier) -> None:
    assert validate(scene, "received", scene.review("received")) == scene.review("second")
    assert validate(scene, "second", scene.review("second")) == scene.url


@pytest.mark.parametrize(
    "path",
    ["/review?type=%00&role=x&dossier=%27", "/review?after=nope", "/review?limit=0"],
)
def test_a_wrong_address(scene: Scene, path: str) -> None:
    expected = 200 if "type" in path else 422
    assert scene.browser("anne").get(path).status_code == expected


def test_bruno_s_queue_is_not_anne_s(scene: Scene) -> None:
    receive(scene.dossier, "FIN_BANK")
    html = scene.browser("bruno").get("/review").get_data(as_text=True)
    assert "Relevés bancaires" in words(html)
    assert "Passeport" not in words(html)


def test_of_several_files_each_says_which_it_is(scene: Scene) -> None:
    asks_for(scene.dossier, 2, "FIN_BANK")
    receive(scene.dossier, "FIN_BANK")
    second = receive(scene.dossier, "FIN_BANK")
    bruno = scene.browser("bruno")
    rows = bruno.get("/review").get_data(as_text=True).split('<li id="wait-')[1:]
    assert ["fichier 2, version 1" in words(row) for row in rows] == [False, True]
    page = bruno.get(f"{scene.url}/documents/{second.id}").get_data(as_text=True)
    assert "Version 1, fichier 2, envoyée le" in words(page)
