"""What the first rules do with texts that people write: fifty who ask for help or warn others, fifty who deceive.

Run with ``-s`` to read which ones go wrong. Both sets were written before the rules were tried on them; the rules were then
corrected once by what went wrong (before: one honest text held, fifteen deceits published).
"""

from pathlib import Path

import pytest
from flask import Flask

from capitune.safety.queries.rules import asked_rules
from capitune.safety.states import Tier
from capitune.safety.watching import Watched, watch

CORPUS = Path(__file__).parent / "corpus"
# As measured; a rule that is changed may only make these better.
MISSED = 10


def texts(name: str) -> list[str]:
    return [each.strip() for each in (CORPUS / f"{name}.txt").read_text().split("\n---\n")]


def told(text: str, watched: Watched) -> str:
    signals = ",".join(sorted(watched.signals)) or "no signal"
    return f"{'held' if watched.verdict.held else 'published'} [{signals}] {text[:100]}"


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    return app


@pytest.mark.parametrize("tier", list(Tier))
def test_nobody_who_asks_for_help_is_held(tier: Tier) -> None:
    rules, asked = asked_rules(), texts("honest")
    seen = {text: watch(text, rules, tier=tier) for text in asked}
    wrong = [told(text, each) for text, each in seen.items() if each.verdict.held]
    print(f"\n{tier}: {len(asked)} honest, {len(wrong)} held")  # noqa: T201
    assert len(asked) == 50
    assert wrong == []


def test_most_deceits_of_new_members_are_held() -> None:
    rules, tried = asked_rules(), texts("scam")
    seen = {text: watch(text, rules, tier=Tier.T0) for text in tried}
    missed = [told(text, each) for text, each in seen.items() if not each.verdict.held]
    print(  # noqa: T201
        f"\n{len(tried)} deceits, {len(tried) - len(missed)} held, {len(missed)} published:",
        *missed,
        sep="\n  ",
    )
    assert len(tried) == 50
    assert len(missed) <= MISSED
