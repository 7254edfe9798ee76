"""What others wrote is here unchanged, with its version and its licence."""

import hashlib
from pathlib import Path

import pytest

VENDOR = Path(__file__).parents[2] / "static" / "vendor"


def declared() -> list[list[str]]:
    lines = (VENDOR / "CHECKSUMS").read_text().splitlines()
    return [line.split("  ") for line in lines if line and not line.startswith("#")]


def test_every_file_is_declared_and_nothing_else() -> None:
    present = {
        str(path.relative_to(VENDOR))
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS" and path.suffix not in {".gz", ".br"}
    }
    assert {row[1] for row in declared()} == present


@pytest.mark.parametrize("row", declared(), ids=lambda row: row[1])
def test_a_file_is_the_published_one(row: list[str]) -> None:
    checksum, path, package, version, licence = row
    assert hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() == checksum
    assert path.split("/")[0].endswith(f"-{version}"), "the folder's name carries the version"
    assert package
    assert licence in {"MIT", "0BSD", "OFL-1.1", "Apache-2.0"}
