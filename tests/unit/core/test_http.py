"""Where a redirect may lead."""

import pytest

from capitune.core.http import local_target

OUTSIDE = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "http:/evil.example",
    "evil.example",
    "///evil.example",
    "/a\\b",
    "",
    None,
    "data:text/html,x",
    " //evil.example",
    "/\x00/evil",
    "%2f%2fevil.example",
]


@pytest.mark.parametrize("target", OUTSIDE)
def test_what_leaves_the_site_falls_back(target: str | None) -> None:
    assert local_target(target, "/dashboard") == "/dashboard"


@pytest.mark.parametrize("target", ["/", "/dossiers?x=1#y", "/a//b", "/é"])
def test_what_stays_is_kept(target: str) -> None:
    assert local_target(target, "/dashboard") == target
