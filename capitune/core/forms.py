"""The base of forms, and the bridge from refusals of a service to messages beside the fields."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectMultipleField
from wtforms.i18n import messages_path
from wtforms.widgets import CheckboxInput, ListWidget

from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, ProofNeeded, Refused
from capitune.core.i18n import current_language
from capitune.core.ids import new_id
from capitune.core.work import savepoint


@cache
def _texts(language: str) -> NullTranslations:
    """What WTForms itself says, in this language: read once, not once for each form."""
    return Translations.load(messages_path(), [language], domain="wtforms")


class Form(FlaskForm):  # type: ignore[misc]
    """A form of the house. ``form_key`` makes a double click one act (see ``core.idempotency``)."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How all of them are put together."""

        def get_translations(self, _form: FlaskForm) -> NullTranslations:
            """In the reader's language."""
            return _texts(current_language())

    form_key = HiddenField(default=lambda: str(new_id()))

    @property
    def summary(self) -> list[str]:
        """Sentences about the form as a whole."""
        return [str(error) for error in self.form_errors]

    def attempt(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What ``act`` returns, or None when it refuses; the refusal then stands in the form.

        What ``act`` had written is undone (unless the error is marked ``keep``); nothing typed is lost.
        ``ProofNeeded`` goes through: a page asks for the proof, and comes back.
        """
        with self._refusals(), savepoint():
            return act(*args, **kwargs)
        return None

    def judge(self, look: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The same for what only looks and writes nothing: outside any unit of work."""
        with self._refusals():
            return look(*args, **kwargs)
        return None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except ProofNeeded:
            raise
        except (Invalid, Conflict, Refused) as error:
            self.refuse(error)

    def refuse(self, error: Invalid | Conflict | Refused) -> None:
        """Put the error's sentences beside the fields they concern."""
        placed = False
        for problem in getattr(error, "errors", ()):
            field = self._fields.get(problem.field)
            if field is not None:
                field.errors = [*field.errors, sentence(problem.code, error.facts)]
                placed = True
        if not placed:
            self.form_errors.append(sentence(error.code, error.facts))


class SeenForm(Form):
    """A form about something that may have changed since: ``version`` is the one that was read."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """The version that was read; 0, which none is, for anything that is not one."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def status_at(self, version: int) -> int:
        """How the page that shows this form answers: 200 before it is sent, 409 when what it is about has another
        ``version`` by now, 422 when it was refused for another reason.

        What was typed stays: with the present version in hand, saving again is a choice made knowing.
        """
        read, self.version.data = self.version.data, str(version)
        if not self.is_submitted():
            return 200
        return 422 if read == self.version.data else 409


def picks(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """The lines of a table of names."""
    return [SelectChoice(str(code), name) for code, name in names.items()]


class PicksField(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
