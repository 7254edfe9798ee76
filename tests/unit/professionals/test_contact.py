"""The code to the address that the register shows."""

import dataclasses

import pytest

from capitune.core.errors import Conflict, Invalid
from capitune.core.work import unit_of_work
from capitune.professionals import contactcodes, services
from capitune.professionals.models import Credential
from capitune.professionals.queries.credentials import latest_codes
from tests.factories.people import acting
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.unit.professionals.scene import CONTACT, FACTS, Scene, fresh


def send(scene: Scene, credential: Credential) -> str:
    with unit_of_work():
        code = services.send_contact_code(scene.admin, credential)
    return contactcodes.digits(code.id)


def is_wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06d}"


def refused(scene: Scene, credential: Credential, user: object, typed: str) -> None:
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.prove_contact(acting(user), credential, typed)  # type: ignore[arg-type]
    assert refusal.value.code == "wrong_code"


def test_it_goes_to_the_register_s_address_and_nowhere_else(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.record(scene.submitted(anne))
    digits = send(scene, credential)
    (mail,) = received(CONTACT, "credential_contact_code")
    assert digits in mail.text
    assert received(anne.email, "credential_contact_code") == []
    with unit_of_work():
        services.prove_contact(acting(anne), credential, f" {digits[:3]} {digits[3:]} ")
    assert fresh(credential).contact_proof_at is not None
    refused(scene, credential, anne, digits)


@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (0, False), (1, False)])
def test_it_lives_fifteen_minutes(
    scene: Scene, clock: MovedClock, seconds: int, good: bool
) -> None:
    anne = scene.professional()
    credential = scene.record(scene.submitted(anne))
    digits = send(scene, credential)
    clock.move(minutes=15, seconds=seconds)
    if good:
        with unit_of_work():
            services.prove_contact(acting(anne), credential, digits)
    else:
        refused(scene, credential, anne, digits)


def test_five_tries_and_even_the_right_one_is_refused(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.record(scene.submitted(anne))
    digits = send(scene, credential)
    for _ in range(5):
        refused(scene, credential, anne, is_wrong(digits))
    assert latest_codes(credential.id, 1)[0].tries == 5
    refused(scene, credential, anne, digits)


def test_a_newer_one_replaces_it(scene: Scene, clock: MovedClock) -> None:
    anne = scene.professional()
    credential = scene.record(scene.submitted(anne))
    first = send(scene, credential)
    with pytest.raises(Conflict) as refusal, unit_of_work():
        services.send_contact_code(scene.admin, credential)
    assert refusal.value.code == "code_too_soon"
    clock.move(seconds=61)
    second = send(scene, credential)
    refused(scene, credential, anne, first)
    with unit_of_work():
        services.prove_contact(acting(anne), credential, second)


def test_another_address_is_another_proof(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.proved(scene.record(scene.submitted(anne)), anne)
    scene.record(credential)
    assert fresh(credential).contact_proof_at is not None
    scene.record(credential, dataclasses.replace(FACTS, contact="other@cabinet.example"))
    assert fresh(credential).contact_proof_at is None


def test_a_code_for_the_address_before_is_worth_nothing(scene: Scene) -> None:
    anne = scene.professional()
    credential = scene.record(scene.submitted(anne))
    digits = send(scene, credential)
    scene.record(credential, dataclasses.replace(FACTS, contact="other@cabinet.example"))
    refused(scene, credential, anne, digits)


def test_without_an_address_there_is_no_code(scene: Scene) -> None:
    credential = scene.submitted(scene.professional())
    with pytest.raises(Conflict) as refusal, unit_of_work():
        services.send_contact_code(scene.admin, credential)
    assert refusal.value.code == "no_contact"
