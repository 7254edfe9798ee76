"""What a person may type about who accompanies a dossier. What is allowed is judged by the services."""

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from capitune.accounts.forms import LANGUAGES, SignUpForm
from capitune.core.forms import Form
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.forms import LONGEST_TEXT, TOO_LONG
from capitune.dossiers.states import ReviewerRole
from capitune.dossiers.words.labels import ROLE_NAMES

BESIDE, INSTEAD = "beside", "instead"


class EndingForm(Form):
    """Ending an access, or withdrawing a question."""

    reason = TextAreaField(_l("Your reason (optional)"))


class RefusalForm(Form):
    """Refusing to accompany a dossier."""

    reason = TextAreaField(
        _l("Your reason"),
        [
            DataRequired(_l("Write a few words: the person who asked will read them.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )


class OfferForm(Form):
    """Taking a professional who offers to accompany one: on which dossier, in which role."""

    dossier = RadioField(_l("Which dossier"), [InputRequired(_l("Choose one."))])
    role = RadioField(_l("What they do for you"), [InputRequired(_l("Choose one."))])


class InvitationForm(Form):
    """Inviting a prospect. What is right is judged by the service."""

    name = StringField(_l("First name"))
    email = StringField(_l("E-mail address"))
    language = SelectField(_l("Language"), choices=LANGUAGES, validate_choice=False)
    template = SelectField(_l("Programme"), validate_choice=False)
    role = RadioField(_l("Your role"), validate_choice=False)


class AgreementForm(Form):
    """Accepting an invitation: nothing is ticked beforehand."""

    agrees = BooleanField(_l("I agree"))


class JoiningForm(SignUpForm):
    """Signing up with an address that the letter has proved, in the language of the letter."""

    email = None
    language = None


class ColleagueForm(Form):
    """Suggesting a colleague; ``q`` is what was looked for, so that the same people are offered again."""

    q = HiddenField()
    professional_id = RadioField(
        _l("Which colleague"), [InputRequired(_l("Choose one."))], validate_choice=False
    )
    role = RadioField(
        _l("What they would do"),
        [InputRequired(_l("Choose one."))],
        choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in ReviewerRole],
    )
    place = RadioField(
        _l("And you"),
        [InputRequired(_l("Choose one."))],
        choices=[
            SelectChoice(BESIDE, _l("I stay on the dossier")),
            SelectChoice(INSTEAD, _l("They take my place in this role")),
        ],
        default=BESIDE,
    )
    motive = TextAreaField(
        _l("Why, for the candidate"),
        [
            DataRequired(_l("Write a few words: the candidate decides on them.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )

    @property
    def takes_over(self) -> bool:
        """Whether the colleague takes the place of who suggests them."""
        return bool(self.place.data == INSTEAD)
