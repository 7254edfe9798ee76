"""What cannot be provided, on the pages of both sides; what expires before the submission."""

from datetime import timedelta

from capitune.core.clock import today
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.services import Described
from capitune.dossiers.states import Exemption
from tests.factories.documents import receive
from tests.factories.requirements import owner_of, row_of
from tests.functional.dossiers.pages.scene import Scene, words

CODE = "FIN_BANK"


def post(scene: Scene, path: str, name: str = "aminata", **fields: str) -> tuple[int, str]:
    browser = scene.browser(name)
    sent = {"csrf_token": browser.token("/dashboard"), **fields}
    answer = browser.post(f"{scene.row(CODE)}/{path}", data=sent)
    return answer.status_code, words(answer.get_data(as_text=True))


def said(scene: Scene, name: str = "aminata", code: str = CODE) -> str:
    page = scene.opened(name, code)
    return words(page)


def stands(scene: Scene) -> Exemption | None:
    return row_of(scene.fresh(), CODE).exemption


def test_from_the_reason_to_the_waiver_and_back(scene: Scene) -> None:
    assert "Je ne peux pas le fournir" in said(scene)
    form = scene.browser("aminata").get(f"{scene.row(CODE)}/excuse").get_data(as_text=True)
    assert 'name="reason"' in form
    assert post(scene, "excuse", reason="Ma banque <b>a fermé</b>.")[0] == 303
    assert "Vous avez dit ne pas pouvoir le fournir." in said(scene)
    page = scene.browser("bruno").get(scene.url).get_data(as_text=True)
    assert "Ma banque &lt;b&gt;a fermé&lt;/b&gt;." in page  # open where it waits for them
    assert f'href="{scene.row(CODE)}/answer"' in page
    assert "/answer" not in said(scene, "anne") or stands(scene) is Exemption.EXCUSED
    assert post(scene, "answer", "bruno", decision="waived", reason="Inutile ici.")[0] == 303
    told = said(scene)
    assert "Bruno Tremblay s’en passe. Inutile ici." in told
    assert "Je ne peux pas le fournir" not in told
    assert post(scene, "restore", "bruno")[0] == 303
    assert stands(scene) is None


def test_all_the_same(scene: Scene) -> None:
    post(scene, "excuse", reason="Ma banque a fermé.")
    status, answer = post(scene, "answer", "bruno", reason="Demandez à l’agence.")
    assert (status, stands(scene)) == (422, Exemption.EXCUSED)
    assert "Demandez à l’agence." in answer  # nothing typed is lost
    assert post(scene, "answer", "bruno", decision="insisted", reason="Essayez.")[0] == 303
    page = words(scene.browser("aminata").get(scene.url).get_data(as_text=True))
    assert "Bruno Tremblay le demande malgré tout. Essayez." in page
    assert post(scene, "excuse/withdraw")[0] == 303
    assert stands(scene) is None


def test_a_reason_that_is_none_is_asked_for_again(scene: Scene) -> None:
    for reason in ("", "   ", "x" * 2001):
        status, page = post(scene, "excuse", reason=reason)
        assert status == 422
    assert "Écrivez quelques mots" in post(scene, "excuse", reason=" ")[1]
    assert stands(scene) is None
    assert page


def test_staff_read_that_it_is_excused_and_not_why(scene: Scene) -> None:
    post(scene, "excuse", reason="Ma banque a fermé.")
    assert "banque a fermé" not in said(scene, "admin")


def test_how_many_files_are_needed(scene: Scene) -> None:
    assert "Fichiers nécessaires" in said(scene, "bruno")
    assert post(scene, "files", "bruno", files="3")[0] == 303
    assert row_of(scene.fresh(), CODE).asked == 3
    for wrong in ("0", "21", "x", "", "9" * 40):
        assert post(scene, "files", "bruno", files=wrong)[0] == 303
    assert row_of(scene.fresh(), CODE).asked == 3


def test_what_expires_before_the_submission_is_flagged(scene: Scene) -> None:
    day = today() + timedelta(days=60)
    with unit_of_work():
        dossier, owner = scene.fresh(), owner_of(scene.dossier)
        services.edit_dossier(owner, dossier, changes={"planned_submission_on": day})
        told = Described(expires_on=day - timedelta(days=1))
        services.describe(owner, scene.document("validated"), told)
    page = words(scene.browser("aminata").get(scene.url).get_data(as_text=True))
    assert "Expire avant le dépôt" in page
    assert "avant votre dépôt du" in page
    receive(scene.dossier, "EDU_TRANSCRIPTS")  # what was to replace is sent
    home = words(scene.browser("aminata").get("/dashboard").get_data(as_text=True))
    assert "Renouveler" in home
