"""Databases of tests: one built by the migrations, cloned as a template for each use."""

from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import Engine

from capitune.authz.actor import Actor
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.extensions import db
from embedded.stores import Stores
from tests.support.settings import application

TEMPLATE = "capitune_template"


def _server(stores: Stores) -> Engine:
    url = make_url(stores.database_url).set(database="postgres")
    return create_engine(url, isolation_level="AUTOCOMMIT")


def url_of(stores: Stores, name: str) -> str:
    """The address of database ``name``."""
    url = make_url(stores.database_url).set(database=name)
    return url.render_as_string(hide_password=False)


def create(stores: Stores, name: str, template: str = "template0") -> str:
    """Create database ``name`` anew and return its address."""
    server = _server(stores)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    server.dispose()
    return url_of(stores, name)


def migrated(stores: Stores, instance: Path) -> str:
    """Build the template by the migrations and the catalogue; returns its name."""
    app = application(stores, create(stores, TEMPLATE), instance)
    with app.app_context():
        upgrade()
        with unit_of_work():
            dossiers.seed_catalogue(Actor.system("seed"))
        db.session.remove()
        db.engine.dispose()
    return TEMPLATE


def clone(stores: Stores, template: str, name: str) -> str:
    """A copy of the template; returns its address."""
    return create(stores, name, template)


def drop(stores: Stores, name: str) -> None:
    """Remove database ``name``, whoever is connected."""
    server = _server(stores)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    server.dispose()
