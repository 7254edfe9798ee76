"""The same table in Flask-Admin as it comes: its own list, its count, its pages by number."""

from typing import Any

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView  # noqa: TID251 the baseline itself
from flask_babel import Babel

from capitune.accounts.models import User
from capitune.extensions import db


class PlainUsers(ModelView):  # type: ignore[misc]
    """What one writes on a first evening."""

    column_list = ("first_name", "last_name", "email", "role", "standing", "country", "created_at")
    column_searchable_list = ("first_name", "last_name", "email")
    column_filters = ("country", "created_at")
    form_columns = ("first_name", "last_name")
    column_default_sort = ("created_at", True)
    page_size = 25
    can_create = can_edit = can_delete = False

    def is_accessible(self) -> bool:
        """To the measure alone: nothing else runs here."""
        return True


def plain_app(database_url: str) -> Flask:
    """An application with that one list and nothing else."""
    app = Flask("plain")
    app.config.update(
        SECRET_KEY="only-for-the-bench",  # noqa: S106 of an application that nobody reaches
        SQLALCHEMY_DATABASE_URI=database_url,
    )
    db.init_app(app)
    Babel(app)
    admin: Any = Admin(app, url="/plain")
    admin.add_view(PlainUsers(User, db, endpoint="plainusers", url="/plain/users"))
    return app
