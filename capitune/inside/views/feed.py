"""What members write: the newest, the popular, of a category, of a tag, kept, one's own."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.core.listing import limit_of
from capitune.inside import paths
from capitune.inside.about import About, about_member, about_tag
from capitune.inside.cards import author_of, words_of
from capitune.inside.labels import CATEGORIES, PILES, SORTS
from capitune.inside.queries.feed import Wanted, feed
from capitune.inside.queries.tags import tags_of
from capitune.inside.states import Category, Pile, Sort, Stance
from capitune.inside.views.blueprint import bp
from capitune.inside.views.fresh import NOTHING
from capitune.inside.watched import feed_id
from capitune.professionals.labels import PROFESSIONS
from capitune.resources.labels import KINDS
from capitune.resources.queries import library

CARDS: dict[str, Any] = {
    "categories": CATEGORIES,
    "professions": PROFESSIONS,
    "author_of": author_of,
    "words_of": words_of,
    "resource_kinds": KINDS,
}
MOST_TYPED = 200
# Followed tags beside a feed; all of them have a page.
SHOWN = 12
SHELF = 2  # resources beside the feed


@bp.get(paths.INSIDE)
@access(Permission.INSIDE_READ)
def index() -> Response:
    """A page of it; a filter that is none of ours is as if it were not there."""
    actor = current_actor()
    wanted = _wanted(actor)
    limit = limit_of(request.args.get("limit"))
    about, is_first = _about(actor, wanted), "after" not in request.args
    found = feed(actor.user_id, wanted, limit, request.args.get("after"))
    return page(
        "inside/feed.html",
        posts=found.items,
        wanted=wanted,
        about=about,
        followed=[tag for tag in tags_of(actor.user_id) if tag.stance is Stance.FOLLOWED][:SHOWN],
        may_write=can(actor, Permission.POST_WRITE),
        by_category=_by_category(wanted),
        by_sort=_by_sort(wanted),
        by_pile=_by_pile(actor, wanted),
        is_first=is_first,
        watched=feed_id(wanted.category) if is_first and _is_live(wanted) else None,
        newest=found.items[0].place if found.items else NOTHING,
        shelf=library(None, "", SHELF, None).items,
        next_url=_address(wanted, after=found.next_cursor) if found.next_cursor else "",
        **CARDS,
    )


def _wanted(actor: Actor) -> Wanted:
    asked = request.args
    category, sort, pile = asked.get("category"), asked.get("sort"), asked.get("pile")
    piles: set[str] = {*Pile} if actor.is_staff else {*Pile} - {Pile.HELD}
    return Wanted(
        category=Category(category) if category in set(Category) else None,
        tag=asked.get("tag", "")[:MOST_TYPED] or None,
        q=asked.get("q", "").strip()[:MOST_TYPED],
        sort=Sort(sort) if sort in set(Sort) else Sort.NEWEST,
        pile=Pile(pile) if pile and pile in piles else None,
        author=parse_id(asked.get("author")),
    )


def _is_live(wanted: Wanted) -> bool:
    """What is new stands at its top."""
    return wanted == Wanted(category=wanted.category)


def _about(actor: Actor, wanted: Wanted) -> About | None:
    """The tag or the member that this feed is of. Raises ``NotFound`` of a member who is not there."""
    if wanted.pile:
        return None
    if wanted.author:
        return about_member(actor, wanted.author)
    return about_tag(actor, wanted.tag) if wanted.tag else None


def _address(wanted: Wanted, **other: object) -> str:
    """The address of this feed, with what is ``other`` about it."""
    asked = {
        "category": wanted.category,
        "tag": wanted.tag,
        "q": wanted.q,
        "sort": wanted.sort if wanted.sort is not Sort.NEWEST else "",
        "pile": wanted.pile,
        "author": wanted.author,
    } | other
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"{paths.INSIDE}?{query}" if query else paths.INSIDE


def _by_category(wanted: Wanted) -> list[dict[str, Any]]:
    every: list[tuple[Any, Any]] = [(None, _("Everything")), *CATEGORIES.items()]
    return [
        {
            "label": name,
            "url": _address(wanted, category=category, pile=None),
            "current": wanted.category is category and not wanted.pile,
        }
        for category, name in every
    ]


def _by_sort(wanted: Wanted) -> list[dict[str, Any]]:
    return [
        {"label": name, "url": _address(wanted, sort=sort), "current": wanted.sort is sort}
        for sort, name in SORTS.items()
    ]


def _by_pile(actor: Actor, wanted: Wanted) -> list[dict[str, Any]]:
    return [
        {"label": name, "url": f"{paths.INSIDE}?pile={pile}", "current": wanted.pile == pile}
        for pile, name in PILES.items()
        if pile is not Pile.HELD or actor.is_staff
    ]
