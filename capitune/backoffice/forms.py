"""What staff may type."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from capitune.accounts.forms import LANGUAGES, country_choices
from capitune.backoffice.joblabels import WHYS
from capitune.backoffice.labels import (
    ASSIGNMENT_ROLES,
    CHANGE_REASONS,
    ROLES,
    SUSPENSION_REASONS,
)
from capitune.core.days import end_of
from capitune.core.forms import Form, PicksField, SeenForm, picks
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.i18n import zone_of_reader
from capitune.dossiers.states import Necessity
from capitune.professionals.labels import CLASSES, JURISDICTION_NAMES, LOOKS, REGISTER_STATUSES
from capitune.professionals.states import Body, looks_of

NOT_OFFERED = _l("Choose from the list.")


def _reasons(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """After a line that is no reason: nobody is suspended for what stood first in a list."""
    named = (SelectChoice(code.value, label) for code, label in labels.items())
    return [SelectChoice("", _l("Choose")), *named]


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


def _or_none(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """These, and first that the register shows none."""
    shown = [SelectChoice(str(code), label) for code, label in names.items()]
    return [SelectChoice("", _l("Not shown")), *shown]


class RegisterForm(Form):
    """What the official register shows of a licence."""

    register_url = StringField(
        _l("Address of the licence in the official register"),
        validators=[InputRequired(_l("This is needed.")), Length(max=500)],
    )
    register_name = StringField(_l("Name shown there"), validators=[Length(max=200)])
    register_number = StringField(_l("Number shown there"), validators=[Length(max=40)])
    register_class = SelectField(
        _l("Class shown there"),
        choices=_or_none(CLASSES),
        validators=[Optional()],
        invalid_choice_message=NOT_OFFERED,
    )
    register_jurisdiction = SelectField(
        _l("Jurisdiction shown there"),
        choices=_or_none(JURISDICTION_NAMES),
        validators=[Optional()],
        invalid_choice_message=NOT_OFFERED,
    )
    register_contact = StringField(
        _l("E-mail address shown there"), validators=[Optional(), Length(max=320)]
    )
    register_status = SelectField(
        _l("Status shown there"),
        choices=[SelectChoice(status.value, label) for status, label in REGISTER_STATUSES.items()],
        invalid_choice_message=NOT_OFFERED,
    )
    restrictions = StringField(_l("Restrictions shown there"), validators=[Length(max=1000)])
    quebec_authorised = BooleanField(
        _l("Special authorisation to practise in Québec, for a lawyer of elsewhere")
    )
    expires_on = DateField(
        _l("Valid until"),
        validators=[Optional()],
        invalid_value_message=_l("This is not a date."),
    )


class ApprovalForm(SeenForm):
    """One yes of two: what was looked at, a word for the second, how contact was made where the register shows no
    address; ``version`` is the round of facts that was read.
    """

    looked = PicksField(_l("I have looked, and"), validate_choice=False)
    note = StringField(_l("A word for the second person of the team"), [Length(max=1000)])

    met_otherwise = BooleanField(
        _l("I have spoken with this person by video, and hold a letter of their firm")
    )

    def is_of_before(self, present: int) -> bool:
        """It was about facts or files that changed since: what was ticked of those is ticked no more."""
        is_other = self.status_at(present) == HTTPStatus.CONFLICT
        if is_other:
            self.looked.data = []
        return is_other

    def offer(self, body: Body) -> "ApprovalForm":
        """What is to be looked at of a licence of this body."""
        self.looked.choices = picks({look: LOOKS[look] for look in looks_of(body)})
        return self


class TakeForm(Form):
    """Looking at a licence; ``over``: in the place of whoever does."""

    over = BooleanField(_l("In their place"))


class ReasonForm(Form):
    """Why a licence is refused, or counts no more."""

    reason = StringField(
        _l("Reason, which the professional reads"),
        validators=[InputRequired(_l("This is needed.")), Length(max=1000)],
    )


class AskForm(Form):
    """Which proof of a licence is missing."""

    wanted = StringField(
        _l("What to send, which the professional reads"),
        validators=[InputRequired(_l("This is needed.")), Length(max=1000)],
    )


class SuspensionForm(Form):
    """Why an account is closed, until when, and what its owner is told."""

    reason = SelectField(
        _l("Reason"),
        choices=_reasons(SUSPENSION_REASONS),
        invalid_choice_message=NOT_OFFERED,
    )
    words = TextAreaField(
        _l("In your words, for the team"),
        validators=[InputRequired(_l("This is needed.")), Length(max=1000)],
    )
    message = TextAreaField(
        _l("Message to the person"),
        validators=[InputRequired(_l("This is needed.")), Length(max=1000)],
    )
    until = DateField(
        _l("Suspended until"),
        validators=[Optional()],
        invalid_value_message=_l("This is not a date."),
    )

    @property
    def until_moment(self) -> datetime | None:
        """When the account opens again: at the end of the day named, as it is where the reader is."""
        return end_of(self.until.data, zone_of_reader()) if self.until.data else None


def _why() -> SelectField:
    return SelectField(
        _l("Reason"),
        choices=_reasons(CHANGE_REASONS),
        invalid_choice_message=NOT_OFFERED,
    )


def _role() -> SelectField:
    return SelectField(
        _l("Role"),
        choices=[SelectChoice(role.value, label) for role, label in ROLES.items()],
        invalid_choice_message=NOT_OFFERED,
    )


class WhyForm(Form):
    """Why somebody is signed out, or offered a way back."""

    reason = _why()


class ErasureForm(Form):
    """Why an account is set to be erased; its address, typed again."""

    reason = _why()
    address = StringField(
        _l("Address of the account, typed again"), [InputRequired(_l("This is needed."))]
    )


class RoleForm(Form):
    """Another role, and why."""

    role = _role()
    reason = _why()


class PersonForm(Form):
    """Names, country, language as corrected; ``version`` is that of what was looked at."""

    first_name = StringField(_l("First name"), [InputRequired(_l("This is needed."))])
    last_name = StringField(_l("Last name"), [InputRequired(_l("This is needed."))])
    country = SelectField(
        _l("Country of residence"),
        choices=country_choices,
        validate_choice=False,
    )
    language = SelectField(_l("Language"), choices=LANGUAGES, invalid_choice_message=NOT_OFFERED)
    version = HiddenField(filters=[lambda text: int(text) if str(text).isdecimal() else 0])


class InviteForm(Form):
    """Whom to invite, as what."""

    email = StringField(_l("E-mail address"), [InputRequired(_l("This is needed."))])
    role = _role()
    first_name = StringField(_l("First name"), [Length(max=80)])
    last_name = StringField(_l("Last name"), [Length(max=80)])
    country = SelectField(
        _l("Country of residence"),
        choices=country_choices,
        validate_choice=False,
    )
    language = SelectField(
        _l("Language of the letter"), choices=LANGUAGES, invalid_choice_message=NOT_OFFERED
    )


class SettleForm(ReasonForm):
    """Whose claim of a number stands."""

    keep = SelectField(
        _l("Whose number it is"), invalid_choice_message=NOT_OFFERED, validate_choice=False
    )


class NeedsForm(SeenForm):
    """What a draft asks for: for each document that is named, whether it is needed, ``code:necessity``; ``version`` is
    the revision of the draft that was read.
    """

    needs = SelectMultipleField(validate_choice=False)

    @property
    def chosen(self) -> dict[str, Necessity | None]:
        """By code; None for what is not asked for any more, as for anything that is no choice."""
        pairs = (text.partition(":") for text in self.needs.data or ())
        return {
            code: Necessity(need) if need in set(Necessity) else None for code, _, need in pairs
        }


class EffectsForm(Form):
    """Which effects, ticked or by a button of their own; why they are left."""

    ids = SelectMultipleField(validate_choice=False)
    only = StringField()
    why = SelectField(
        _l("Reason"),
        choices=_reasons(WHYS),
        validate_choice=False,
    )

    @property
    def picked(self) -> list[str]:
        """Their ids, as sent."""
        return [self.only.data] if self.only.data else list(self.ids.data or ())
