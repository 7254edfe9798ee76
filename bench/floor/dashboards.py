"""The dashboards of the floor: what the product's say, by hand."""

from typing import Any

from jinja2 import Template
from psycopg import Cursor

from bench.floor import statements

STAGES = (
    ("prospect", "Prospect"),
    ("interested", "Intéressé"),
    ("active", "Actif"),
    ("validated", "Validé"),
)
SENT = frozenset({"pending", "received"})


def home(cur: Cursor, person: Any, template: Template) -> str:
    """A candidate's."""
    key: dict[str, Any] = {"person_id": person.id}
    dossier = cur.execute(statements.NEWEST, key).fetchone()
    if dossier is None:
        raise LookupError("this candidate has no dossier")
    key["dossier_id"] = dossier.id
    team = cur.execute(statements.TEAM, key).fetchall()
    asked = cur.execute(statements.REQUIREMENTS, key).fetchall()
    refused = cur.execute(statements.REFUSED, key).fetchall()
    steps = cur.execute(statements.STEPS, key).fetchall()
    news = cur.execute(statements.NEWS, key).fetchall()
    waiting = cur.execute(statements.WAITING, key).fetchone()
    names = {row.id: row.label for row in asked}
    about = names.get(dossier.next_requirement_id, "")
    return template.render(
        me=person,
        menu=[
            ("/dashboard", "home", "Accueil", 0),
            ("/dossiers", "folder", "Mon dossier", waiting.count if waiting else 0),
            ("/inside/directory", "rosette-discount-check", "Professionnels", 0),
            ("/profile", "user", "Profil", 0),
        ],
        dossier=dossier,
        percent=100 * dossier.validated_count // (dossier.counted_count or 1),
        step=_next(dossier, about, refused),
        team=team,
        turns=_turns(asked),
        refused=refused[:3],
        steps=steps,
        coming=next((s for s in steps if s.done_at is None and s.is_ahead), None),
        news=news,
    )


def _next(dossier: Any, about: str, refused: list[Any]) -> dict[str, str]:
    here = f"/dossiers/{dossier.id}"
    if dossier.next_action == "replace_document" and refused:
        why = f"{refused[0].first_name} demande une nouvelle version. {', '.join(refused[0].reasons or ())}"
        return {"title": f"Renvoyez « {about} »", "why": why, "url": here}
    return {"title": f"Envoyez « {about} »", "why": "C’est le prochain de la liste.", "url": here}


def _turns(asked: list[Any]) -> list[tuple[int, str]]:
    mine = sum(
        row.status == "rejected" or (row.status == "required" and row.necessity == "required")
        for row in asked
    )
    return [
        (mine, "à faire par vous"),
        (sum(row.status in SENT for row in asked), "en vérification"),
        (0, "chez les autorités"),
    ]


def desk(cur: Cursor, person: Any, met: list[str], template: Template) -> str:
    """A professional's."""
    key = {"person_id": person.id, "met": met}
    queue = cur.execute(statements.QUEUE, key).fetchmany(6)
    waiting = cur.execute(statements.WAITS, key).fetchone()
    counts = dict(cur.execute(statements.STAGES, key).fetchall())
    clients = cur.execute(statements.CLIENTS, key).fetchall()
    week = cur.execute(statements.WEEK, key).fetchall()
    late = cur.execute(statements.LATE, key).fetchone()
    own = cur.execute(statements.FIGURES, key).fetchone()
    news = cur.execute(statements.NEWS, key).fetchall()
    many = waiting.many if waiting else 0
    return template.render(
        me=person,
        menu=of_professional(many),
        waiting=many,
        queue=queue,
        late=late.many if late else 0,
        week=week,
        clients=clients,
        stages=[(words, counts.get(stage, 0)) for stage, words in STAGES],
        figures=_figures(own, sum(counts.values())),
        news=news,
    )


def of_professional(waiting: int) -> list[tuple[str, str, str, int]]:
    """The menu of a professional."""
    return [
        ("/dashboard", "home", "Accueil", 0),
        ("/review", "hourglass", "À vérifier", waiting),
        ("/dossiers", "users", "Clients", 0),
        ("/inside/directory", "search", "Annuaire", 0),
        ("/professional/verification", "rosette-discount-check", "Vérification", 0),
        ("/profile", "user", "Profil", 0),
    ]


def _figures(own: Any, clients: int) -> list[tuple[str, str]]:
    days = f"{own.seconds / 86400:.1f} jours" if own and own.seconds else "—"
    return [
        ("Clients accompagnés", str(clients)),
        ("Documents validés ce mois-ci", str(own.validated if own else 0)),
        ("Délai de réponse à un document", days),
    ]
