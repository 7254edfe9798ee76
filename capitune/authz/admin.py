"""The guard of the back office: the only bases for Flask-Admin views, closed by default.

Flask-Admin is open unless told otherwise, and checks whole views rather than methods. Here each exposed
method has a door, or it is closed to everybody; what Flask-Admin brings and no door opens is not mounted.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ClassVar

import structlog
from flask import abort, request
from flask_admin import Admin, BaseView
from flask_admin.blueprints import _BlueprintWithHostSupport as Blueprint

from capitune.authz import engine, recent
from capitune.authz.permissions import Permission
from capitune.authz.web import Access, current_actor
from capitune.core.errors import Unauthenticated
from capitune.core.htmx import page
from capitune.core.http import SAFE_METHODS, is_navigation
from capitune.core.scanner import current_scanner

log = structlog.get_logger(__name__)

Doors = Mapping[str, Permission]


class GuardedView(BaseView):  # type: ignore[misc]
    """The base of a page of the back office: ``doors`` names the permission of each exposed method.

    Nobody: to the sign-in page. Whoever may not enter the back office: 404, they need not know of it.
    Staff without the permission: what its rule says, 403 as a rule.
    """

    doors: ClassVar[Doors] = {}
    sensitive: ClassVar[frozenset[str]] = (
        frozenset()
    )  # methods that ask again who one is, when sent
    icon: ClassVar[str] = "layout-dashboard"
    short: ClassVar[Any] = ""  # its name where there is little room
    group: ClassVar[Any] = ""
    vocabulary: ClassVar[Mapping[str, Any]] = {}  # names that the view's templates need
    _urls: list[Any]

    def create_blueprint(self, admin: Admin) -> Blueprint:
        """The view's addresses, each with what it declares, for the guard of all endpoints."""
        self._urls = [rule for rule in self._urls if self.opens(rule[1])]
        for _url, name, _methods in self._urls:
            setattr(self, name, self._declared(name, getattr(self, name)))
        return super().create_blueprint(admin)

    def opens(self, _name: str) -> bool:
        """Whether this exposed method gets an address."""
        return True

    def _declared(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def declared(*args: Any, **kwargs: Any) -> Any:
            return method(*args, **kwargs)

        if name in self.doors:
            declared.__access__ = Access(self.doors[name])  # type: ignore[attr-defined]
        return declared

    def _handle_view(self, name: str, **_url: Any) -> None:
        """Flask-Admin calls this before each exposed method."""
        door = self.doors.get(name)
        if door is None:
            log.error("closed_admin_method", view=type(self).__name__, method=name)
            abort(403)
        actor = current_actor()
        if not actor.is_signed_in:
            raise Unauthenticated
        engine.require(actor, Permission.DESK_ENTER)
        engine.require(actor, door)
        if is_navigation():
            engine.require_terms(actor, door)
        if name in self.sensitive and request.method not in SAFE_METHODS:
            recent.require_recent(actor)

    def _run_view(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call the method; unlike Flask-Admin's own, a ``TypeError`` inside it is not a second call."""
        return method(self, *args, **kwargs)

    def is_accessible(self) -> bool:
        """Whether the menu shows this view to the present actor."""
        door = self.doors.get(self._default_view)
        actor = current_actor()
        return (
            door is not None
            and engine.can(actor, Permission.DESK_ENTER)
            and engine.can(actor, door)
        )

    def render(self, template: str, *, status: int = 200, **context: Any) -> Any:
        """A page of the back office: with its menu, and a word wherever the scanner is a stand-in."""
        context.setdefault("desk", self)
        return page(
            template,
            status=status,
            nav=self.menu_items(),
            scanner_is_stand_in=current_scanner().is_stand_in,
            **{**self.vocabulary, **self._template_args, **context},
        )

    def menu_items(self) -> list[dict[str, Any]]:
        """The desks that the present actor may open, as the layouts read them."""
        desks = self.admin._views  # noqa: SLF001 no other way in
        return [
            {
                "url": desk.url.rstrip("/") + "/",
                "label": desk.name,
                "short": desk.short,
                "icon": desk.icon,
                "group": desk.group,
                "current": desk is self,
            }
            for desk in desks
            if desk.is_accessible()
        ]
