"""What a person may type about their account."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from capitune.accounts import countries, zones
from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.forms import Form
from capitune.core.i18n import current_language

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


class ConfirmForm(Form):
    """One button."""


class ForgotForm(Form):
    """Where to send the link."""

    email = EmailField(_("E-mail address"), [needed()])


class ResetForm(Form):
    """A new password."""

    password = PasswordField(_("New password"), [needed()])


class NewPasswordForm(Form):
    """The present password, and the new one."""

    current_password = PasswordField(_("Present password"), [needed()])
    new_password = PasswordField(_("New password"), [needed()])


class ProfileForm(Form):
    """One's own name, country, language and time zone."""

    first_name = StringField(_("First name"), [needed()])
    last_name = StringField(_("Last name"), [needed()])
    country = SelectField(_("Country of residence"), choices=country_choices)
    language = SelectField(_("Language"), [needed()], choices=LANGUAGES)
    timezone = SelectField(_("Time zone"), choices=timezone_choices)
    kept_timezone: str | None = None

    def __init__(self, *, obj: Any = None, **kwargs: Any) -> None:
        self.kept_timezone = getattr(obj, "timezone", None)
        super().__init__(obj=obj, **kwargs)

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, by field. A country left out stays as it was."""
        names = ("first_name", "last_name", "country", "language", "timezone")
        return {name: self[name].data for name in names if name != "country" or self[name].data}


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
    """What an invited member of the team says of themselves. Without ``form_key``: it opens a session."""

    form_key = None

    first_name = StringField(_("First name"), [needed()])
    last_name = StringField(_("Last name"), [needed()])
    password = PasswordField(_("Password"), [needed()])
