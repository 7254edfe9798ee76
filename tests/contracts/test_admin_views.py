"""The back office is closed by default: one base, a door for each method, nothing brought in."""

import ast

import pytest
from flask import Flask
from flask_admin import Admin, BaseView, expose
from flask_admin.contrib.sqla import ModelView  # noqa: TID251 to find who derives from it

from capitune.authz.admin import GuardedView
from capitune.authz.desks import BROUGHT, GuardedModelView
from capitune.authz.permissions import Permission
from tests.support.source import imports, modules, relative

BASES = {"capitune.authz.admin", "capitune.authz.desks"}
ENGINE = {"flask_admin.Admin", "flask_admin.expose", "flask_admin.theme.Theme"}


def views(app: Flask) -> list[BaseView]:
    (admin,) = app.extensions["admin"]
    assert isinstance(admin, Admin)
    return list(admin._views)


def test_there_are_desks(shared_app: Flask) -> None:
    assert {view.endpoint for view in views(shared_app)} >= {"admin", "people", "assignments"}


def test_every_view_is_guarded(shared_app: Flask) -> None:
    assert [type(v).__name__ for v in views(shared_app) if not isinstance(v, GuardedView)] == []
    unguarded = [
        type(v).__name__
        for v in views(shared_app)
        if isinstance(v, ModelView) and not isinstance(v, GuardedModelView)
    ]
    assert unguarded == []


def test_every_exposed_method_has_a_door(shared_app: Flask) -> None:
    for view in views(shared_app):
        for _url, name, _methods in view._urls:
            assert isinstance(view.doors.get(name), Permission), f"{type(view).__name__}.{name}"


def test_every_door_opens_a_method(shared_app: Flask) -> None:
    for view in views(shared_app):
        assert set(view.doors) == {name for _url, name, _methods in view._urls}


def test_guards_are_not_overridden() -> None:
    kept = {"_handle_view", "_run_view", "is_accessible", "create_blueprint", "get_one", "opens"}
    for view in [*GuardedView.__subclasses__(), *GuardedModelView.__subclasses__()]:
        if view is not GuardedModelView:
            assert not kept & set(vars(view)), view.__name__


def test_nothing_else_takes_bases_from_flask_admin() -> None:
    for name, path in modules().items():
        brought = {n for _, _, names in imports(path) for n in names if n.startswith("flask_admin")}
        if name not in BASES:
            assert brought <= ENGINE, relative(path)


def test_nothing_of_its_theme_or_files_is_served(shared_app: Flask) -> None:
    (admin,) = shared_app.extensions["admin"]
    assert admin.theme.folder == "capitune"
    assert [
        rule.rule for rule in shared_app.url_map.iter_rules() if "static" in rule.endpoint
    ] == []


class Forgetful(GuardedView):
    """A view whose second method has no door."""

    doors = {"index": Permission.DESK_ENTER}

    @expose("/")
    def index(self) -> str:
        return "in"

    @expose("/forgotten")
    def forgotten(self) -> str:
        return "in"


def test_a_method_without_a_door_is_closed_to_everybody(shared_app: Flask) -> None:
    app = Flask("elsewhere")
    view = Forgetful(name="Forgetful", endpoint="forgetful", url="/admin")
    Admin(app, index_view=view)
    assert app.view_functions["forgetful.index"].__access__.permission is Permission.DESK_ENTER
    assert not hasattr(app.view_functions["forgetful.forgotten"], "__access__")
    with app.test_request_context("/admin/forgotten"):
        assert app.test_client().get("/admin/forgotten").status_code == 403


def test_what_a_desk_does_not_open_has_no_address(shared_app: Flask) -> None:
    desk = next(view for view in views(shared_app) if view.endpoint == "professionals")
    assert {"create_view", "edit_view", "delete_view", "export", "ajax_update"} <= BROUGHT
    exposed = {rule.endpoint for rule in shared_app.url_map.iter_rules()}
    assert "professionals.index_view" in exposed
    assert not {f"professionals.{name}" for name in BROUGHT - set(desk.doors)} & exposed


@pytest.mark.parametrize("flag", ["can_create", "can_edit", "can_delete", "can_export"])
def test_desks_change_nothing_unless_stated(shared_app: Flask, flag: str) -> None:
    desks = [view for view in views(shared_app) if isinstance(view, GuardedModelView)]
    assert desks
    assert [type(desk).__name__ for desk in desks if getattr(desk, flag)] == []


def test_desks_act_through_services_only() -> None:
    """No desk writes: no ``add``, ``delete`` or ``execute`` of a change outside a service."""
    for name, path in modules().items():
        if name.startswith("capitune.backoffice"):
            text = ast.unparse(ast.parse(path.read_text()))
            for act in ("session.add(", "session.delete(", "insert(", "update(", "on_model_change"):
                assert act not in text, f"{relative(path)}: {act}"
