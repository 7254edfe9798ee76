"""What a professional may type when they sign up."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice

from capitune.accounts.forms import SignUpForm, choices, needed
from capitune.professionals.labels import DOMAINS, PROFESSIONS, PROVINCE_NAMES


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
