"""What the team types of a resource."""

from wtforms import DateField, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from capitune.core.clock import today
from capitune.core.forms import SeenForm, picks
from capitune.core.i18n import LANGUAGES
from capitune.core.i18n import lazy_gettext as _l
from capitune.resources.labels import KINDS
from capitune.resources.models import Resource
from capitune.resources.states import (
    LONGEST_ADDRESS,
    LONGEST_BODY,
    LONGEST_SOURCE,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    ResourceKind,
)
from capitune.resources.told import Told

NEEDED = _l("This is needed.")
NOT_A_DAY = _l("This is not a date.")
NAMES = ("title", "summary", "body")


class ResourceForm(SeenForm):
    """A resource in both languages."""

    kind = RadioField(_l("What it is"), choices=picks(KINDS), default=ResourceKind.GUIDE.value)
    title_fr = StringField(_l("Title in French"), [Optional(), Length(max=LONGEST_TITLE)])
    summary_fr = StringField(_l("Summary in French"), [Optional(), Length(max=LONGEST_SUMMARY)])
    body_fr = TextAreaField(_l("Text in French"), [Optional(), Length(max=LONGEST_BODY)])
    title_en = StringField(_l("Title in English"), [Optional(), Length(max=LONGEST_TITLE)])
    summary_en = StringField(_l("Summary in English"), [Optional(), Length(max=LONGEST_SUMMARY)])
    body_en = TextAreaField(_l("Text in English"), [Optional(), Length(max=LONGEST_BODY)])
    template = SelectField(_l("Programme that the checklist prints"), validate_choice=False)
    source_name = StringField(_l("Source"), [Optional(), Length(max=LONGEST_SOURCE)])
    source_url = StringField(_l("Address of the source"), [Optional(), Length(max=LONGEST_ADDRESS)])
    valid_on = DateField(
        _l("Held against it on"), [InputRequired(NEEDED)], invalid_value_message=NOT_A_DAY
    )
    review_on = DateField(
        _l("To be held again on"), [InputRequired(NEEDED)], invalid_value_message=NOT_A_DAY
    )
    only_look = SubmitField(_l("Preview"))

    @classmethod
    def empty(cls) -> "ResourceForm":
        """Of a resource that is still to be written, which counts from today on."""
        return cls(formdata=None, valid_on=today())

    @classmethod
    def of(cls, found: Resource) -> "ResourceForm":
        """With what it says now."""
        words = {
            f"{name}_{language}": found.text(language).get(name, "")
            for language in LANGUAGES
            for name in NAMES
        }
        return cls(
            formdata=None,
            kind=found.kind.value,
            template=found.template,
            source_name=found.source_name,
            source_url=found.source_url,
            valid_on=found.valid_on,
            review_on=found.review_on,
            version=str(found.version),
            **words,
        )

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What was typed, by language."""
        return {
            language: {name: self[f"{name}_{language}"].data or "" for name in NAMES}
            for language in LANGUAGES
        }

    @property
    def told(self) -> Told:
        """The same as the service takes it."""
        return Told(
            ResourceKind(self.kind.data),
            self.texts,
            self.source_name.data or "",
            self.source_url.data or "",
            self.valid_on.data,
            self.review_on.data,
            self.template.data or "",
        )


class ConfirmForm(SeenForm):
    """When it is to be held against its source again."""

    review_on = DateField(
        _l("To be held again on"), [InputRequired(NEEDED)], invalid_value_message=NOT_A_DAY
    )


class ActForm(SeenForm):
    """Yes, of the version that was looked at."""
