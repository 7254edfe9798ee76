"""What people write becomes HTML that can do nothing but be read."""

import time

import pytest

from capitune.core import markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bonjour **à tous**", "<p>Bonjour <strong>à tous</strong></p>\n"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("# Titre", "<p># Titre</p>\n"),
        ("![carte](https://exemple.org/a.png)", '<p>!<a href="https://exemple.org/a.png"'),
        ("voir https://canada.ca/visa.", '<p>voir <a href="https://canada.ca/visa" '),
        ("[ici](/inside)", '<p><a href="/inside" rel="ugc nofollow noopener">ici</a></p>\n'),
        ("visa.com ou moi@exemple.org", "<p>visa.com ou moi@exemple.org</p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
    ],
)
def test_a_member_is_read(text: str, html: str) -> None:
    assert markdown.said(text).startswith(html)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](javascript:alert(1))",
        '[x](https://a.org "onmouseover=alert(1)")',
        "<svg/onload=alert(1)>",
        "<javascript:alert(1)>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        '[x]: javascript:alert(1) "t"\n[x]',
        "<iframe srcdoc='<script>alert(1)</script>'>",
    ],
)
@pytest.mark.parametrize("render", [markdown.said, markdown.written])
def test_nothing_in_it_runs(text: str, render: object) -> None:
    html = render(text).lower()  # type: ignore[operator]
    for part in ("<script", "<img", "<svg", "<iframe", 'href="javascript', 'href="data', "title="):
        assert part not in html
    assert "onerror=alert" not in html.replace("&lt;img src=x onerror=alert(1)&gt;", "")


def test_the_team_may_use_headings_and_tables() -> None:
    html = markdown.written("## Titre\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert html.startswith("<h2>Titre</h2>")
    assert "<td>1</td>" in html


@pytest.mark.parametrize(
    "text",
    [
        ">" * 20_000,
        "[" * 20_000,
        "*a " * 6_600,
        "- " * 10_000,
        "`" * 20_000,
        "[a](" * 5_000,
        "https://" * 2_500,
        "&" * 20_000,
        "~~a" * 6_600,
    ],
    ids=[
        "quotes",
        "brackets",
        "stars",
        "lists",
        "ticks",
        "links",
        "addresses",
        "entities",
        "tildes",
    ],
)
def test_a_bomb_costs_no_more_than_its_length(text: str) -> None:
    before = time.process_time()
    html = markdown.said(text)
    # A second is fifty times what an honest text of that length takes here, and a hundredth of what quadratic does.
    assert time.process_time() - before < 1
    assert len(html) < 30 * len(text)
