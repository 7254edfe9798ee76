"""Finding one's programme: one question at a time, the answers in the address."""

from typing import Any

from flask import Response, request, url_for

from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.conditions import Question
from capitune.dossiers.orientation import Guidance, guide, shipped
from capitune.dossiers.views.blueprint import bp

PLACE = "dossiers.orientation"


@bp.get("/dossiers/orientation")
@access(Permission.DOSSIER_CREATE)
def orientation() -> Response:
    """The next question, or the programmes that fit with the reasons. It works without a script, and "back"
    goes back.
    """
    offered = {line.code: line for line in queries.offered_templates()}
    found = guide(shipped(), request.args, offered)
    return page(
        "dossiers/orientation.html",
        found=found,
        earlier=[_earlier(found, place) for place in range(len(found.answers))],
        offered=offered,
        missed=any(code == _code(found.question) for code in request.args),
    )


def _earlier(found: Guidance, place: int) -> dict[str, Any]:
    """An answer given, in words, with the address that asks its question again."""
    question, answer = found.answers[place]
    before: dict[str, Any] = {asked["code"]: given for asked, given in found.answers[:place]}
    choice = next(choice for choice in question["choices"] if choice["code"] == answer)
    return {
        "code": question["code"],
        "answer": answer,
        "question": question["labels"],
        "words": choice["labels"],
        "change": url_for(PLACE, **before),
    }


def _code(question: Question | None) -> str | None:
    return question["code"] if question else None
