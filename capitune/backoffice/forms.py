"""What staff may type."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from capitune.backoffice.labels import ASSIGNMENT_ROLES, SCOPES
from capitune.core.forms import Form

NOT_OFFERED = _l("Choose from the list.")


class AssignmentForm(Form):
    """Which professional accompanies which dossier, as what."""

    number = StringField(
        _l("Dossier number"), validators=[InputRequired(_l("This is needed.")), Length(max=40)]
    )
    # Whether the choice is still good is the service's matter: a licence may lapse meanwhile.
    professional_id = SelectField(
        _l("Verified professional"),
        validators=[InputRequired(_l("This is needed."))],
        validate_choice=False,
    )
    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(role.value, label) for role, label in ASSIGNMENT_ROLES.items()],
        invalid_choice_message=NOT_OFFERED,
    )


class VerificationForm(Form):
    """What a licence, checked in the register, covers and until when."""

    scopes = SelectMultipleField(
        _l("What the licence covers"),
        choices=[SelectChoice(scope.value, label) for scope, label in SCOPES.items()],
        invalid_choice_message=NOT_OFFERED,
        validators=[InputRequired(_l("Choose at least one."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    until = DateField(
        _l("Valid until"),
        validators=[Optional()],
        invalid_value_message=_l("This is not a date."),
    )
