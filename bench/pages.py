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
    cookie = subjects.cookie(app, people.session)
    token = subjects.token(people)
    return [
        Page(
            "dossier, documents (HTML)",
            f"/dossiers/{people.dossier_id}",
            through_proxy({"Cookie": cookie, "Accept": "text/html"}),
            8,
        ),
        Page(
            "GET /api/dossiers, 20 (JSON)",
            "/api/dossiers",
            through_proxy({"Authorization": f"Bearer {token}"}),
            4,
        ),
    ]
