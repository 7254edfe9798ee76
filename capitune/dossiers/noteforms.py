"""What a professional may type in an internal note. What is allowed is judged by the services."""

from wtforms import DateField, TextAreaField
from wtforms.validators import DataRequired, Optional

from capitune.core.forms import SeenForm
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.forms import NOT_A_DATE


class NoteForm(SeenForm):
    """A note, and the day on which to be reminded of it."""

    body = TextAreaField(_l("Note"), [DataRequired(_l("Write a few words."))])
    remind_on = DateField(
        _l("Remind me on (optional)"), [Optional()], invalid_value_message=NOT_A_DATE
    )
