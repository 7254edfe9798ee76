"""The pages of the floor."""

import os
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, abort, request
from jinja2 import Environment, FileSystemLoader

from bench.floor import asking, dashboards, pipeline, statements, words
from bench.floor.pool import cursor

TONES = ("", " avatar-b", " avatar-c", " avatar-d")
SENT = frozenset({"pending", "received"})
LIMIT = 20

app = Flask(__name__, static_folder=None)
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY")
app.config["SESSION_REFRESH_EACH_REQUEST"] = False
app.config["SESSION_COOKIE_NAME"] = os.environ.get("FLOOR_COOKIE", "session")

templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals.update(
    dots=words.DOTS,
    statuses=words.STATUSES,
    categories=words.CATEGORIES,
    roles=words.ROLES,
    tone=lambda key: TONES[key.int % 4],
    cursor=lambda: uuid.UUID(int=(int(time.time() * 1000) - 2000) << 80),
)
templates.filters.update(
    short_day=words.short_day,
    day=words.day,
    moment=words.moment,
    size=words.size,
    ago=words.ago,
    typeset=words.typeset,
)
DOCUMENTS = templates.get_template("documents.html")
TALK = templates.get_template("talk.html")
QUEUE = templates.get_template("queue.html")
LIST, BOARD = templates.get_template("list.html"), templates.get_template("board.html")
HOME, DESK = templates.get_template("home.html"), templates.get_template("desk.html")
# What licences meet, as ``review_waits.needs`` says it.
MET = {"federal": ("federal", "study"), "students": ("study",), "quebec": ("quebec",)}


@app.get("/dossiers/<uuid:dossier_id>")
@app.get("/dossiers/<uuid:dossier_id>/documents")
def dossier(dossier_id: uuid.UUID) -> str:
    """The documents of a dossier, for its candidate."""
    with cursor() as cur:
        person = asking.candidate(cur)
        key = {"dossier_id": dossier_id, "person_id": person.id}
        found = cur.execute(statements.DOSSIER, key).fetchone() or abort(404)
        team = cur.execute(statements.TEAM, key).fetchall()
        asked = cur.execute(statements.REQUIREMENTS, key).fetchall()
        sent = cur.execute(statements.VERSIONS, key).fetchall()
        waiting = cur.execute(statements.WAITING, key).fetchone()
    versions: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for version in sent:
        versions[version.requirement_id].append(version)
    groups = _groups(asked)
    return DOCUMENTS.render(
        me=person,
        dossier=found,
        team=team,
        groups=groups,
        versions=versions,
        waiting=waiting,
        percent=100 * found.validated_count // (found.counted_count or 1),
        to_do=len(groups[0][2]),
    )


@app.get("/dossiers/<uuid:dossier_id>/messages")
def talk(dossier_id: uuid.UUID) -> str:
    """The latest of a conversation, for its candidate."""
    with cursor() as cur:
        person = asking.candidate(cur)
        key = {"dossier_id": dossier_id, "person_id": person.id}
        found = cur.execute(statements.DOSSIER, key).fetchone() or abort(404)
        team = cur.execute(statements.TEAM, key).fetchall()
        rows = cur.execute(statements.TALK, key).fetchall()
        shown = rows[:30][::-1]
        cur.execute(statements.FILES, {**key, "first": shown[0].id}).fetchall()
        unread = cur.execute(statements.UNREAD, key).fetchone()
        waiting = cur.execute(statements.WAITING, key).fetchone()
    days: dict[Any, list[Any]] = defaultdict(list)
    for row in shown:
        days[row.created_at.astimezone(words.ZONE).date()].append(row)
    return TALK.render(
        me=person,
        dossier=found,
        team=team,
        days=days.items(),
        talk=unread,
        waiting=waiting,
        more=shown[0].id if len(rows) > 30 else None,
        percent=100 * found.validated_count // (found.counted_count or 1),
    )


