"""Reading what a program sends: what is wrong is refused by name, in words of the reader's language.

400 for what cannot be read, 415 for another content type, 413 over the limit (``core.http``), 422 with
every wrong field.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails
from spectree.plugins.flask_plugin import FlaskPlugin
from werkzeug.exceptions import UnsupportedMediaType

from capitune.core.errors import FieldError, Invalid, Malformed

Body = TypeVar("Body", bound=BaseModel)

FORM = "multipart/form-data"
WHOLE = "body"
# How many arguments spectree gives its plugin before those of the view.
SPECTREE_PARTS = 11
CODES = {
    "missing": "required",
    "union_tag_not_found": "required",
    "extra_forbidden": "unknown_field",
    "enum": "unknown_value",
    "literal_error": "unknown_value",
    "string_pattern_mismatch": "unknown_value",
    "union_tag_invalid": "unknown_value",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}


class Reader(FlaskPlugin):
    """spectree's door into Flask, with our way of reading and of refusing."""

    def validate(self, func: Callable[..., Any], *parts: Any, **_options: Any) -> Any:
        """Run the view with what was sent, read as its declared models.

        ``parts`` are spectree's: query, json, form, headers, cookies and so on, then what the view gets.
        """
        _query, json, form = parts[:3]
        read: dict[str, Any] = {}
        if json is not None:
            read["json"] = json_body(json)
        if form is not None:
            read["form"] = form_body(form)
        return func(*parts[SPECTREE_PARTS:], **read)


def json_body(model: type[Body]) -> Body:
    """The JSON of this request as ``model``. Raises ``Malformed``, ``Invalid``, or 415 and 413."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(request.get_data(cache=True))
    except ValidationError as error:
        raise _refusal(error, model) from None


def form_body(model: type[Body]) -> Body:
    """The form of this request, with its files, as ``model``; a field sent twice is a wrong one."""
    if request.mimetype != FORM:
        raise UnsupportedMediaType
    sent: dict[str, Any] = {}
    parts: list[tuple[str, list[Any]]] = [*request.form.lists(), *request.files.lists()]
    for name, values in parts:
        sent[name] = values[0] if len(values) == 1 and name not in sent else values
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        raise _refusal(error, model) from None


def _refusal(error: ValidationError, model: type[BaseModel]) -> Invalid:
    problems = error.errors(include_url=False, include_input=False)
    if any(problem["type"] == "json_invalid" for problem in problems):
        return Malformed()
    # Of a body that is one of several, pydantic's path begins with which one.
    start = 1 if issubclass(model, RootModel) else 0
    return Invalid(errors=tuple(_field_error(problem, start) for problem in problems))


def _field_error(problem: ErrorDetails, start: int) -> FieldError:
    code = CODES.get(problem["type"], "wrong_type")
    chooser = problem.get("ctx", {}).get("discriminator")
    if chooser:
        return FieldError(chooser.strip("'"), code)
    return FieldError(".".join(map(str, problem["loc"][start:])) or WHOLE, code)
