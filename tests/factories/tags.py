"""A professional's own tags and views, by the product's own acts."""

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, SavedView, Tag
from capitune.dossiers.sought import Sought
from capitune.dossiers.states import Tint
from tests.factories.people import acting

LATE = Sought(late="1")


def tag_of(person: User, name: str = "Bourse", *bearers: Dossier, tint: Tint = Tint.GREY) -> Tag:
    """One more, on these dossiers."""
    with unit_of_work():
        tag = services.keep_tag(acting(person), name=name, tint=tint)
        for dossier in bearers:
            services.add_tag(acting(person), dossier, tag)
    return tag


def view_of(person: User, name: str = "En retard", looked_for: Sought = LATE) -> SavedView:
    """One of their saved views."""
    with unit_of_work():
        return services.save_view(acting(person), name=name, looked_for=looked_for, is_list=True)
