"""The library: its list, one of it, what one has done of a course."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.asked import words_of
from capitune.core.clock import today
from capitune.core.htmx import go, page
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.listing import limit_of
from capitune.resources import paths, services
from capitune.resources.forms import LessonForm
from capitune.resources.labels import KINDS, KINDS_MANY
from capitune.resources.models import Resource
from capitune.resources.queries import lessons_done, library, resource_by_id
from capitune.resources.shown import is_due, lessons_shown
from capitune.resources.states import ResourceKind

bp = Blueprint("resources", __name__)

HERE = f"{paths.RESOURCES}/<uuid:resource_id>"
MOST_TYPED = 200


@bp.get(paths.RESOURCES)
@access(Permission.RESOURCE_READ)
def index() -> Response:
    """A page of it; a kind that is none of ours is as if it were not there."""
    asked = request.args.get("kind")
    kind = ResourceKind(asked) if asked in set(ResourceKind) else None
    typed = words_of(request.args, "q", MOST_TYPED)
    limit = limit_of(request.args.get("limit"))
    found = library(kind, typed, limit, request.args.get("after"))
    return page(
        "resources/library.html",
        found=found.items,
        typed=typed,
        kind=kind,
        by_kind=_by_kind(kind, typed),
        next_url=_address(kind, typed, found.next_cursor) if found.next_cursor else "",
        is_first="after" not in request.args,
        kinds=KINDS,
        is_due=is_due,
        day=today(),
    )


@bp.get(HERE)
@access(Permission.RESOURCE_READ, subject=resource_by_id)
def resource(resource: Resource) -> Response:
    """One: a guide as a whole, a course lesson by lesson."""
    actor = current_actor()
    is_course = resource.kind is ResourceKind.COURSE
    kept = lessons_done(actor.user_id, resource.id) if is_course and actor.user_id else set()
    lessons = lessons_shown(resource, current_language(), kept)
    number = _lesson(lessons, request.args.get("lesson")) if is_course else 0
    return page(
        "resources/resource.html",
        resource=resource,
        text=resource.text(current_language()),
        lessons=lessons,
        current=lessons[number - 1] if number else None,
        done=sum(each.done for each in lessons),
        form=LessonForm(formdata=None),
        may_keep=can(actor, Permission.RESOURCE_PROGRESS, resource),
        kinds=KINDS,
        due=is_due(resource.review_on, today()),
    )


@bp.post(f"{HERE}/done")
@access(Permission.RESOURCE_PROGRESS, subject=resource_by_id)
def done(resource: Resource) -> Response:
    """A lesson is done: on to the next."""
    number = LessonForm().number
    services.mark_lesson(current_actor(), resource, number, done=True)
    return go(paths.to_resource(resource.id, min(number + 1, len(resource.lessons["fr"]))))


@bp.post(f"{HERE}/undone")
@access(Permission.RESOURCE_PROGRESS, subject=resource_by_id)
def undone(resource: Resource) -> Response:
    """Not done after all."""
    number = LessonForm().number
    services.mark_lesson(current_actor(), resource, number, done=False)
    return go(paths.to_resource(resource.id, number))


def _lesson(lessons: list[Any], asked: str | None) -> int:
    """The lesson that was asked for; else the first that is not done, else the first. 0 when there is none."""
    if asked and asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= len(lessons):
        return int(asked)
    left = [each.number for each in lessons if not each.done]
    return left[0] if left else min(1, len(lessons))


def _address(kind: ResourceKind | None, typed: str, after: str | None = None) -> str:
    query = urlencode(
        {name: value for name, value in (("kind", kind), ("q", typed), ("after", after)) if value}
    )
    return f"{paths.RESOURCES}?{query}" if query else paths.RESOURCES


def _by_kind(kind: ResourceKind | None, typed: str) -> list[dict[str, Any]]:
    every: list[tuple[Any, Any]] = [(None, _("Everything")), *KINDS_MANY.items()]
    return [
        {"label": name, "url": _address(each, typed), "current": each is kind}
        for each, name in every
    ]
