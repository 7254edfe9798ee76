"""Inviting a prospect and answering, on pages without a script."""

import re

from capitune.accounts.queries import user_by_email
from capitune.core.db import db
from capitune.dossiers.invitations import InvitationState, token_of
from capitune.dossiers.models import Invitation
from tests.factories.invitations import ADDRESS, fresh, make_invitation
from tests.factories.people import make_person
from tests.functional.dossiers.pages.scene import Scene, words
from tests.support.browserless import Browserless
from tests.support.mailbox import path_for

ASKED = {
    "name": "Awa",
    "email": ADDRESS,
    "language": "fr",
    "template": "ETU-ROC",
    "role": "immigration",
}
SIGN_UP = {
    "first_name": "Awa",
    "last_name": "Sow",
    "password": "lampe verte orage",
    "country": "SN",
    "accept_terms": "y",
}


def link(invitation: Invitation) -> str:
    return f"/invitations/answer/{token_of(invitation.id)}"


def test_a_professional_invites_and_sees_the_prospect(scene: Scene) -> None:
    anne = scene.browser("anne")
    assert "/invitations" in anne.get("/dossiers").get_data(as_text=True)
    assert "Personne n’est encore invité" in words(anne.get("/invitations").get_data(as_text=True))
    wrong = anne.submit("/invitations/new", ASKED | {"email": "awa"})
    assert wrong.status_code == 422
    assert 'value="Awa"' in wrong.get_data(as_text=True)
    sent = anne.submit("/invitations/new", ASKED)
    assert sent.status_code == 303
    page = anne.get(sent.location).get_data(as_text=True)
    assert "personne, vous compris, ne peut envoyer de document" in words(page)
    assert "Passeport" in page
    again = anne.submit(f"{sent.location}/send", page=sent.location)
    assert again.status_code == 409
    assert "vient de partir" in words(again.get_data(as_text=True))
    gone = anne.submit(f"{sent.location}/withdraw", page=sent.location)
    assert gone.status_code == 303
    assert "Retirée" in words(anne.get("/invitations").get_data(as_text=True))
    assert scene.browser("carla").get(sent.location).status_code == 404
    assert scene.browser("unverified").get("/invitations").status_code == 403


def test_whoever_has_no_account_makes_one_without_another_code(scene: Scene) -> None:
    make_invitation(scene.people["anne"])
    place = path_for(ADDRESS, "dossier_invitation")
    guest = Browserless(scene.app)
    text = words(guest.get(place).get_data(as_text=True))
    assert "Anne Lefebvre vous invite à ouvrir un dossier" in text
    weak = guest.submit(f"{place}/join", SIGN_UP | {"password": "short"})
    assert weak.status_code == 422
    assert user_by_email(ADDRESS) is None
    joined = guest.submit(f"{place}/join", SIGN_UP)
    assert (joined.status_code, joined.location) == (303, place)
    user = user_by_email(ADDRESS)
    assert user is not None
    assert user.email_verified_at is not None
    unticked = guest.submit(place)
    assert unticked.status_code == 422
    assert "Donnez d’abord votre accord" in words(unticked.get_data(as_text=True))
    opened = guest.submit(place, {"agrees": "y"})
    assert re.fullmatch(r"/dossiers/[0-9a-f-]{36}", opened.location)
    assert guest.get(opened.location).status_code == 200
    assert scene.browser("anne").get(opened.location).status_code == 200
    assert guest.get(place).location == opened.location
    consents = words(guest.get("/profile/consents").get_data(as_text=True))
    assert "Documents montrés à un professionnel qui vous a invité" in consents


def test_an_account_that_exists_is_told_to_its_owner_only(scene: Scene) -> None:
    make_person(email=ADDRESS)
    place = link(make_invitation(scene.people["anne"]))
    taken = Browserless(scene.app).submit(f"{place}/join", SIGN_UP)
    assert taken.status_code == 422
    assert "a déjà un compte" in words(taken.get_data(as_text=True))


def test_an_address_that_nobody_had_verified_starts_again(scene: Scene) -> None:
    squatter = make_person(email=ADDRESS, email_verified_at=None, first_name="Zoé")
    place = link(make_invitation(scene.people["anne"]))
    assert Browserless(scene.app).submit(f"{place}/join", SIGN_UP).status_code == 303
    user = user_by_email(ADDRESS)
    assert user is not None
    db.session.refresh(user)
    assert (user.id, user.first_name) == (squatter.id, "Awa")


def test_signed_in_with_another_address_it_says_so(scene: Scene) -> None:
    made = make_invitation(scene.people["anne"])
    for name in ("other", "carla"):
        browser = scene.browser(name)
        page = words(browser.get(link(made)).get_data(as_text=True))
        assert "envoyée à une autre adresse" in page
        assert browser.get(f"{link(made)}/join").location == link(made)
        tried = browser.submit(link(made), {"agrees": "y"})
        assert tried.status_code == 422
    assert fresh(made).state is InvitationState.SENT


def test_what_is_over_is_said_plainly(scene: Scene) -> None:
    guest = Browserless(scene.app)
    made = make_invitation(scene.people["anne"])
    declined = guest.submit(f"{link(made)}/decline", page=link(made))
    assert declined.status_code == 422
    assert "Vous avez décliné cette invitation" in words(declined.get_data(as_text=True))
    assert guest.get(f"{link(made)}/join").location == link(made)
    for dead in ("x", link(made)[20:-2] + "zz"):
        assert guest.get(f"/invitations/answer/{dead}").status_code == 422
