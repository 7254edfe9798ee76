"""What a person may type about a step. What is allowed is judged by the services."""

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from capitune.core.forms import Form, SeenForm
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.forms import NOT_A_DATE, TOO_LONG
from capitune.dossiers.states import Owner
from capitune.dossiers.words.labels import OWNERS_AS_SEEN_BY_OTHERS

LONGEST_STEP, LONGEST_HOLD = 160, 500


class StepFactsForm(Form):
    """Whose turn, and by when."""

    owner = SelectField(
        _l("Who does it"),
        [InputRequired(_l("Choose one."))],
        choices=[SelectChoice(owner.value, OWNERS_AS_SEEN_BY_OTHERS[owner]) for owner in Owner],
    )
    starts_on = DateField(_l("From"), [Optional()], invalid_value_message=NOT_A_DATE)
    target_on = DateField(
        _l("Until"), [InputRequired(NOT_A_DATE)], invalid_value_message=NOT_A_DATE
    )


class NewStepForm(StepFactsForm):
    """A step to add."""

    title = StringField(
        _l("What is to do"),
        [
            DataRequired(_l("Write what is to do.")),
            Length(max=LONGEST_STEP, message=TOO_LONG),
        ],
    )


class StepForm(StepFactsForm, SeenForm):
    """Changing a step of the programme."""


class OwnStepForm(NewStepForm, SeenForm):
    """Changing a step that somebody added."""


class HoldForm(SeenForm):
    """Why a step waits."""

    hold_reason = TextAreaField(
        _l("Why it waits"),
        [
            DataRequired(_l("Say in a few words why it waits: the others read it.")),
            Length(max=LONGEST_HOLD, message=TOO_LONG),
        ],
    )


class MarkForm(SeenForm):
    """A press of a button beside a step."""
