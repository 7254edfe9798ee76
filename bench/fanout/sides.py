"""The three servers of the fan-out."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from bench import databases, subjects
from bench.fanout.measure import Side
from bench.process import Program, Server
from bench.settings import through_proxy
from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.authz.actor import Actor, Door
from capitune.core import realtime
from capitune.core.db import db
from capitune.core.realtime.presence import MOST
from capitune.core.work import unit_of_work
from embedded.ports import free_port

PRODUCT, BARE, NODE = "product", "bare python-socketio", "Node socket.io"
HERE = Path(__file__).parent
SAYING = '42["say",{"dossier_id":"0195f0a0-0000-7000-8000-000000000000"}]'
# People who may watch any dossier, in a database that is thrown away.
WATCHERS = text(
    """
    UPDATE users SET role = 'admin' WHERE id IN
      (SELECT id FROM users WHERE role = 'candidate' ORDER BY id DESC LIMIT :count)
    RETURNING id
    """
)


def watchers(app: Flask, connections: int) -> list[str]:
    """The headers of so many connections, as many a person as one may have."""
    with app.app_context():
        with unit_of_work():
            found = db.session.scalars(WATCHERS, {"count": -(-connections // MOST)}).all()
        people = db.session.scalars(select(User).where(User.id.in_(found))).all()
        with unit_of_work():
            opened = [
                accounts.open_session(
                    Actor.anonymous(Door.WEB),
                    user,
                    remember=False,
                    device="bench",
                    proof=Proof.FACTOR,
                )
                for user in people
            ]
        cookies = [subjects.cookie(app, session) for session in opened]
        databases.leave()
    asked = [_lines(through_proxy({"Cookie": cookie})) for cookie in cookies for _ in range(MOST)]
    return asked[:connections]


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items())


@contextmanager
def product(
    app: Flask, environ: Mapping[str, str], dossier_id: uuid.UUID, folder: Path, most: int
) -> Iterator[Side]:
    """The product: who may watches a dossier, and hears that it changed."""
    who = watchers(app, most)

    def say(_crowd: object) -> None:
        with app.app_context(), unit_of_work():
            ids = {"dossier_id": dossier_id}
            realtime.nudge("dossier", dossier_id, "dossier:changed", ids)

    server = Server(PRODUCT, "wsgi:app", environ, folder / "fanout-product.log")
    try:
        server.wait("/healthz", through_proxy({}))
        yield Side(
            PRODUCT,
            server.port,
            lambda size: who[:size],
            "dossier:join",
            {"id": str(dossier_id)},
            say,
            server.kilobytes,
        )
    finally:
        server.stop()


@contextmanager
def bare(folder: Path) -> Iterator[Side]:
    """python-socketio alone, on the same worker."""
    server = Server(BARE, "bench.fanout.bare:app", {}, folder / "fanout-bare.log")
    with _speaking(server) as side:
        yield side


@contextmanager
def node(folder: Path) -> Iterator[Side | None]:
    """Node socket.io; None where npm is absent."""
    if not (shutil.which("npm") and shutil.which("node")):
        print("npm is absent: no Node server to measure against", file=sys.stderr)
        yield None
        return
    place = folder / "node"
    shutil.copytree(HERE / "node", place)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=place, check=True, env=dict(os.environ))
    log = folder / "fanout-node.log"
    server = Program(NODE, free_port(), ["node", str(place / "server.js")], {}, log)
    with _speaking(server) as side:
        yield side


@contextmanager
def _speaking(server: Program) -> Iterator[Side]:
    try:
        server.wait("/", {})
        yield Side(
            server.name,
            server.port,
            lambda size: [f"Host: 127.0.0.1:{server.port}\r\n"] * size,
            "join",
            {},
            lambda crowd: crowd.say(SAYING),
            server.kilobytes,
        )
    finally:
        server.stop()
