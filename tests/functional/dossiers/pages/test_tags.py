"""Tags as pages: kept, put on a dossier, seen in the board and the list, looked for."""

from capitune.core.db import db
from capitune.dossiers.models import Tag
from tests.factories.tags import tag_of
from tests.functional.dossiers.pages.scene import Scene, words

LIST = "/dossiers/tags"


def seen(scene: Scene, who: str, path: str) -> str:
    return words(scene.browser(who).get(path).get_data(as_text=True))


def test_one_is_kept_put_on_a_dossier_found_and_removed(scene: Scene) -> None:
    anne, here = scene.browser("anne"), f"{scene.url}/tags"
    assert anne.submit(LIST, {"name": "Boursière", "tint": "teal"}).status_code == 303
    for wrong in ({"name": "boursiere"}, {"name": " "}, {"name": "x" * 41}):
        answer = anne.submit(LIST, wrong)
        assert answer.status_code == 422, wrong
        assert wrong["name"].strip() in answer.get_data(as_text=True)
    tag = db.session.scalars(db.select(Tag)).one()
    came = {"tags": str(tag.id), "new": "À relancer", "came": "family=study&q=//evil"}
    answer = anne.submit(here, came)
    assert answer.status_code == 303
    assert answer.location == (
        f"/dossiers?view=list&family=study&q=%2F%2Fevil#case-{scene.dossier.id}"
    )
    for path in (scene.url, "/dossiers", "/dossiers?view=list", f"/dossiers?tag={tag.id}", here):
        assert "Boursière" in (page := seen(scene, "anne", path)), path
        assert "À relancer" in page, path
    assert f'value="{tag.id}" checked' in anne.get(here).get_data(as_text=True)
    assert anne.submit(here, {"tags": [str(tag.id), "nonsense"]}).status_code == 422
    assert anne.submit(here, {}).location == scene.url
    assert scene.dossier.number not in seen(scene, "anne", f"/dossiers?view=list&tag={tag.id}")
    edit = f"{LIST}/{tag.id}/edit"
    assert anne.submit(edit, {"name": "Bourse obtenue", "tint": "?"}).status_code == 422
    assert anne.submit(edit, {"name": "Bourse obtenue", "tint": "rust"}).status_code == 303
    assert "Bourse obtenue" in seen(scene, "anne", LIST)
    assert anne.submit(f"{LIST}/{tag.id}/remove").status_code == 303
    assert scene.dossier.number in seen(scene, "anne", f"/dossiers?view=list&tag={tag.id}")


def test_nobody_else_hears_of_them(scene: Scene) -> None:
    tag = tag_of(scene.people["anne"], "Chantecler", scene.dossier)
    assert "Chantecler" in seen(scene, "anne", scene.url)
    parts = ("", "/steps", "/messages", "/budget", "/history", "/exports")
    pages = [*(scene.url + part for part in parts), "/dossiers", "/dashboard", "/notifications"]
    for who in ("aminata", "bruno", "admin"):
        told = [path for path in pages if "Chantecler" in seen(scene, who, path)]
        assert told == [], who
        for path in (f"{scene.url}/tags", f"{LIST}/{tag.id}/edit", f"{LIST}/{tag.id}/remove"):
            expected = 200 if who == "bruno" and path.startswith(scene.url) else 404
            assert scene.browser(who).get(path).status_code == expected, (who, path)
    assert "Chantecler" not in seen(scene, "bruno", f"{scene.url}/tags")
    assert "Chantecler" not in seen(scene, "bruno", f"/dossiers?view=list&tag={tag.id}")
