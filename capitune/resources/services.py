"""Writing what the library holds, publishing, checking and retiring it; and keeping how far somebody has come."""

import uuid
from datetime import date

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import markdown
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.ids import new_id
from capitune.resources.models import LessonDone, Resource
from capitune.resources.queries import resource_by_id
from capitune.resources.states import ResourceKind, ResourceStatus
from capitune.resources.told import Told, as_html, fit, minutes_of


def write_resource(actor: Actor, told: Told) -> Resource:
    """A draft of the team, which answers for it. Raises ``Invalid`` as ``told.fit``, and ``valid_later``."""
    require(actor, Permission.RESOURCE_MANAGE)
    resource = Resource(owner_id=actor.user_id)
    _fill(resource, told)
    db.session.add(resource)
    db.session.flush()
    record(actor, Act.RESOURCE_WRITTEN, ("resource", resource.id), data=_facts(told))
    return resource


def change_resource(actor: Actor, key: uuid.UUID, told: Told, version: int) -> Resource:
    """Say it otherwise; what is published reads so at once.

    Raises ``NotFound``, ``Invalid`` as ``write_resource``, ``Conflict`` (``stale_version``).
    """
    resource = _held(actor, key, version)
    _fill(resource, told)
    resource.version += 1
    record(actor, Act.RESOURCE_CHANGED, ("resource", key), data=_facts(told))
    return resource


def publish_resource(actor: Actor, key: uuid.UUID, version: int) -> Resource:
    """Everybody may read it from now on; where it stood before, if it was ever there.

    Raises ``NotFound``, ``Conflict`` (``stale_version``, ``resource_published``).
    """
    resource = _held(actor, key, version)
    if resource.is_published:
        raise Conflict(code="resource_published")
    resource.status = ResourceStatus.PUBLISHED
    resource.place = resource.place or new_id()
    resource.published_at = resource.published_at or now()
    resource.version += 1
    record(actor, Act.RESOURCE_PUBLISHED, ("resource", key))
    return resource


def retire_resource(actor: Actor, key: uuid.UUID, version: int) -> Resource:
    """Nobody is offered it any more; what people have done of it stays.

    Raises ``NotFound``, ``Conflict`` (``stale_version``, ``resource_not_published``).
    """
    resource = _held(actor, key, version)
    if not resource.is_published:
        raise Conflict(code="resource_not_published")
    resource.status = ResourceStatus.RETIRED
    resource.version += 1
    record(actor, Act.RESOURCE_RETIRED, ("resource", key))
    return resource


def confirm_resource(actor: Actor, key: uuid.UUID, review_on: date, version: int) -> Resource:
    """It was held against its source today and still stands; again on ``review_on``. The actor answers for it.

    Raises ``NotFound``, ``Invalid`` (``review_on``: ``review_early``), ``Conflict`` (``stale_version``).
    """
    resource = _held(actor, key, version)
    if review_on <= today():
        raise Invalid.on("review_on", "review_early")
    before = {"valid_on": str(resource.valid_on), "review_on": str(resource.review_on)}
    resource.valid_on, resource.review_on, resource.owner_id = today(), review_on, actor.user_id
    resource.version += 1
    after = {"valid_on": str(resource.valid_on), "review_on": str(review_on)}
    record(
        actor, Act.RESOURCE_CONFIRMED, ("resource", key), data={"before": before, "after": after}
    )
    return resource


def mark_lesson(actor: Actor, resource: Resource, lesson: int, *, done: bool) -> None:
    """The actor has done this lesson, or not. Twice is once.

    Raises ``Invalid`` (``not_a_course``, ``no_such_lesson``).
    """
    require(actor, Permission.RESOURCE_PROGRESS, resource)
    if resource.kind is not ResourceKind.COURSE:
        raise Invalid.on("lesson", "not_a_course")
    if not 1 <= lesson <= len(resource.lessons["fr"]):
        raise Invalid.on("lesson", "no_such_lesson")
    key = {"user_id": actor.user_id, "resource_id": resource.id, "lesson": lesson}
    if done:
        row = insert(LessonDone).values(**key, done_at=now())
        db.session.execute(row.on_conflict_do_nothing())
    else:
        db.session.execute(delete(LessonDone).filter_by(**key))


def _held(actor: Actor, key: uuid.UUID, version: int) -> Resource:
    require(actor, Permission.RESOURCE_MANAGE)
    resource = resource_by_id(key, lock=True)
    if resource is None:
        raise NotFound
    if resource.version != version:
        raise Conflict(code="stale_version", facts={"version": resource.version})
    return resource


def _fill(resource: Resource, told: Told) -> None:
    texts = fit(told)
    if told.valid_on > today():
        raise Invalid.on("valid_on", "valid_later")
    resource.kind, resource.texts = told.kind, texts
    resource.lessons, resource.render_version = as_html(texts), markdown.VERSION
    resource.minutes = minutes_of(texts)
    resource.template = told.template if told.kind is ResourceKind.CHECKLIST else ""
    resource.source_name, resource.source_url = told.source_name.strip(), told.source_url.strip()
    resource.valid_on, resource.review_on = told.valid_on, told.review_on


def _facts(told: Told) -> dict[str, object]:
    """Codes and days; the words stand in the resource itself."""
    return {
        "kind": told.kind.value,
        "source": told.source_url,
        "valid_on": str(told.valid_on),
        "review_on": str(told.review_on),
    }
