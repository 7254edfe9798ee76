import re

import pytest

from capitune.core.storage.disposition import content_disposition

NASTY = [
    'a".pdf',
    "a\r\nSet-Cookie: x=1.pdf",
    "a;b=c.pdf",
    "a\\.pdf",
    "../../etc/passwd",
    "\u202efdp.exe",
    "’“” 文件.pdf",
    "%22%0d%0a.pdf",
    "\0.pdf",
    "",
    "   ",
]


def test_carries_both_names() -> None:
    assert content_disposition("Relevé d’avril.pdf", "attachment") == (
        'attachment; filename="Releve davril.pdf"; '
        "filename*=UTF-8''Relev%C3%A9%20d%E2%80%99avril.pdf"
    )


@pytest.mark.parametrize("name", NASTY)
def test_no_name_leaves_its_place(name: str) -> None:
    value = content_disposition(name, "inline")
    assert re.fullmatch(
        r"inline; filename=\"[A-Za-z0-9 ._()-]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]*", value
    )


def test_knows_two_dispositions() -> None:
    with pytest.raises(ValueError, match="attachment or inline"):
        content_disposition("a", "form-data")  # type: ignore[arg-type]
