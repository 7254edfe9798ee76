"""What staff may type at the desk of dossiers. Whether a choice is still good is the services' matter."""

from wtforms import HiddenField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from capitune.backoffice.labels import ASSIGNMENT_ROLES
from capitune.core.forms import Form
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.forms import TextsField

NEEDED = _l("This is needed.")
NOT_OFFERED = _l("Choose from the list.")
ROLE_CHOICES = [SelectChoice(role.value, label) for role, label in ASSIGNMENT_ROLES.items()]


class ProposalForm(Form):
    """Who is asked to accompany one dossier, as what."""

    professional_id = SelectField(
        _l("Verified professional"), validators=[InputRequired(NEEDED)], validate_choice=False
    )
    role = SelectField(_l("Role"), choices=ROLE_CHOICES, invalid_choice_message=NOT_OFFERED)


class TransferForm(Form):
    """Who takes the place of somebody, and why."""

    professional_id = SelectField(
        _l("Who takes the place"), validators=[InputRequired(NEEDED)], validate_choice=False
    )
    reason = TextAreaField(
        _l("Reason, which the candidate and the team read"),
        validators=[InputRequired(NEEDED), Length(max=2000)],
    )


class GlassForm(Form):
    """Why one of the team must look into a dossier."""

    reason = TextAreaField(
        _l("Reason, which the candidate reads"), validators=[InputRequired(NEEDED)]
    )


class BulkAssignmentForm(ProposalForm):
    """The same for the dossiers that ``d`` names: beside who is there, or in the place of somebody. ``came`` are the
    filters of the list with the ticks.
    """

    d = TextsField()
    came = HiddenField()
    step = HiddenField()
    instead_of = SelectField(_l("In the place of"), validate_choice=False)
    reason = TextAreaField(
        _l("Reason, which the candidate and the team read"), validators=[Length(max=2000)]
    )
