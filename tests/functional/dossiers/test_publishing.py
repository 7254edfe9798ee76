"""A new version of a template: drafted, published when whole, and open dossiers keep theirs."""

import pytest
from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Requirement, Template
from capitune.dossiers.queries import template_detail
from capitune.dossiers.queries.templates import template_version
from tests.factories.dossiers import make_dossier
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")
CODE = "ETU-ROC"


def draft() -> Template:
    with unit_of_work():
        made = services.draft_version(acting(make_person(Role.ADMIN)), CODE)
    return whole(made)


def whole(template: Template) -> Template:
    found = template_version(template.id)
    assert found is not None
    return found


def publish(template: Template) -> None:
    with unit_of_work():
        services.publish_version(acting(make_person(Role.ADMIN)), template, template.revision)


def offered() -> int:
    detail = template_detail(CODE)
    assert detail is not None
    return detail.version


def test_a_draft_is_a_copy_that_nobody_is_offered() -> None:
    made = draft()
    first = template_version(make_dossier().template_id)
    assert first is not None
    assert (made.version, made.published, first.version, offered()) == (2, False, 1, 1)
    for parts, fact in (("requirements", "condition"), ("steps", "labels")):
        copied = [(p.position, getattr(p, fact)) for p in getattr(made, parts)]
        assert copied == [(p.position, getattr(p, fact)) for p in getattr(first, parts)]
    assert (made.questions, made.processing) == (first.questions, first.processing)


def test_once_published_it_is_offered_and_open_dossiers_keep_theirs() -> None:
    before, made = make_dossier(), draft()
    with unit_of_work():
        db.session.delete(whole(made).requirements[-1])
    publish(made)
    after = make_dossier()
    assert offered() == 2
    assert after.template_id == made.id != before.template_id

    def count(dossier_id: object) -> int:
        asked = select(Requirement.id).where(Requirement.dossier_id == dossier_id)
        return len(db.session.scalars(asked).all())

    assert (count(before.id), count(after.id)) == (39, 38)
    acts = select(AuditEvent.act, AuditEvent.data).where(
        AuditEvent.act.in_([Act.TEMPLATE_DRAFTED, Act.TEMPLATE_PUBLISHED])
    )
    facts = {"template": CODE, "version": 2}
    told = db.session.execute(acts.order_by(AuditEvent.id)).all()
    assert [(line.act, line.data) for line in told] == [
        (Act.TEMPLATE_DRAFTED, facts),
        (Act.TEMPLATE_PUBLISHED, facts),
    ]


def test_one_draft_at_a_time_and_published_once() -> None:
    made = draft()
    with pytest.raises(Conflict) as second:
        draft()
    assert (second.value.code, second.value.facts) == ("draft_exists", {"version": 2})
    publish(made)
    with pytest.raises(Conflict) as again:
        publish(made)
    assert again.value.code == "already_published"


def test_one_language_is_not_enough() -> None:
    made = draft()
    with unit_of_work():
        made.labels = {"fr": "Études", "en": " "}
        made.steps[0].labels = {"fr": "Premier pas"}
    with pytest.raises(Invalid) as refusal:
        publish(made)
    assert refusal.value.code == "words_missing"
    assert refusal.value.facts["missing"] == f"{CODE}, ORIENT"
    assert offered() == 1


def test_a_condition_reads_only_what_is_asked() -> None:
    made = draft()
    with unit_of_work():
        whole(made).requirements[1].condition = [
            {"represented": ["perhaps"]},
            {"weather": ["rain"]},
        ]
    with pytest.raises(Invalid) as refusal:
        publish(made)
    assert refusal.value.code == "bad_condition"
    assert refusal.value.facts["missing"] == "represented:perhaps, weather"


def test_only_an_admin_drafts_and_publishes() -> None:
    made = draft()
    for person in (make_person(), make_professional(), make_person(Role.MODERATOR)):
        with pytest.raises(Refused), unit_of_work():
            services.draft_version(acting(person), CODE)
        with pytest.raises(Refused), unit_of_work():
            services.publish_version(acting(person), made, made.revision)
    with pytest.raises(NotFound), unit_of_work():
        services.draft_version(acting(make_person(Role.ADMIN)), "NOPE")
