"""What a professional may type: signing up, declaring a licence."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from capitune.accounts.forms import SignUpForm, choices, needed
from capitune.core.errors import Conflict, FieldError, Invalid, Refused
from capitune.core.forms import Form
from capitune.professionals.labels import (
    BODIES,
    CLASSES,
    DOMAINS,
    PROFESSIONS,
    PROVINCE_NAMES,
)

OUTSIDE = "outside"
RENAMED = {"class": "licence_class"}


def _choices(names: Mapping[Any, Any]) -> list[SelectChoice]:
    return choices(((str(code), name) for code, name in names.items()), _("Choose"))


class ProfessionalSignUpForm(SignUpForm):
    """What every sign-up asks, and the practice."""

    organization = StringField(_("Organization"), [needed()])
    profession = SelectField(_("Profession"), [needed()], choices=_choices(PROFESSIONS))
    domain = SelectField(_("Domain"), [needed()], choices=_choices(DOMAINS))
    province = SelectField(
        _("Province or territory where you practise"), [needed()], choices=_choices(PROVINCE_NAMES)
    )


class CredentialForm(Form):
    """A licence to declare."""

    body = SelectField(_("Body that granted it"), [needed()], choices=_choices(BODIES))
    licence_class = SelectField(_("Class"), [needed()], choices=_choices(CLASSES))
    number = StringField(_("Licence number"), [Length(max=200)])
    jurisdiction = SelectField(
        _("Province or territory of the law society"),
        choices=_choices({code: name for code, name in PROVINCE_NAMES.items() if code != OUTSIDE}),
        validate_choice=False,  # the service judges it, for law societies only
    )

    def refuse(self, error: Invalid | Conflict | Refused) -> None:
        """The same, with what is wrong about ``class`` beside its field, whose name Python forbids."""
        if isinstance(error, Invalid):
            told = (FieldError(RENAMED.get(e.field, e.field), e.code) for e in error.errors)
            error = Invalid(code=error.code, facts=error.facts, errors=tuple(told))
        super().refuse(error)


class ContactForm(Form):
    """The code that came to the address shown in the official register."""

    code = StringField(_("Code received"), [needed(), Length(max=40)])
