"""What a person may type about their account."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TelField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from capitune.accounts import amounts, countries, provinces, zones
from capitune.accounts.labels import GOALS, SECTORS
from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.forms import Form, PicksField, picks
from capitune.core.i18n import current_language
from capitune.core.i18n import lazy_gettext as _

NOT_OURS = frozenset({"csrf_token", "form_key"})
LANGUAGES = [SelectChoice("fr", "Français"), SelectChoice("en", "English")]


def needed() -> InputRequired:
    """The mark of a field that cannot be left out."""
    return InputRequired(_("Fill this in."))


def choices(pairs: Iterable[tuple[str, Any]], none: Any) -> list[SelectChoice]:
    """(value, label) pairs as the lines of a list, after the line that chooses ``none`` of them."""
    return [SelectChoice("", none), *(SelectChoice(value, label) for value, label in pairs)]


def country_choices() -> list[SelectChoice]:
    """The countries in the reader's language, after an empty line."""
    return choices(countries.choices(current_language()), _("Choose"))


def timezone_choices(form: FlaskForm, _field: Field) -> list[SelectChoice]:
    """The time zones by country and city, after the choice of none; with the one the person has."""
    known = list(zones.choices(current_language()))
    kept = form.kept_timezone
    if kept and kept not in dict(known):
        known.append((kept, zones.label(kept, current_language())))
    return choices(known, _("As on my device"))


def province_choices(form: FlaskForm, _field: Field) -> list[SelectChoice]:
    """The provinces and territories, after the choice of none; with the text the person has."""
    known = dict(provinces.NAMES)
    if form.kept_province and form.kept_province not in known:
        known[form.kept_province] = form.kept_province
    return choices(known.items(), _("None: I do not live in Canada"))


def sector_choices() -> list[SelectChoice]:
    """The sectors, after the choice of none."""
    return [SelectChoice("", _("I do not know yet")), *picks(SECTORS)]


class SignUpForm(Form):
    """What every sign-up asks. Whether a field is right is decided by the service, for all doors."""

    first_name = StringField(_("First name"), [needed()])
    last_name = StringField(_("Last name"), [needed()])
    email = EmailField(_("E-mail address"), [needed()])
    password = PasswordField(_("Password"), [needed()])
    country = SelectField(_("Country of residence"), [needed()], choices=country_choices)
    language = SelectField(_("Language"), [needed()], choices=LANGUAGES, default=current_language)
    accept_terms = BooleanField(_("Terms of use"))
    accept_communications = BooleanField(_("I want to receive new webinars and guides by e-mail"))


class SignInForm(Form):
    """Without ``form_key``: signing in twice is harmless, and each answer carries its own cookie."""

    form_key = None

    email = EmailField(_("E-mail address"), [needed()])
    password = PasswordField(_("Password"), [needed()])
    remember = BooleanField(_("Stay signed in on this device"))
    refusal = ""

    def refuse(self, error: Invalid | Conflict | Refused) -> None:
        """Keep the code too: an unverified address leads somewhere else."""
        self.refusal = error.code
        super().refuse(error)


class CodeForm(Form):
    """The six digits. ``email`` is asked only of a browser that has not just signed up."""

    email = EmailField(_("E-mail address"), [needed()])
    code = StringField(_("6-digit code"), [needed()])


class PictureForm(Form):
    """A photo of oneself. Whether it is one is decided where files are judged."""

    file = FileField(_("Photo to send"))


class ZoneForm(Form):
    """The time zone of a device; sent by a script, which makes no key: twice changes nothing."""

    form_key = None

    timezone = StringField()


class ConfirmForm(Form):
    """One button."""


class TermsForm(Form):
    """Agreeing to the version of the terms that was read."""

    label = HiddenField(validators=[needed()])


class LeaveForm(Form):
    """The password, to close one's account."""

    password = PasswordField(_("Your password"), [needed()])


class ForgotForm(Form):
    """Where to send the link."""

    email = EmailField(_("E-mail address"), [needed()])


