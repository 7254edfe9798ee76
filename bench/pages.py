"""The pages that are measured, and what each may cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask

from bench import subjects
from bench.settings import through_proxy
from bench.subjects import Subjects

CPU_BUDGET = 2.0  # times the floor
GROWTH_BUDGET = 1.3  # large over small
BUFFERS_BUDGET = 300  # pages of PostgreSQL, all statements together


@dataclass(frozen=True, slots=True)
class Page:
    """A page, who asks for it, and how many SQL statements it may run."""

    name: str
    path: str
    headers: Mapping[str, str]
    statements: int


def measured(app: Flask, people: Subjects) -> list[Page]:
    """The pages, with fresh secrets: a token lives ten minutes."""

    def seen(session: str) -> dict[str, str]:
        cookie = subjects.cookie(app, session)
        return through_proxy({"Cookie": cookie, "Accept": "text/html"})

    token = through_proxy({"Authorization": f"Bearer {subjects.token(people)}"})
    short, long = f"/dossiers/{people.dossier_id}", f"/dossiers/{people.long_id}/documents"
    talk = f"/dossiers/{people.long_id}/messages"
    return [
        Page("dossier, documents (HTML)", short, seen(people.session), 8),
        Page("dossier, 60 documents in 300 versions (HTML)", long, seen(people.long_session), 8),
        Page("conversation of 10,000 messages (HTML)", talk, seen(people.long_session), 8),
        Page("review queue of 2,000 dossiers (HTML)", "/review", seen(people.reviewer_session), 4),
        Page("clients as a list (HTML)", "/dossiers?view=list", seen(people.reviewer_session), 5),
        Page("clients as a board (HTML)", "/dossiers", seen(people.reviewer_session), 5),
        Page("dashboard of a candidate (HTML)", "/dashboard", seen(people.session), 9),
        Page("dashboard, 2,000 dossiers (HTML)", "/dashboard", seen(people.reviewer_session), 9),
        Page("GET /api/dossiers, 20 (JSON)", "/api/dossiers", token, 4),
    ]
