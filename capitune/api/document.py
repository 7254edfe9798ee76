"""The OpenAPI 3.1 document: what spectree read beside each view, and what follows from its door."""

from copy import deepcopy
from functools import cache
from typing import Any

import orjson
from flask import current_app

from capitune.api.spec import spec
from capitune.authz.web import declared
from capitune.core.answers import PROBLEM
from capitune.core.idempotency import LONGEST_KEY

Part = dict[str, Any]

TAGS = {
    "auth": "Sign-up, sign-in, and the tokens of a program.",
    "users": "Oneself, and what is public of others.",
    "admin": "What waits for the team.",
    "dashboard": "What is to be done next.",
    "templates": "The published catalogue.",
    "dossiers": "The dossiers one may see.",
    "assignments": "Who accompanies a dossier.",
    "messages": "The conversation of a dossier.",
    "inside": "What members write for each other, and what they do with it.",
    "resources": "Guides, courses and checklists of the team.",
    "moderation": "What members report, and what the team decides of it.",
    "notes": "Internal notes of those who accompany a dossier; its candidate has no access to them.",
    "steps": "The steps of a dossier: whose turn, from when until when.",
    "budget": "What a dossier costs, what was agreed, what was paid.",
    "professionals": "Those whose licence was checked.",
    "invitations": "Prospects whom a professional invites to open a dossier.",
    "documents": "What a dossier asks for, and what was sent.",
    "history": "Who did what in a dossier.",
    "notifications": "What one is told.",
}
REFUSAL = {"$ref": "#/components/schemas/Problem"}
SIGNED_IN = {"401": "Unauthorized", "403": "Forbidden"}
NAMED = {"404": "Not Found"}
SENT = {
    "400": "Bad Request",
    "413": "Content Too Large",
    "415": "Unsupported Media Type",
    "422": "Unprocessable Content",
}
HEADERS = {
    "201": ("Location", "Where what was created can be read."),
    "302": ("Location", "Where the file can be fetched, for 60 seconds."),
    "429": ("Retry-After", "In how many seconds to try again."),
}
NEXT_PAGE = ("Link", "With `rel=next`: the next page, when there is one.")
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
    "description": "Makes a resend harmless: for 24 hours it gets the answer of the first.",
}


@cache
def written() -> bytes:
    """The document as JSON; the same for everybody, so it is made once."""
    return orjson.dumps(document())


def document() -> Part:
    """The document of the running application's API."""
    found: Part = deepcopy(spec.spec)
    found["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    for operations in found["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return found


def _complete(operation: Part) -> None:
    view = current_app.view_functions[f"api.{operation['operationId']}"]
    access = declared(view)
    places = {parameter["in"] for parameter in operation["parameters"]}
    refusals: dict[str, str] = {}
    if access and access.permission:
        refusals |= SIGNED_IN
    else:
        operation["security"] = []
    if "path" in places:
        refusals |= NAMED
    answers = operation["responses"]
    if "requestBody" in operation:
        refusals |= SENT
    elif "query" not in places:
        # spectree takes it for granted; here nothing is sent that could be wrong.
        answers.pop("422", None)
    for status, title in refusals.items():
        answers.setdefault(status, {"description": title})
    if "201" in answers:
        operation["parameters"].append(IDEMPOTENCY_KEY)
        answers.setdefault("422", {"description": SENT["422"]})
    answers["default"] = {"description": "Anything else that stops a request, as 503."}
    _describe(
        answers, paged=any(each["name"] == "after" for each in operation.get("parameters", ()))
    )
    if media := getattr(view, "__media__", ""):
        answers["200"]["content"] = {media: {}}
    operation["responses"] = dict(sorted(answers.items()))


def _describe(answers: Part, *, paged: bool) -> None:
    """Give refusals their content type, and answers their headers."""
    for status, answer in answers.items():
        if status >= "400":
            answer["content"] = {PROBLEM: {"schema": REFUSAL}}
        if status in HEADERS:
            answer["headers"] = _header(*HEADERS[status])
        if paged and status == "200":
            answer["headers"] = _header(*NEXT_PAGE)


def _header(name: str, description: str) -> Part:
    return {name: {"description": description, "schema": {"type": "string"}}}