class EmailChangeForm(Form):
    """The address to come."""

    email = EmailField(_("New e-mail address"), [needed()])


class ResetForm(Form):
    """A new password."""

    password = PasswordField(_("New password"), [needed()])


class NewPasswordForm(Form):
    """The present password, and the new one."""

    current_password = PasswordField(_("Present password"), [needed()])
    new_password = PasswordField(_("New password"), [needed()])


class ProfileForm(Form):
    """What one may change of oneself."""

    first_name = StringField(_("First name"), [needed()])
    last_name = StringField(_("Last name"), [needed()])
    phone = TelField(_("Telephone"))
    country = SelectField(_("Country of residence"), choices=country_choices)
    # What a browser sends beside the list is judged by the service, like what programs send.
    province = SelectField(
        _("Province or territory"), choices=province_choices, validate_choice=False
    )
    language = SelectField(_("Language"), [needed()], choices=LANGUAGES)
    timezone = SelectField(_("Time zone"), choices=timezone_choices)
    kept_timezone: str | None = None
    kept_province: str | None = None

    def __init__(self, *, obj: Any = None, **kwargs: Any) -> None:
        self.kept_timezone = getattr(obj, "timezone", None)
        self.kept_province = getattr(obj, "province", None)
        super().__init__(obj=obj, **kwargs)

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, by field. A country left out stays as it was; so does what was not sent."""
        sent = {f.name: f.data for f in self if f.raw_data or isinstance(f, PicksField)}
        kept = NOT_OURS if sent.get("country") else NOT_OURS | {"country"}
        return {name: value for name, value in sent.items() if name not in kept}


class CandidateProfileForm(ProfileForm):
    """What a candidate may change: their project too."""

    goals = PicksField(_("What you want to do in Canada"), choices=picks(GOALS))
    sector = SelectField(_("Sector"), choices=sector_choices, validate_choice=False)
    budget_cents = StringField(_("Budget for the whole project, in Canadian dollars"))

    def __init__(self, *, obj: Any = None, project: Any = None, **kwargs: Any) -> None:
        if project:
            kwargs |= {"goals": project.goals, "sector": project.sector}
            kwargs["budget_cents"] = amounts.typed(project.budget_cents)
        super().__init__(obj=obj, **kwargs)


class ProofForm(Form):
    """The password, or a code, again. Its names begin with ``proof_``: it carries the fields of the form that asked.

    Without ``form_key``: that of the carried form must stay the one it had.
    """

    form_key = None

    proof_password = PasswordField(_("Password"), [needed()])
    proof_code = StringField(_("Code"), [needed()])
    proof_again = HiddenField()
    credential = HiddenField()

    def refuse(self, error: Invalid | Conflict | Refused) -> None:
        """The service speaks of ``password``; here it has another name."""
        problems = getattr(error, "errors", ())
        for problem in problems:
            said = sentence(problem.code, error.facts)
            field = self._fields.get(f"proof_{problem.field}")
            if field is None:
                self.form_errors.append(said)
            else:
                field.errors = [said]
        if not problems:
            super().refuse(error)


class FactorCodeForm(Form):
    """A code of an authenticator app, or a recovery code.

    Without ``form_key``: what it answers (a cookie, new recovery codes) must not be kept to be given again.
    """

    form_key = None

    code = StringField(_("Code"), [needed()])


class BareForm(Form):
    """One button whose answer must not be kept to be given again: it shows secrets, or opens a session."""

    form_key = None


class PasskeyForm(Form):
    """What a device answered, and what its owner calls it."""

    form_key = None

    name = StringField(_("Name of this passkey"))
    credential = HiddenField()


class InvitationForm(Form):
    """What an invited person says of themselves; the consents are asked of whoever is not of the team. Without ``form_key``: it opens a session."""

    form_key = None

    first_name = StringField(_("First name"), [needed()])
    last_name = StringField(_("Last name"), [needed()])
    password = PasswordField(_("Password"), [needed()])
    accept_terms = BooleanField(_("Terms of use"))
    accept_communications = BooleanField(_("I want to receive new webinars and guides by e-mail"))
