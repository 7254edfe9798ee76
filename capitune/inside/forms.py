"""What a member may type in the community. What is allowed is judged by the services."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, Limited, Refused
from capitune.core.forms import Form, PicksField, SeenForm, picks
from capitune.core.i18n import current_language
from capitune.core.i18n import lazy_gettext as _l
from capitune.inside.labels import CATEGORIES
from capitune.inside.typed import Said
from capitune.safety.states import MASKABLE


class MaskForm(SeenForm):
    """Words for everybody. ``mask``: whoever wrote them agrees that personal details are masked; ``asks``: they are to be
    asked whether they do.
    """

    asks = False
    mask = HiddenField()

    @property
    def masks(self) -> bool:
        """They agree."""
        return bool(self.mask.data)

    def attempt(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Too many is said where the words stand, which are not lost."""
        try:
            return super().attempt(act, *args, **kwargs)
        except Limited as error:
            self.form_errors.append(sentence(error.code, error.facts))
            return None

    def refuse(self, error: Invalid | Conflict | Refused) -> None:
        """A question is no mistake: it stands above the form, not beside its fields."""
        self.asks = error.code in MASKABLE
        if not self.asks:
            super().refuse(error)


class PostForm(MaskForm):
    """A post. ``post_id`` names the draft that it is kept as."""

    post_id = HiddenField()
    title = StringField(_l("Title"))
    body = TextAreaField(_l("Text"))
    category = SelectField(_l("Category"), validate_choice=False)
    tags = PicksField(_l("Topics"), validate_choice=False)

    def offer(self, topics: Iterable[Any]) -> None:
        """The categories and tags there are, in the reader's language."""
        self.category.choices = [("", _l("Choose")), *picks(CATEGORIES)]
        named = [(each.slug, getattr(each, f"name_{current_language()}")) for each in topics]
        self.tags.choices = sorted(named, key=lambda pair: pair[1].casefold())

    @property
    def said(self) -> Said:
        """What was typed."""
        return Said(
            title=self.title.data or "",
            body=self.body.data or "",
            category=self.category.data or "",
            tags=tuple(self.tags.data or ()),
        )


class CommentForm(MaskForm):
    """A comment. ``parent_id`` is the one that it answers."""

    parent_id = HiddenField()
    body = TextAreaField(_l("Your comment"))


class PastedForm(Form):
    """What somebody was given: a number, a name, a link, a whole message."""

    text = TextAreaField(
        _l("What you were given"),
        [
            DataRequired(_l("Paste a number, a name, a link or the message.")),
            Length(max=5_000, message=_l("At most 5,000 characters: paste the part that matters.")),
        ],
    )


class ReasonForm(SeenForm):
    """Why the team takes a post away: its author reads it."""

    reason = StringField(_l("Reason, which its author reads"), [DataRequired(_l("Say why."))])
    fraud = BooleanField(_l("It is a fraud: recognise it when it comes back"))


class DeleteForm(Form):
    """Yes."""
