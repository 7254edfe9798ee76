"""What the team types of an announcement."""

from datetime import timedelta

from wtforms import DateField, IntegerField, RadioField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from capitune.announcements.models import Announcement
from capitune.announcements.states import LONGEST_TEXT, LONGEST_TITLE, Tone
from capitune.announcements.told import Told
from capitune.backoffice.labels import AUDIENCES, TONES
from capitune.core.clock import now
from capitune.core.days import end_of, start_of
from capitune.core.forms import Form, PicksField, picks
from capitune.core.i18n import LANGUAGES, zone_of_reader
from capitune.core.i18n import lazy_gettext as _l

NEEDED = _l("This is needed.")
NOT_A_DAY = _l("This is not a date.")


class AnnouncementForm(Form):
    """Days are those of the reader's zone, from the beginning of the first to the end of the last."""

    tone = RadioField(_l("How it looks"), choices=picks(TONES), default=Tone.NEWS.value)
    audience = PicksField(_l("Who reads it"), choices=picks(AUDIENCES))
    title_fr = StringField(
        _l("Title in French"), validators=[Optional(), Length(max=LONGEST_TITLE)]
    )
    body_fr = TextAreaField(_l("Text in French"), validators=[Optional(), Length(max=LONGEST_TEXT)])
    title_en = StringField(
        _l("Title in English"), validators=[Optional(), Length(max=LONGEST_TITLE)]
    )
    body_en = TextAreaField(
        _l("Text in English"), validators=[Optional(), Length(max=LONGEST_TEXT)]
    )
    since = DateField(_l("From day"), [InputRequired(NEEDED)], invalid_value_message=NOT_A_DAY)
    until = DateField(_l("To day"), [InputRequired(NEEDED)], invalid_value_message=NOT_A_DAY)
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    only_look = SubmitField(_l("Preview"))

    @classmethod
    def of(cls, found: Announcement) -> "AnnouncementForm":
        """With what it says now."""
        where = zone_of_reader()
        words = {
            f"{name}_{language}": found.text(language).get(name, "")
            for language in LANGUAGES
            for name in ("title", "body")
        }
        return cls(
            formdata=None,
            tone=found.tone.value,
            audience=found.audience,
            since=found.starts_at.astimezone(where).date(),
            until=(found.ends_at - timedelta(seconds=1)).astimezone(where).date(),
            version=found.version,
            **words,
        )

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What was typed, by language."""
        return {
            language: {
                name: (self[f"{name}_{language}"].data or "").strip() for name in ("title", "body")
            }
            for language in LANGUAGES
        }

    @property
    def told(self) -> Told:
        """The same as the service takes it. What begins today begins now."""
        where = zone_of_reader()
        starts = start_of(self.since.data, where)
        ends = end_of(self.until.data, where)
        today = now().astimezone(where).date() == self.since.data
        audience = tuple(self.audience.data or ())
        return Told(Tone(self.tone.data), audience, self.texts, now() if today else starts, ends)

    def theirs(self, found: Announcement | None) -> Announcement | None:
        """What somebody else made of it since this form was opened; from now on this form is newer."""
        if found is None or self.version.data in (None, found.version):
            return None
        self.version.data, self.version.raw_data = found.version, None
        return found
