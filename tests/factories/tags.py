"""A professional's own tags, by the product's own acts."""

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Tag
from capitune.dossiers.states import Tint
from tests.factories.people import acting


def tag_of(person: User, name: str = "Bourse", *bearers: Dossier, tint: Tint = Tint.GREY) -> Tag:
    """One more, on these dossiers."""
    with unit_of_work():
        tag = services.keep_tag(acting(person), name=name, tint=tint)
        for dossier in bearers:
            services.add_tag(acting(person), dossier, tag)
    return tag
