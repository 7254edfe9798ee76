"""Phrases of rules: words, ``word*`` for whatever begins so, ``…`` for up to three words between, ``-`` before one that
keeps the others from counting.

No pattern of anybody's is ever run: a text is walked once, and at each word only the phrases that begin with it are tried.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from capitune.safety.plain import words_of
from capitune.safety.states import LONGEST_PHRASE, SHORTEST_LETTERS, Normaliser

GAP, MOST_BETWEEN, MOST_GAPS = "…", 3, 2
SHORTEST_STEM = 3


@dataclass(slots=True)
class Phrases:
    """Ready to be looked for: by their first word, or by how that one begins."""

    whole: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    letters: tuple[str, ...] = ()
    unless: "Phrases | None" = None

    def first_in(self, views: Sequence[str]) -> str:
        """The first of them that one of ``views`` (of ``plain.words_of``) holds; empty when none does, or when they hold
        one that is marked ``-``.
        """
        if self.unless and self.unless.first_in(views):
            return ""
        for view in views:
            run = "".join(view.split())
            found = next((each for each in self.letters if each in run), "")
            found = found or self._among(view.split())
            if found:
                return found
        return ""

    def _among(self, words: Sequence[str]) -> str:
        for place, word in enumerate(words):
            for phrase in (*self.whole.get(word, ()), *self.begun.get(word[:SHORTEST_STEM], ())):
                if _fits(phrase, words, place):
                    return " ".join(phrase)
        return ""


def tokens_of(phrase: str) -> tuple[str, ...]:
    """``phrase`` as it is compared; empty for one that cannot be: nothing in it, a star after fewer than three letters,
    ``…`` at an end or more than twice.
    """
    tokens: list[str] = []
    for part in phrase[:LONGEST_PHRASE].replace("...", GAP).split():
        tokens += [GAP] if part == GAP else _words(part)
    wrong = (
        not tokens
        or GAP in {tokens[0], tokens[-1]}
        or tokens.count(GAP) > MOST_GAPS
        or any(each.endswith("*") and len(each) <= SHORTEST_STEM for each in tokens)
    )
    return () if wrong else tuple(tokens)


@lru_cache(maxsize=512)
def ready(phrases: tuple[str, ...], normaliser: Normaliser) -> Phrases:
    """These phrases, made ready once."""
    but = tuple(each.removeprefix("-") for each in phrases if each.startswith("-"))
    made = Phrases(unless=ready(but, normaliser) if but else None)
    phrases = tuple(each for each in phrases if not each.startswith("-"))
    if normaliser is Normaliser.LETTERS:
        runs = ("".join(tokens_of(each)).replace("*", "").replace(GAP, "") for each in phrases)
        made.letters = tuple(each for each in runs if len(each) >= SHORTEST_LETTERS)
        return made
    for tokens in filter(None, map(tokens_of, phrases)):
        first = tokens[0]
        begins = made.begun[first[:SHORTEST_STEM]] if first.endswith("*") else made.whole[first]
        begins.append(tokens)
    return made


def _words(part: str) -> list[str]:
    words = words_of(part)[0].split()
    if part.endswith("*") and words:
        words[-1] += "*"
    return words


def _fits(phrase: tuple[str, ...], words: Sequence[str], place: int) -> bool:
    """``words`` from ``place`` on say ``phrase``. Places that a gap leaves open are walked together."""
    places = {place}
    for token in phrase:
        if token == GAP:
            places = {at + more for at in places for more in range(MOST_BETWEEN + 1)}
            continue
        places = {at + 1 for at in places if at < len(words) and _is(words[at], token)}
        if not places:
            return False
    return True


def _is(word: str, token: str) -> bool:
    return word.startswith(token[:-1]) if token.endswith("*") else word == token
