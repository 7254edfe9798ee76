"""What the team types of a legal text."""

from wtforms import DateField, IntegerField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from capitune.core.forms import Form
from capitune.core.i18n import LANGUAGES
from capitune.core.i18n import lazy_gettext as _l
from capitune.legal.models import LegalText
from capitune.legal.states import LONGEST_BODY, LONGEST_CHANGES, LONGEST_TITLE

NEEDED = _l("This is needed.")
NAMES = ("title", "body", "changes")


class LegalForm(Form):
    """The words of a draft, in both languages, and the version of it that was looked at."""

    title_fr = StringField(
        _l("Title in French"), validators=[Optional(), Length(max=LONGEST_TITLE)]
    )
    body_fr = TextAreaField(_l("Text in French"), validators=[Optional(), Length(max=LONGEST_BODY)])
    changes_fr = TextAreaField(
        _l("What changes, in French"), validators=[Optional(), Length(max=LONGEST_CHANGES)]
    )
    title_en = StringField(
        _l("Title in English"), validators=[Optional(), Length(max=LONGEST_TITLE)]
    )
    body_en = TextAreaField(
        _l("Text in English"), validators=[Optional(), Length(max=LONGEST_BODY)]
    )
    changes_en = TextAreaField(
        _l("What changes, in English"), validators=[Optional(), Length(max=LONGEST_CHANGES)]
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    only_look = SubmitField(_l("Preview"))

    @classmethod
    def of(cls, found: LegalText) -> "LegalForm":
        """With what the draft says now."""
        words = {
            f"{name}_{language}": found.text(language)[name]
            for language in LANGUAGES
            for name in NAMES
        }
        return cls(formdata=None, version=found.version, **words)

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What was typed, by language."""
        return {
            language: {name: (self[f"{name}_{language}"].data or "").strip() for name in NAMES}
            for language in LANGUAGES
        }

    def theirs(self, found: LegalText) -> LegalText | None:
        """What somebody else made of it since this form was opened; from now on this form is newer."""
        if self.version.data in (None, found.version):
            return None
        self.version.data, self.version.raw_data = found.version, None
        return found


class PublishForm(Form):
    """From which day the draft counts, and the version of it that was read."""

    day = DateField(
        _l("It counts from"),
        [InputRequired(NEEDED)],
        invalid_value_message=_l("This is not a date."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class VersionForm(Form):
    """The version of a draft that was looked at."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
