"""Every text a person may see is in both catalogues: none missing, none unsure, none left over."""

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "_n": (1, 2)}
LOCALES = ("fr", "en")


def in_the_code() -> Catalog:
    """The texts that the program and the templates ask for."""
    with (HOUSE / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for path, line, message, _, context in extract_from_dir(
        HOUSE, methods, options, keywords=KEYWORDS
    ):
        found.add(message, locations=[(path, line)], context=context)
    return found


def catalogue(locale: str) -> Catalog:
    path = HOUSE / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def texts(messages: Catalog) -> dict[object, Message]:
    return {message.id: message for message in messages if message.id}


def says_all(message: Message) -> bool:
    forms = message.string if message.pluralizable else [message.string]
    return all(forms)


CODE = texts(in_the_code())


def test_the_code_was_read() -> None:
    kinds = Counter(Path(where).suffix for text in CODE.values() for where, _ in text.locations)
    assert kinds[".py"] > 20
    assert kinds[".html"] > 20


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(locale: str) -> None:
    known = texts(catalogue(locale))
    missing = [
        f"{text.locations[0]}: {text.id!r}" for key, text in CODE.items() if key not in known
    ]
    empty = [key for key in CODE if key in known and not says_all(known[key])]
    assert not missing, "\n".join(missing)
    assert not empty, empty


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_unsure_or_left_over(locale: str) -> None:
    known = texts(catalogue(locale))
    unsure = [key for key, message in known.items() if message.fuzzy]
    left_over = [str(key) for key in known if key not in CODE]
    assert not unsure, unsure
    assert not left_over, "`make translations` drops these:\n" + "\n".join(left_over)


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_are_those_of_the_text(locale: str) -> None:
    wrong = [
        f"{message.id!r}: {error}"
        for message in catalogue(locale)
        for error in message.check(catalogue(locale))
    ]
    assert wrong == []


NARROW = "\u202f"


def unspaced(text: str) -> bool:
    """A colon, semicolon, ! or ? that follows a letter, a digit or a plain space."""
    signs = enumerate(text)
    before = {index: text[index - 1] for index, sign in signs if index and sign in ";!?»"}
    return any(char == " " or char.isalnum() for char in before.values())


def test_french_is_spaced_and_quoted_as_french() -> None:
    wrong: list[str] = []
    for message in catalogue("fr"):
        forms = message.string if message.pluralizable else [message.string]
        if message.id and any(unspaced(form) or "'" in form for form in forms):
            wrong.append(str(message.string))
    assert wrong == []
