"""Templates compiled once for each language: what is known at that moment is not worked out again.

Jinja looks up each ``include``, each ``import`` and each text at every rendering; on a page of forty rows
that costs more than the page. Here an included partial becomes part of the page that includes it, a macro
of a component is bound once, a text is put in place in its language, and a macro whose arguments are all
written in the template is replaced by what it gives. The markup is the same, byte for byte (a test says
so). In debug mode nothing of this happens: an edited template is seen at once.
"""

from collections.abc import Callable
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_wtf.csrf import generate_csrf

from capitune.core.templating.environment import Environment
from capitune.core.templating.writing import attributes

__all__ = ["Environment", "init_app"]

# The address of an endpoint that takes nothing is the same for everybody.
CONSTANTS = frozenset({"asset", "url_for"})


def init_app(app: Flask, *, language: Callable[[], str]) -> None:
    """Compile templates by language from now on; ``language()`` is the reader's at that moment."""
    folder = Path(app.root_path) / app.config["BABEL_TRANSLATION_DIRECTORIES"]

    def texts(language: str) -> NullTranslations:
        return Translations.load(folder, [language])

    environment = app.jinja_env
    environment.filters["xmlattr"] = attributes
    app.context_processor(lambda: {"csrf_token": csrf_token})
    environment.globals["csrf_token"] = csrf_token  # macros see globals only
    if isinstance(environment, Environment) and not app.debug:
        environment.constants = CONSTANTS
        environment.language, environment.texts = language, texts


def csrf_token() -> str:
    """The token of this request, looked for once however many forms the page holds."""
    held: str | None = g.get("csrf_token")
    return held or str(generate_csrf())
