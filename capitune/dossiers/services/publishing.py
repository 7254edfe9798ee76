"""New versions of templates: drafted from the latest one, published once they are whole."""

from collections.abc import Iterator, Mapping

from sqlalchemy import delete, inspect, select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import Model, db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.i18n import LANGUAGES
from capitune.dossiers.conditions import wrong_conditions
from capitune.dossiers.models import Template, TemplateRequirement, TemplateStep
from capitune.dossiers.queries.templates import latest_template, template_version
from capitune.dossiers.states import Necessity

OWN = frozenset({"id", "created_at", "template_id", "revision"})


def draft_version(actor: Actor, code: str) -> Template:
    """A draft made of the latest version of ``code``, to be changed and published.

    Raises ``NotFound``; ``Conflict`` (``draft_exists``) while the latest version is a draft still.
    """
    require(actor, Permission.CATALOGUE_PUBLISH)
    _lock(code)
    latest = latest_template(code)
    if latest is None:
        raise NotFound
    if not latest.published:
        raise Conflict(code="draft_exists", facts={"version": latest.version})
    draft = Template(**_copied(latest) | {"version": latest.version + 1, "published": False})
    draft.requirements = [TemplateRequirement(**_copied(part)) for part in latest.requirements]
    draft.steps = [TemplateStep(**_copied(step)) for step in latest.steps]
    db.session.add(draft)
    db.session.flush()
    return _told(actor, Act.TEMPLATE_DRAFTED, draft)


def change_draft(
    actor: Actor, template: Template, needs: Mapping[str, Necessity | None], revision: int
) -> Template:
    """Ask for documents of a draft, by code, as ``needs`` says; for those that it gives None, no longer.

    ``revision`` is the one that was read. Raises ``NotFound``, ``Conflict`` (``already_published``; ``draft_changed``
    when somebody changed the draft meanwhile), ``Invalid`` on ``draft``: ``unknown_document``,
    ``condition_missing`` (nothing says when it would apply).
    """
    whole = _draft(actor, template, revision)
    parts = {part.document_type.code: part for part in whole.requirements}
    unknown = sorted(needs.keys() - parts.keys())
    if unknown:
        raise Invalid.on("draft", "unknown_document", missing=", ".join(unknown))
    for code, need in needs.items():
        if need is None:
            whole.requirements.remove(parts[code])
            db.session.delete(parts[code])
        elif need is Necessity.CONDITIONAL and parts[code].condition is None:
            raise Invalid.on("draft", "condition_missing", missing=code)
        else:
            parts[code].necessity = need
    whole.revision += 1
    db.session.flush()
    return _told(actor, Act.TEMPLATE_CHANGED, whole)


def publish_version(actor: Actor, template: Template, revision: int) -> Template:
    """Offer this version from now on; dossiers that are open keep the one they began with.

    ``revision`` is the one that was read: nobody publishes what another has changed since.
    Raises ``Conflict`` (``already_published``, ``draft_changed``), ``Invalid`` on ``template``: ``words_missing`` (both
    languages, everywhere), ``bad_condition`` (an answer that none of its questions offers).
    """
    whole = _draft(actor, template, revision)
    missing = sorted(set(_without_words(whole)))
    if missing:
        raise Invalid.on("template", "words_missing", missing=", ".join(missing))
    wrong = wrong_conditions(whole.questions, [part.condition for part in whole.requirements])
    if wrong:
        raise Invalid.on("template", "bad_condition", missing=", ".join(wrong))
    whole.published = True
    return _told(actor, Act.TEMPLATE_PUBLISHED, whole)


def discard_version(actor: Actor, template: Template, revision: int) -> Template:
    """Throw a draft away, with all that it holds. Raises ``NotFound``, ``Conflict`` (``already_published``,
    ``draft_changed``).
    """
    whole = _draft(actor, template, revision)
    db.session.execute(delete(Template).where(Template.id == whole.id))
    return _told(actor, Act.TEMPLATE_DISCARDED, whole)


def _draft(actor: Actor, template: Template, revision: int) -> Template:
    """The draft as it is now, held until the act is over, if it is still the one that was read."""
    require(actor, Permission.CATALOGUE_PUBLISH)
    _lock(template.code)
    whole = template_version(template.id)
    if whole is None:
        raise NotFound
    if whole.published:
        raise Conflict(code="already_published")
    if whole.revision != revision:
        raise Conflict(code="draft_changed", facts={"version": whole.revision})
    return whole


def _lock(code: str) -> None:
    """One change of a template at a time."""
    first = select(Template.id).where(Template.code == code).order_by(Template.version).limit(1)
    db.session.execute(first.with_for_update())


def _copied(row: Model) -> dict[str, object]:
    columns = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in columns if name not in OWN}


def _without_words(template: Template) -> Iterator[str]:
    """The codes of what lacks a language."""
    spoken = [(template.code, template.labels)]
    spoken += [(step.code, step.labels) for step in template.steps]
    for question in template.questions:
        spoken.append((question["code"], question["labels"]))
        spoken += [(question["code"], choice["labels"]) for choice in question["choices"]]
    for code, labels in spoken:
        if any(not (labels.get(language) or "").strip() for language in LANGUAGES):
            yield code


def _told(actor: Actor, act: Act, template: Template) -> Template:
    data = {"template": template.code, "version": template.version}
    record(actor, act, ("template", template.id), data=data)
    return template
