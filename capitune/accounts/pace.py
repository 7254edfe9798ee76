"""Answers that leave no sooner than others.

Sign-up, codes and forgotten passwords answer the same for known and unknown addresses; they must also
take as long. What differs (rows written, a letter queued) is hidden under a floor that both reach.
"""

import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, request

from capitune.core.http import SAFE_METHODS

FLOOR = 0.12  # seconds: several times what the work takes, less than a person notices

View = Callable[..., Any]


def evenly(view: View) -> View:
    """Mark a view whose unsafe requests are all answered after the same time at least."""
    view.__evenly__ = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Hold marked answers back until the floor, after their transaction: nothing is held meanwhile."""
    app.before_request(_begin)
    app.after_request(_wait)


def _begin() -> None:
    g.begun = time.monotonic()


def _wait(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "__evenly__") and request.method not in SAFE_METHODS and "begun" in g:
        time.sleep(max(0.0, g.begun + FLOOR - time.monotonic()))
    return response
