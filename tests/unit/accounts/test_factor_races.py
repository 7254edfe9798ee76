"""One code typed six times at once comes in once, on one pending sign-in or on six."""

import pytest
from flask import Flask

from capitune.accounts import services
from capitune.accounts.services import SecondStep
from capitune.core.work import unit_of_work
from tests.factories.factors import enrol
from tests.factories.people import make_person, nobody
from tests.unit.accounts.test_races import AT_ONCE, all_at_once


@pytest.mark.parametrize("kind", ["digits", "paper"])
@pytest.mark.parametrize("shared", [True, False])
def test_one_code_at_once_opens_one(live_app: Flask, kind: str, shared: bool) -> None:
    user = make_person()
    factor = enrol(user)
    code = factor.digits() if kind == "digits" else factor.code()
    with unit_of_work():
        tokens = [services.begin_second_step(nobody(), user) for _ in range(AT_ONCE)]

    def finish(number: int) -> object:
        token = tokens[0 if shared else number]
        assert token
        return services.finish_second_step(nobody(), token, code)

    answers = all_at_once(live_app, finish)
    assert sum(isinstance(answer, SecondStep) for answer in answers) == 1
    refusals = {answer for answer in answers if isinstance(answer, str)}
    assert refusals <= {"wrong_factor", "second_step_over"}
