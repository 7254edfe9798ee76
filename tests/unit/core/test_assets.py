"""Addresses of static files follow their content."""

from pathlib import Path

import pytest

from capitune.core.assets import asset_urls, versioned


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "page.css").write_text("a{}")
    (tmp_path / "vendor" / "part-1.0").mkdir(parents=True)
    (tmp_path / "vendor" / "part-1.0" / "part.css").write_text("b{}")
    return tmp_path


def test_the_version_changes_with_the_content(root: Path) -> None:
    before = versioned(root, "css/page.css")
    (root / "css" / "page.css").write_text("a{color:red}")
    after = versioned(root, "css/page.css")

    assert before.startswith("/static/css/page.css?v=")
    assert before != after


def test_a_vendored_file_keeps_the_one_address_style_sheets_use(root: Path) -> None:
    assert versioned(root, "vendor/part-1.0/part.css") == "/static/vendor/part-1.0/part.css"


def test_a_missing_file_is_an_error_not_a_dead_link(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        versioned(root, "css/absent.css")


@pytest.mark.parametrize(("watch", "same"), [(False, True), (True, False)])
def test_files_are_read_once_unless_watched(root: Path, watch: bool, same: bool) -> None:
    asset = asset_urls(root, watch=watch)
    before = asset("css/page.css")
    (root / "css" / "page.css").write_text("a{color:blue}")

    assert (asset("css/page.css") == before) is same
