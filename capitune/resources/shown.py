"""A resource as its readers see it, in their language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from capitune.core import markdown
from capitune.resources.models import Resource
from capitune.resources.told import as_html


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A part of it, counted from 1; ``done`` by the reader."""

    number: int
    title: str
    words: Markup
    done: bool


def lessons_shown(resource: Resource, language: str, done: Collection[int]) -> list[ShownLesson]:
    """All its lessons: as they were made when they were written, or anew when the making has changed since."""
    if resource.render_version != markdown.VERSION:
        return looked_at(resource.texts, language, done)
    return _shown(resource.lessons.get(language, ()), done)


def looked_at(
    texts: Mapping[str, Mapping[str, str]], language: str, done: Collection[int] = ()
) -> list[ShownLesson]:
    """The same of texts that are not kept yet."""
    return _shown(as_html(texts)[language], done)


def _shown(made: Iterable[Mapping[str, str]], done: Collection[int]) -> list[ShownLesson]:
    return [
        ShownLesson(number, each["title"], Markup(each["html"]), number in done)  # noqa: S704 made by core.markdown
        for number, each in enumerate(made, start=1)
    ]


def is_due(review_on: date, day: date) -> bool:
    """Whether it is to be held against its source again."""
    return review_on <= day
