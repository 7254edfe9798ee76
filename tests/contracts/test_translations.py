"""Every text a person may see is in both catalogues: none missing, none unsure, none left over."""

import re
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


def test_no_narrow_space_stands_where_a_word_meets_a_figure() -> None:
    """A figure keeps its unit beside it; between a word and a figure the line may break."""
    wrong = re.compile(r"\w\u202f(?:%\(|\d)")
    for message in catalogue("fr"):
        words = message.string if isinstance(message.string, str) else " ".join(message.string)
        assert not wrong.search(re.sub(r"\d\u202f\d", "", words)), words


def test_french_has_one_word_for_e_mail() -> None:
    """A courriel: an e-mail, an address called électronique or a lettre would each seem something else."""
    wrong = re.compile(r"\be-?mails?\b|\bélectronique\b|\b[Nn]os lettres\b")
    for message in catalogue("fr"):
        words = message.string if isinstance(message.string, str) else " ".join(message.string)
        assert not wrong.search(re.sub(r"%\(\w+\)s", "", words)), words


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
    known = catalogue(locale)
    wrong = [f"{message.id!r}: {error}" for message in known for error in message.check(known)]
    assert wrong == []


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# A sign that follows a letter, a digit, a bracket or a plain space; a colon only where a word ends, for
# hours and addresses hold some too.
UNSPACED = re.compile(r"[\w )\]](?=[;!?»%$€])|[\w )\]](?=:(?:\s|$))|«(?![\u00a0\u202f])")


def unspaced(text: str) -> bool:
    """Something in this French text lacks its narrow no-break space."""
    return bool(UNSPACED.search(PLACEHOLDER.sub("X", text).replace("%%", "%")))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Quoi ?", True),
        ("Quoi\u202f?", False),
        ("dossier %(number)s : %(template)s", True),
        ("dossier %(number)s\u202f: %(template)s", False),
        ("à 12:30", False),
        ("60%%", True),
        ("60\u202f%%", False),
        ("«ici»", True),
    ],
)
def test_the_check_of_spaces_sees_them(text: str, wrong: bool) -> None:
    assert unspaced(text) is wrong


def test_french_is_spaced_and_quoted_as_french() -> None:
    wrong: list[str] = []
    for message in catalogue("fr"):
        forms = message.string if message.pluralizable else [message.string]
        if message.id and any(unspaced(form) or "'" in form for form in forms):
            wrong.append(str(message.string))
    assert wrong == []


def test_what_collects_texts_knows_every_name_for_them() -> None:
    """``make translations`` drops what it does not find: it must look where these tests look."""
    told = re.findall(r"-k (\w+)", (HOUSE / "Makefile").read_text())
    assert set(told) == set(KEYWORDS) - set(DEFAULT_KEYWORDS)
