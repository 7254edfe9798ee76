"""Finding texts by their words, in French and in English at once."""

from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, literal_column, or_

from capitune.core.asked import bare_words

MOST_WORDS = 8
# Literals: an index on the column is used whatever the language is.
_LANGUAGES: Any = [literal_column(f"'{name}'::regconfig") for name in ("french", "english")]


def question(typed: str) -> str:
    """A question of PostgreSQL's text search: all of these words; empty when signs alone were typed."""
    return " & ".join(bare_words(typed)[:MOST_WORDS])


def answers(search: Any) -> ColumnElement[bool]:
    """The condition that a ``tsvector``, built on ``fold``, holds the words of the parameter ``q``, a ``question``."""
    asked = func.fold(bindparam("q", type_=Text))
    return or_(*(search.op("@@")(func.to_tsquery(each, asked)) for each in _LANGUAGES))
