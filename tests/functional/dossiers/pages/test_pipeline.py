"""The pipeline as a page: a board and a list, and a dossier moved from one stage to the next."""

import pytest

from capitune.dossiers.states import Stage
from tests.functional.dossiers.pages.scene import Scene, words


def test_the_board_and_the_list(scene: Scene) -> None:
    browser = scene.browser("anne")
    board = words(browser.get("/dossiers").get_data(as_text=True))
    for said in ("Prospect", "Intéressé", "Actif", "Validé", "Aminata Diallo", "à vérifier"):
        assert said in board
    listed = words(browser.get("/dossiers?view=list&q=diallo").get_data(as_text=True))
    assert scene.dossier.number in listed
    none = words(browser.get("/dossiers?view=list&q=nobody").get_data(as_text=True))
    assert "Aucun client de ce genre" in none
    assert "data-case" not in browser.get("/dossiers?turn=authority").get_data(as_text=True)


def move(scene: Scene, stage: str, board: str = "") -> tuple[int, str]:
    form = {"stage": stage, "board": board}
    answer = scene.browser("anne").submit(f"{scene.url}/stage", form, page="/dossiers")
    return answer.status_code, answer.location


def test_moved_from_the_board_one_comes_back_to_it(scene: Scene) -> None:
    here = f"#case-{scene.dossier.id}"
    assert move(scene, "interested", "family=study&q=diallo") == (
        303,
        f"/dossiers?family=study&q=diallo{here}",
    )
    assert scene.fresh().stage is Stage.INTERESTED
    told = words(scene.browser("anne").get("/dossiers").get_data(as_text=True))
    assert "à l’étape « Intéressé »" in told


def test_an_illegal_move_is_refused_on_the_board(scene: Scene) -> None:
    status, location = move(scene, "validated")
    assert (status, location) == (303, f"/dossiers#case-{scene.dossier.id}")
    assert scene.fresh().stage is Stage.PROSPECT
    told = words(scene.browser("anne").get("/dossiers").get_data(as_text=True))
    assert "une étape à la fois" in told


@pytest.mark.parametrize(
    "board",
    ["//evil.example", "next=https://evil.example", "q=%0d%0aSet-Cookie:x", "\x00", "&" * 2000],
)
def test_one_comes_back_nowhere_else(scene: Scene, board: str) -> None:
    status, location = move(scene, "interested", board)
    assert status == 303
    assert location.startswith("/dossiers")
    assert "evil" not in location
    assert "\n" not in location


def test_a_cursor_that_is_none_of_ours_is_refused(scene: Scene) -> None:
    assert scene.browser("anne").get("/dossiers?view=list&after=x").status_code in (400, 422)
