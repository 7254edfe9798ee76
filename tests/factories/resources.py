"""Resources of the library, for tests: written through the product's own acts."""

import itertools
from datetime import timedelta
from typing import Any

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.work import unit_of_work
from capitune.resources import services
from capitune.resources.models import Resource
from capitune.resources.states import ResourceKind
from capitune.resources.told import Told
from tests.factories.dossiers import TEMPLATE
from tests.factories.people import acting, make_person

_number = itertools.count(1)
LESSONS = {
    "fr": "# Avant de commencer\n\nRassemblez **tout**.\n\n# La demande\n\nUne étape à la fois.",
    "en": "# Before you begin\n\nGather **everything**.\n\n# The application\n\nOne step at a time.",
}


def told(kind: ResourceKind = ResourceKind.GUIDE, **facts: Any) -> Told:
    """What a resource is to say, fit to be kept."""
    number = next(_number)
    texts = {
        "fr": {
            "title": f"Préparer ses preuves de fonds {number}",
            "summary": "Ce qui compte, ce qui ne compte pas.",
            "body": LESSONS["fr"],
        },
        "en": {
            "title": f"Prepare your proof of funds {number}",
            "summary": "What counts, and what does not.",
            "body": LESSONS["en"],
        },
    }
    values: dict[str, Any] = {
        "kind": kind,
        "texts": texts,
        "source_name": "IRCC",
        "source_url": "https://www.canada.ca/fr/immigration-refugies-citoyennete.html",
        "valid_on": today(),
        "review_on": today() + timedelta(days=90),
        "template": TEMPLATE if kind is ResourceKind.CHECKLIST else "",
        **facts,
    }
    return Told(**values)


def written(
    author: User | None = None, kind: ResourceKind = ResourceKind.GUIDE, **facts: Any
) -> Resource:
    """A draft of the team."""
    with unit_of_work():
        author = author or make_person(Role.MODERATOR)
        return services.write_resource(acting(author), told(kind, **facts))


def shelved(kind: ResourceKind = ResourceKind.GUIDE, **facts: Any) -> Resource:
    """One that everybody may read."""
    author = make_person(Role.ADMIN)
    made = written(author, kind, **facts)
    with unit_of_work():
        return services.publish_resource(acting(author), made.id, made.version)
