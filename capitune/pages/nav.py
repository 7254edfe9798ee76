"""The menu of each role: only what exists, with the count of what waits for this person."""

from dataclasses import dataclass, replace

from flask import request

from capitune.authz.actor import Actor, Role
from capitune.core.i18n import gettext as _
from capitune.dossiers.queries.waiting import Waiting
from capitune.dossiers.views.mine import my_review_count, my_waiting
from capitune.inside.paths import INSIDE, POSTS
from capitune.professionals.paths import CONTACTS, DIRECTORY, OFFERS, VERIFICATION
from capitune.resources.paths import RESOURCES

DASHBOARD, DOSSIERS, PROFILE, DESK = "/dashboard", "/dossiers", "/profile", "/admin/"
REVIEW = "/review"
EXCHANGES = (CONTACTS, OFFERS)  # one comes there from the directory
NOTHING = Waiting()


@dataclass(frozen=True, slots=True)
class NavItem:
    """A line of the menu. ``hot`` only when something blocks the person."""

    label: str
    url: str
    icon: str
    current: bool
    count: int = 0
    count_label: str = ""
    hot: bool = False
    group: str = ""


def menu(actor: Actor) -> list[NavItem]:
    """The menu of this person, empty for nobody. At most one statement."""
    return MENUS[actor.role]() if actor.role else []


def _of_candidate() -> list[NavItem]:
    waiting = my_waiting()
    mine = _item(_("My dossier"), DOSSIERS, "folder", waiting, _("to do"))
    if waiting.dossiers == 1:
        mine = replace(mine, url=f"{DOSSIERS}/{waiting.dossier_id}")
    return [
        _item(_("Home"), DASHBOARD, "home"),
        mine,
        _inside(),
        _item(_("Professionals"), DIRECTORY, "rosette-discount-check", also=EXCHANGES),
        _item(_("Profile"), PROFILE, "user"),
    ]


def _of_professional() -> list[NavItem]:
    return [
        _item(_("Home"), DASHBOARD, "home"),
        _item(_("To check"), REVIEW, "hourglass", Waiting(my_review_count()), _("to check")),
        _item(_("Clients"), DOSSIERS, "users"),
        _inside(),
        _item(_("Directory"), DIRECTORY, "search", also=EXCHANGES),
        _item(_("Verification"), VERIFICATION, "rosette-discount-check"),
        _item(_("Profile"), PROFILE, "user"),
    ]


def _of_moderator() -> list[NavItem]:
    return [
        _item(_("Home"), DASHBOARD, "home"),
        _inside(),
        _item(_("Back office"), DESK, "layout-dashboard"),
        _item(_("Profile"), PROFILE, "user"),
    ]


def _of_admin() -> list[NavItem]:
    return [
        _item(_("Home"), DASHBOARD, "home"),
        _item(_("Dossiers"), DOSSIERS, "folder"),
        _inside(),
        _item(_("Back office"), DESK, "layout-dashboard"),
        _item(_("Profile"), PROFILE, "user"),
    ]


def _inside() -> NavItem:
    """The community; the directory lies below its address and has a line of its own."""
    here = request.path == INSIDE or _is_at(POSTS) or _is_at(RESOURCES)
    return NavItem(label="Inside", url=INSIDE, icon="messages", current=here)


def _item(
    label: str,
    url: str,
    icon: str,
    waiting: Waiting = NOTHING,
    count_label: str = "",
    *,
    also: tuple[str, ...] = (),
) -> NavItem:
    """A line; it is the present one at ``url`` and at the addresses ``also``, and below them."""
    here = any(_is_at(place) for place in (url, *also))
    return NavItem(
        label=label,
        url=url,
        icon=icon,
        current=here,
        count=waiting.count,
        count_label=count_label,
        hot=waiting.blocking,
    )


def _is_at(place: str) -> bool:
    return request.path == place or request.path.startswith(f"{place.rstrip('/')}/")


MENUS = {
    Role.CANDIDATE: _of_candidate,
    Role.PROFESSIONAL: _of_professional,
    Role.MODERATOR: _of_moderator,
    Role.ADMIN: _of_admin,
}