def _groups(asked: list[Any]) -> list[tuple[str, str, list[Any], bool, str]]:
    todo: list[Any] = []
    checking: list[Any] = []
    validated: list[Any] = []
    conditional: list[Any] = []
    optional: list[Any] = []
    for row in asked:
        if row.status in SENT:
            checking.append(row)
        elif row.status == "validated":
            validated.append(row)
        elif row.status == "rejected" or row.necessity == "required" or row.is_triggered:
            todo.append(row)
        elif row.necessity == "conditional":
            conditional.append(row)
        else:
            optional.append(row)
    todo.sort(key=lambda row: (row.status != "rejected", -row.lead_days, row.position))
    return [
        ("todo", "À faire", todo, False, ""),
        ("checking", "En vérification", checking, False, ""),
        ("validated", "Documents validés", validated, False, ""),
        ("conditional", "Selon votre situation", conditional, True, "À envoyer si concerné."),
        ("optional", "Documents facultatifs", optional, True, "Ils peuvent renforcer le dossier."),
    ]


@app.get("/review")
def queue() -> str:
    """The oldest of what waits for a professional's decision."""
    with cursor() as cur:
        person = asking.reviewer(cur)
        key = {"person_id": person.id, "met": _met(person)}
        rows = cur.execute(statements.QUEUE, key).fetchall()
        types = cur.execute(statements.TYPES, key).fetchall()
        waiting = cur.execute(statements.WAITS, key).fetchone()
    shown = rows[:LIMIT]
    more = shown[-1].id if len(rows) > LIMIT else None
    return QUEUE.render(me=person, rows=shown, types=types, waiting=waiting.many, more=more)


def _met(person: Any) -> list[str]:
    return ["none", *(need for scope in person.licence_scopes for need in MET.get(scope, ()))]


@app.get("/dashboard")
def dashboard() -> str:
    """By role."""
    with cursor() as cur:
        person = asking.anybody(cur)
        if person.role == "candidate":
            return dashboards.home(cur, person, HOME)
        return dashboards.desk(cur, person, _met(person), DESK)


@app.get("/dossiers")
def clients() -> str:
    """The pipeline of a professional."""
    is_list = request.args.get("view") == "list"
    with cursor() as cur:
        person = asking.anybody(cur)
        shape = LIST if is_list else BOARD
        return pipeline.shown(cur, person, _met(person), shape, is_list=is_list)


@app.get("/api/dossiers")
def dossiers() -> Response:
    """The newest dossiers of a professional."""
    with cursor() as cur:
        person = asking.professional(cur)
        rows = cur.execute(statements.DOSSIERS, {"person_id": person.id}).fetchall()
        shown = rows[:LIMIT]
        team = cur.execute(statements.TEAMS, {"ids": [row.id for row in shown]}).fetchall()
    people: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
    for a in team:
        people[a.dossier_id].append(
            {"id": a.id, "first_name": a.first_name, "last_name": a.last_name, "role": a.role}
        )
    body = {
        "items": [_item(row, people[row.id]) for row in shown],
        "next_cursor": str(shown[-1].id) if len(rows) > LIMIT else None,
    }
    return Response(orjson.dumps(body), content_type="application/json")


def _item(row: Any, people: list[dict[str, Any]]) -> dict[str, Any]:
    counted = row.counted_count
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "description": row.description,
        "family": row.family,
        "template": {"code": row.template_code, "title": row.template_title},
        "status": _status(row),
        "stage": row.stage,
        "archived": row.archived_at is not None,
        "progress": 100 * row.validated_count // counted if counted else None,
        "next_action": {
            "code": row.next_action,
            "label": _told(row),
            "target": row.next_requirement_id or row.next_step_id,
        },
        "candidate": {
            "id": row.candidate_id,
            "first_name": row.first_name,
            "last_name": row.last_name,
        },
        "professionals": people,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "version": row.version,
        "planned_submission_on": row.planned_submission_on,
    }


def _status(row: Any) -> str:
    if row.archived_at:
        return "archived"
    if row.stage == "validated":
        return "validated"
    return "in_progress" if row.started_at else "draft"


def _told(row: Any) -> str:
    if row.next_action == "replace_document":
        return f"Renvoyez « {row.next_requirement} »"
    if row.next_action == "provide_document":
        return f"Envoyez « {row.next_requirement} »"
    return f"Terminer l’étape « {row.next_step} »" if row.next_step else "Rien à faire"


@app.get("/healthz")
def alive() -> str:
    """The process answers."""
    return "ok"
