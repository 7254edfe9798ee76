import pytest

from capitune.core.files.children.pdf_tokens import names_and_file_names


def names(data: bytes) -> list[bytes]:
    return [token for is_name, token in names_and_file_names(data) if is_name]


def files(data: bytes) -> list[bytes]:
    return [token for is_name, token in names_and_file_names(data) if not is_name]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<</S/JavaScript/JS(x)>>", [b"S", b"JavaScript", b"JS"]),
        (b"<< /S\n/Java#53cript >>", [b"S", b"JavaScript"]),
        (b"/#4a#53 /JSx /J /S", [b"JS", b"JSx", b"J", b"S"]),
        (b"(/JS) /A", [b"A"]),
        (b"((/JS) \\( /JS \\) ) /A", [b"A"]),
        (b"(/JS \\\\) /A", [b"A"]),
        (b"% /JS\n/A", [b"A"]),
        (b"<2f4a53> /A", [b"A"]),
        (b"<< /L 3 >> stream\n/JS endstream /A", [b"L", b"A"]),
        (b"<< /L 3 >> stream\r\n(/JS\r\nendstream\r\n/A", [b"L", b"A"]),
        (b"(never closed /JS", []),
        (b"stream\n never closed /JS", []),
        (b"", []),
        (b"/", [b""]),
    ],
)
def test_names(data: bytes, expected: list[bytes]) -> None:
    assert names(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"/F (a.exe)", [b"a.exe"]),
        (b"/UF <FEFF0061002E006500780065>", [b"\xfe\xff\0a\0.\0e\0x\0e"]),
        (b"/F (a\\056e\\170e)", [b"a.exe"]),
        (b"/F (a.\\\nexe)", [b"a.exe"]),
        (b"/F (a\\(b\\).exe)", [b"a(b).exe"]),
        (b"/F 4 /T (a.exe)", []),
        (b"/F 12 0 R (a.exe)", [b"a.exe"]),
        (b"/T (a.exe)", []),
        (b"/F << /X 1 >> (a.exe)", []),
    ],
)
def test_file_names(data: bytes, expected: list[bytes]) -> None:
    assert files(data) == expected
