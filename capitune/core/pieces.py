"""Pieces of pages that are rendered once for each thing they show, and kept.

A page of forty rows costs what its rows cost, and most of them are as they were a minute ago. A ``Piece`` is given
one value that can be hashed and sees nothing else: neither the request nor the person. So what is kept is right for
whoever is shown the same value in the same language and time zone. In debug mode nothing is kept: an edited template
is seen at once.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import ClassVar

from flask import current_app
from markupsafe import Markup

from capitune.core.i18n import current_language, current_zone

MOST = 4096  # of each piece; a row of documents is about one kilobyte


class Piece:
    """A template that reads ``it``, the value, and nothing else of a page (a test says so)."""

    known: ClassVar["list[Piece]"] = []

    def __init__(self, template: str) -> None:
        self.template = template
        self._kept = lru_cache(MOST)(self._rendered)
        Piece.known.append(self)

    def for_reader(self) -> Callable[[Hashable], Markup]:
        """Gives the piece for a value, for the reader of this request: asked once, called for each row."""
        render = self._rendered if current_app.debug else self._kept
        language, zone = current_language(), current_zone()
        return lambda it: render(it, language, zone)

    def _rendered(self, it: Hashable, _language: str, _zone: str) -> Markup:
        template = current_app.jinja_env.get_template(self.template)
        return Markup(template.render(it=it))  # noqa: S704 rendered with autoescape
