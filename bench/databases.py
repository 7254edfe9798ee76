"""Databases of the measure: built by the migrations, filled with volumes, removed afterwards."""

from flask import Flask
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import Engine, create_engine, make_url, text

from capitune import volumes
from capitune.authz.actor import Actor
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.extensions import db


def create(server_url: str, name: str, template: str = "template0") -> str:
    """Create database ``name`` anew on that server, as a copy of ``template``; returns its address."""
    drop(server_url, name)
    _run(server_url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def drop(server_url: str, name: str) -> None:
    """Remove database ``name``, whoever is connected."""
    _run(server_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(server_url: str, words: str, *names: str) -> None:
    engine: Engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(sql.SQL(words).format(*map(sql.Identifier, names)).as_string(None)))
    engine.dispose()


def build(app: Flask) -> None:
    """The schema and the catalogue."""
    with app.app_context():
        upgrade()
        with unit_of_work():
            dossiers.seed_catalogue(Actor.system("seed"))
        leave()


def fill(app: Flask, count: int, *, thin: int = 0) -> None:
    """Made-up people and dossiers: ``count`` of each; then thin dossiers, until there are ``thin`` in all."""
    with app.app_context():
        volumes.load(volumes.Volume(users=count, dossiers=count))
        if thin > count:
            volumes.load(volumes.Volume(users=thin, dossiers=thin, thin=True))
        leave()


def leave() -> None:
    """Let go of the database, so that it can be copied."""
    db.session.remove()
    db.engine.dispose()
