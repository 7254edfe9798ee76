"""Each page of the journey answers whoever may see it, in both languages, and nobody else."""

import re

import pytest

from tests.functional.dossiers.pages.scene import Scene

PEOPLE = ("aminata", "anne", "bruno", "admin", "moderator", "unverified", "other")
INSIDE = ("", "/documents", "/steps", "/budget", "/history")
UNTRANSLATED = re.compile(r"%\((?:name|num|number|day|document|total|who|what)\)s|\{\{|\{%")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("path", ["/dashboard", "/dossiers", "/notifications", "/"])
def test_pages_of_oneself(scene: Scene, name: str, path: str, language: str) -> None:
    browser = scene.browser(name)
    browser.get(f"/language/{language}?next=/dashboard")
    page = browser.get(path, follow_redirects=True)
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in text
    assert not UNTRANSLATED.search(text)


def test_a_row_is_its_fragment_for_htmx_and_its_page_for_everybody_else(scene: Scene) -> None:
    anne, row = scene.browser("anne"), scene.row("ID_PHOTO")
    whole = anne.get(row).get_data(as_text=True)
    key = row.rsplit("/", 1)[1]
    assert whole.startswith("<!doctype html>")
    assert f'data-open="{key}"' in whole
    part = anne.get(row, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert part.lstrip().startswith(f'<li id="requirement-{key}">')


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("aminata", 200),
        ("anne", 200),
        ("bruno", 200),
        ("admin", 200),
        ("other", 404),
        ("carla", 404),
        ("unverified", 404),
        ("moderator", 404),
    ],
)
@pytest.mark.parametrize("tab", INSIDE)
def test_tabs_of_a_dossier(scene: Scene, name: str, status: int, tab: str) -> None:
    page = scene.browser(name).get(f"{scene.url}{tab}")
    assert page.status_code == status
    assert (str(scene.dossier.number) in page.get_data(as_text=True)) is (status == 200)
