import unicodedata

import pytest

from capitune.core.files.names import clean_name, typed_name
from tests.support import corpus

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("name", "extension", "expected"),
    [
        ("relevé de compte.pdf", "pdf", "relevé de compte.pdf"),
        ("e\u0301te\u0301.pdf", "pdf", "été.pdf"),
        ("photo.pdf", "jpg", "photo.jpg"),
        ("IMG_0001.HEIC", "heic", "IMG_0001.heic"),
        ("scan.jpeg", "jpg", "scan.jpg"),
        ("facture.pdf.exe", "pdf", "facture.pdf"),
        ("facture.exe.pdf", "pdf", "facture.pdf"),
        ("plan v1.2", "pdf", "plan v1.2.pdf"),
        ("lettre n.1", "docx", "lettre n.1.docx"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("C:\\Users\\jean\\passeport.pdf", "pdf", "passeport.pdf"),
        ("facture\u202efdp.exe", "pdf", "facturefdp.pdf"),
        ("a\u200b\u2066b\u2069.pdf", "pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "pdf", "a Set-Cookie_ x=1.pdf"),
        ('a<b>"c"|d?e*.pdf', "pdf", "a_b__c__d_e_.pdf"),
        ("پیش\u200cنویس.pdf", "pdf", "پیش\u200cنویس.pdf"),
        ("文件 📄.pdf", "pdf", "文件 📄.pdf"),
        ("a \u00a0\u2028 b.pdf", "pdf", "a b.pdf"),
        (" .hidden. ", "pdf", "hidden.pdf"),
        ("CON", "pdf", "_CON.pdf"),
        ("com1.tar", "pdf", "_com1.tar.pdf"),
        ("console.pdf", "pdf", "console.pdf"),
        ("", "pdf", "document.pdf"),
        (".pdf", "pdf", "document.pdf"),
        ("...", "pdf", "document.pdf"),
        ("folder/", "pdf", "document.pdf"),
        ("\u202e\u200d", "png", "document.png"),
    ],
)
def test_clean(name: str, extension: str, expected: str) -> None:
    assert clean_name(name, extension) == expected


@pytest.mark.parametrize("name", corpus.NAMES)
def test_whatever_is_sent_comes_out_safe(name: str) -> None:
    clean = clean_name(name, "docx")
    assert clean.endswith(".docx")
    assert len(clean) <= 150
    assert len(clean.encode()) <= 255
    assert len(clean) > len(".docx")
    assert not set(clean) & set('/\\<>:"|?*')
    assert clean == unicodedata.normalize("NFC", clean)
    assert clean == clean.strip(" .")
    allowed = {"\u200c", "\u200d"}
    assert not [c for c in clean if unicodedata.category(c) in HIDDEN and c not in allowed]


def test_long_names_are_cut_before_the_extension() -> None:
    assert clean_name("x" * 5000 + ".pdf", "pdf") == "x" * 146 + ".pdf"
    assert clean_name("é" * 5000, "pdf") == "é" * 125 + ".pdf"
    assert clean_name("📄" * 5000, "pdf") == "📄" * 62 + ".pdf"


def test_cleaning_twice_changes_nothing() -> None:
    for name in corpus.NAMES:
        once = clean_name(name, "pdf")
        assert clean_name(once, "pdf") == once


def test_a_typed_name_is_kept_until_its_type_is_known() -> None:
    assert typed_name("a\x00\u202eb.pdf") == "ab.pdf"
    assert typed_name("x" * 5000 + ".pdf") == "x" * 296 + ".pdf"
    for name in corpus.NAMES:
        assert clean_name(typed_name(name), "pdf").endswith(".pdf")
