"""What people write in Markdown, as HTML that may stand in a page."""

from collections.abc import Mapping
from html import unescape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# Goes up with whatever changes the HTML of the same text: what is kept of an older one is made anew.
VERSION = 1
_INLINE = {"p", "br", "strong", "em", "s", "code", "a"}
_BLOCKS = {"ul", "ol", "li", "blockquote", "pre", "hr"}
_HEADINGS = {"h2", "h3", "h4"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
# A page of quotes in quotes is an attack on the reader's phone, or on the parser.
_DEEPEST = 12


def _parser(*rules: str) -> MarkdownIt:
    # Raw HTML is shown as the text that it is; only whole addresses become links, never "visa.com".
    options: Mapping[str, Any] = {"html": False, "linkify": True, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["linkify", "strikethrough", *rules])
    parser.disable(["image", "html_block", "html_inline"])
    linkify: Any = parser.linkify
    linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    return parser


def _cleaner(tags: set[str], link_rel: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        link_rel=link_rel,
        url_schemes={"http", "https", "mailto"},
        url_relative="pass_through",
    )


_bare = nh3.Cleaner(tags=set())
_said = _parser()
_said.disable(["heading", "lheading"])
_said_cleaner = _cleaner(_INLINE | _BLOCKS, "ugc nofollow noopener")
_written = _parser("table")
_written_cleaner = _cleaner(_INLINE | _BLOCKS | _HEADINGS | _TABLES, "noopener")


def said(text: str) -> Markup:
    """The HTML of what a member wrote: paragraphs, lists, quotes, code, links; no heading, no image, no table.

    Links say ``rel="ugc nofollow noopener"``. Time grows with the length of ``text``: bound it before.
    """
    return Markup(_said_cleaner.clean(_said.render(text)))  # noqa: S704 cleaned by nh3


def written(text: str) -> Markup:
    """The HTML of what the team wrote (a legal text, a guide): headings 2 to 4 and tables besides."""
    return Markup(_written_cleaner.clean(_written.render(text)))  # noqa: S704 cleaned by nh3


def plain(html: str) -> str:
    """A text without its markup, on one line."""
    return " ".join(unescape(_bare.clean(html)).split())


def beginning(html: str, most: int) -> str:
    """How a text of more than ``most`` characters begins, without its markup, cut after a word; ``""`` when it is no
    longer than that.
    """
    words = plain(html)
    if len(words) <= most:
        return ""
    cut = words[:most].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut} …"
