"""Letters about licences, in both languages: their words are there, and nothing that was not asked."""

import pytest
from flask import Flask

from capitune.accounts.states import Profession
from capitune.core.work import unit_of_work
from capitune.professionals import services
from tests.support.mailbox import received
from tests.unit.professionals.scene import CONTACT, FACTS, NONE, Scene

WORDS = {
    "fr": {
        "credential_approved": "vérifié",
        "credential_refused": "<b>Nom</b> différent",
        "licence_lost": "<b>Nom</b> différent",
        "credential_contact_code": "dans les 15 minutes",
    },
    "en": {
        "credential_approved": "have checked your licence",
        "credential_refused": "<b>Nom</b> différent",
        "licence_lost": "<b>Nom</b> différent",
        "credential_contact_code": "within 15 minutes",
    },
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", WORDS["fr"])
def test_each_letter_says_what_happened(app: Flask, kind: str, language: str) -> None:
    scene = Scene()
    anne = scene.professional()
    with unit_of_work():
        anne.language = language
    reason = "<b>Nom</b> différent"
    credential = scene.record(scene.submitted(anne), FACTS)
    to = anne.email
    if kind == "credential_contact_code":
        to = CONTACT
        with unit_of_work():
            services.send_contact_code(scene.admin, credential)
    elif kind == "credential_refused":
        with unit_of_work():
            services.reject(scene.admin, credential, reason)
    else:
        scene.approve(scene.proved(credential, anne))
    if kind == "licence_lost":
        with unit_of_work():
            services.suspend(scene.admin, credential, reason)
    (mail,) = received(to, kind)
    assert WORDS[language][kind] in mail.text
    assert "R123456" in mail.text
    assert "<b>Nom" not in mail.html


def test_what_has_no_register_is_called_after_its_profession(app: Flask) -> None:
    scene = Scene()
    bruno = scene.professional(Profession.FINANCE_CONSULTANT)
    scene.approve(scene.submitted(bruno, NONE))
    (mail,) = received(bruno.email, "credential_approved")
    assert mail.facts.subject == "Votre permis est vérifié\u202f: Conseiller financier"
