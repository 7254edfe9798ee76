"""Where each step stands on the road."""

import uuid
from datetime import UTC, date, datetime

import pytest

from capitune.dossiers.queries.lines import StepLine
from capitune.dossiers.states import Owner
from capitune.dossiers.words.route import State, states_of

DONE, HERE, AHEAD = State.DONE, State.HERE, State.AHEAD


def step(kind: str) -> StepLine:
    """``d``: done; ``p``: completed by a document; ``a``: added by a person; ``o``: by nobody, of the template."""
    return StepLine(
        id=uuid.uuid4(),
        code="STEP",
        labels={"fr": "Étape"},
        owner=Owner.CANDIDATE,
        starts_on=date(2027, 1, 1),
        target_on=date(2027, 2, 1),
        completes_with="ID_PASSPORT" if kind == "p" else None,
        done_at=datetime(2027, 1, 5, tzinfo=UTC) if kind == "d" else None,
        position=1,
        held_at=None,
        hold_reason="",
        added_by_id=uuid.uuid4() if kind == "a" else None,
        version=1,
    )


@pytest.mark.parametrize(
    ("steps", "states"),
    [
        ("", []),
        ("oo", [HERE, AHEAD]),
        ("do", [DONE, HERE]),
        ("od", [DONE, DONE]),
        ("pd", [HERE, DONE]),
        ("adp", [HERE, DONE, AHEAD]),
        ("oadp", [DONE, HERE, DONE, AHEAD]),
        ("dd", [DONE, DONE]),
    ],
)
def test_where_one_stands(steps: str, states: list[State]) -> None:
    assert states_of([step(kind) for kind in steps]) == states
