"""Saved views: filters under a name, that outlive what they name."""

from urllib.parse import quote

from capitune.core.db import db
from capitune.dossiers.models import SavedView
from tests.factories.tags import tag_of
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.statements import statements

LIST, NEW = "/dossiers/views", "/dossiers/views/new"


def seen(scene: Scene, path: str, who: str = "anne") -> str:
    answer = scene.browser(who).get(path)
    assert answer.status_code == 200, path
    return words(answer.get_data(as_text=True))


def test_filters_are_kept_opened_renamed_and_removed(scene: Scene) -> None:
    anne = scene.browser("anne")
    tag = tag_of(scene.people["anne"], "Bourse", scene.dossier)
    chosen = f"stage=prospect&tag={tag.id}&q=Diallo"
    page = anne.get(f"/dossiers?view=list&{chosen}").get_data(as_text=True)
    assert f"{NEW}?view=list&amp;stage=prospect&amp;tag={tag.id}&amp;q=Diallo" in page
    asked = seen(scene, f"{NEW}?view=list&{chosen}")
    assert "Prospect" in asked
    assert "Bourse" in asked
    form = {"name": " Mes  boursiers ", "chosen": chosen, "view": "list"}
    assert anne.submit(NEW, form).status_code == 303
    for wrong in ({"name": "MES BOURSIÉRS"}, {"name": " "}, {"name": "x" * 41}):
        assert anne.submit(NEW, form | wrong).status_code == 422, wrong
    view = db.session.scalars(db.select(SavedView)).one()
    assert (view.name, view.is_list) == ("Mes boursiers", True)
    address = f"/dossiers?view=list&stage=prospect&tag={tag.id}&q=Diallo"
    opened = anne.get(address).get_data(as_text=True)
    assert f'href="{address.replace("&", "&amp;")}" aria-current="page">Mes boursiers' in opened
    assert "Mes boursiers" in seen(scene, "/dossiers")
    assert anne.submit(f"{LIST}/{view.id}/edit", {"name": "Boursiers"}).status_code == 303
    assert "Boursiers" in seen(scene, LIST)
    # What it named is gone: the rest still counts.
    assert anne.submit(f"/dossiers/tags/{tag.id}/remove").status_code == 303
    assert "Bourse " not in seen(scene, LIST)
    assert scene.dossier.number in seen(scene, address)
    assert anne.submit(f"{LIST}/{view.id}/remove").status_code == 303
    assert "Aucune vue" in seen(scene, LIST)


def test_nonsense_is_left_out_and_others_see_nothing(scene: Scene) -> None:
    anne = scene.browser("anne")
    long = "&".join(f"x{number}=1" for number in range(3000))
    for number, chosen in enumerate(
        ("stage=nowhere&tag=x&late=2&q=%00", "&;=", long, "q=" + "é" * 900)
    ):
        form = {"name": f"Vue {number}", "chosen": chosen, "view": "<script>"}
        assert anne.submit(NEW, form).status_code == 303, chosen[:20]
    kept = db.session.scalars(db.select(SavedView).order_by(SavedView.id)).all()
    assert [view.chosen for view in kept] == [{}, {}, {}, {"q": "é" * 80}]
    assert not any(view.is_list for view in kept)
    assert seen(scene, f"{NEW}?{quote(chr(0))}=&view=list")
    for number in range(4, 20):
        assert anne.submit(NEW, {"name": f"Vue {number}"}).status_code == 303
    full = anne.submit(NEW, {"name": "Une de plus"})
    assert full.status_code == 422
    assert "20" in words(full.get_data(as_text=True))
    with statements() as sent:
        seen(scene, "/dossiers?view=list")
    assert len(sent) <= 5
    for who in ("bruno", "aminata", "admin"):
        for act in ("edit", "remove"):
            assert scene.browser(who).get(f"{LIST}/{kept[0].id}/{act}").status_code == 404
        assert "Vue 1" not in seen(scene, "/dossiers", who)
