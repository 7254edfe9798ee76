"""Names that any system keeps, from words that people wrote."""

import pytest

from capitune.core.files.readable import LONGEST, fitted, readable


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Passeport (pages d’identité)", "Passeport (pages d’identité)"),
        ("Releve\u0301s", "Relevés"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\nul", "C Windows nul"),
        ('a<b>:"c"|d?*e', "a b c d e"),
        ("fin. . ", "fin"),
        ("caché\u202egpj.exe", "caché gpj.exe"),
        ("a\x00b\nc\u200bd\ud800e", "a b c d e"),
        ("...", ""),
    ],
)
def test_what_no_system_forbids(text: str, name: str) -> None:
    assert readable(text) == name


def test_names_are_short_and_unlike() -> None:
    used: set[str] = set()
    names = [fitted("É" * 300, " - original v1.pdf", used, "Older versions/") for _ in range(12)]
    assert len({name.casefold() for name in names}) == 12
    assert all(len(name) <= LONGEST and name.endswith(" - original v1.pdf") for name in names)
    assert fitted("a", ".pdf", used) == "a.pdf"
    assert fitted("A", ".PDF", used) == "A (2).PDF"
