"""Templates and style sheets keep to the design: known icons, no inline style or script, closed palette."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "capitune").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "emails" not in path.parts]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
BEHAVIOURS = sorted((ROOT / "static" / "js").glob("*.js"))

SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)"')
# icon("name"), status("kind", "name", …), dot("kind", "name"), empty("name", …), icon_name="name", {"icon": "name"}
ICON = re.compile(
    r'\b(?:icon|icon_button|empty)\(\s*"([a-z0-9-]+)"'
    r'|\b(?:status|dot)\(\s*"[a-z]*",\s*"([a-z0-9-]+)"'
    r'|\bicon(?:_name|_after)?=(?:icon_name or )?"([a-z0-9-]+)"'
    r'|\b_item\(_\("[^"]*"\), \w+, "([a-z0-9-]+)"'
)
INLINE = re.compile(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bnonce=)[^>]*>")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def symbols() -> set[str]:
    return set(SYMBOL.findall((ROOT / "static" / "icons.svg").read_text()))


def test_each_icon_named_by_a_template_or_the_code_is_in_the_sprite() -> None:
    known = symbols()
    for path in TEMPLATES + SOURCES:
        asked = {name for groups in ICON.findall(path.read_text()) for name in groups if name}
        assert asked <= known, relative(path)


def test_a_page_has_no_inline_style_or_script() -> None:
    for path in PAGES:
        source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        assert not INLINE.search(source), relative(path)
        assert not SCRIPT.search(source), relative(path)


@pytest.mark.parametrize(
    "path", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=relative
)
def test_colours_are_decided_in_the_tokens_only(path: Path) -> None:
    found = set(COLOUR.findall(path.read_text())) - {"#fff"}
    assert found == set()


def test_fonts_named_by_the_style_sheets_exist() -> None:
    for sheet in SHEETS:
        for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert (sheet.parent / address).resolve().is_file(), f"{sheet.name}: {address}"


@pytest.mark.parametrize("path", BEHAVIOURS, ids=relative)
def test_a_behaviour_is_one_file_that_evaluates_nothing(path: Path) -> None:
    source = path.read_text()
    assert not re.search(
        r"\beval\(|new Function\(|\.(?:inner|outer)HTML\s*=|^import ", source, re.MULTILINE
    )
    assert len(source.splitlines()) <= 300
