"""What a professional may type: signing up, declaring a licence."""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional

from capitune.accounts.forms import SignUpForm, choices, needed
from capitune.core.errors import Conflict, FieldError, Invalid, Refused
from capitune.core.forms import Form
from capitune.core.i18n import current_language
from capitune.core.i18n import lazy_gettext as _
from capitune.professionals import languages
from capitune.professionals.labels import (
    BODIES,
    CLASSES,
    DOMAINS,
    PROFESSIONS,
    PROVINCE_NAMES,
    SCOPES,
)

OUTSIDE = "outside"
RENAMED = {"class": "licence_class"}

PLAIN = ("organization", "profession", "domain", "province", "bio", "years", "languages")
LINES = ("expertise", "services", "portfolio")
LANGUAGES_ASKED = 4


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


def language_choices() -> list[SelectChoice]:
    """The languages in the reader's own, after an empty line."""
    return choices(languages.choices(current_language()), _("None"))


def any_language() -> list[SelectChoice]:
    """The languages in the reader's own, after the line of any."""
    return choices(languages.choices(current_language()), _("No matter which"))


def province_choices(form: Form, _field: Field) -> list[SelectChoice]:
    """Provinces and territories; with the text the practice has."""
    known = dict(PROVINCE_NAMES)
    kept = form.kept_province
    return _choices(known if not kept or kept in known else known | {kept: kept})


def _any(names: Mapping[Any, Any]) -> list[SelectChoice]:
    return choices(((str(code), name) for code, name in names.items()), _("No matter which"))


class DirectoryForm(Form):
    """What is looked for in the directory. It is read from the address: nothing is ever sent."""

    q = StringField(_("Name, organization or expertise"))
    profession = SelectField(_("Profession"), choices=_any(PROFESSIONS))
    domain = SelectField(_("Domain"), choices=_any(DOMAINS))
    scope = SelectField(_("What the licence allows"), choices=_any(SCOPES))
    language = SelectField(_("Language"), choices=any_language)
    province = SelectField(_("Province or territory"), choices=_any(PROVINCE_NAMES))


class ContactRequestForm(Form):
    """What a candidate writes to a professional, once the safety card is read."""

    text = TextAreaField(_("Your message"), [needed()])
    acknowledged = BooleanField(_("I have read these four points"))


class AnswerForm(Form):
    """The answer to a contact request."""

    answer = TextAreaField(_("A word to the candidate"))
    offers = BooleanField(_("I offer to accompany their dossier"))


class PracticeForm(Form):
    """What a professional says of their practice. Lists are typed one to a line."""

    organization = StringField(_("Organization"), [needed()])
    profession = SelectField(_("Profession"), choices=_choices(PROFESSIONS))
    domain = SelectField(_("Domain"), [needed()], choices=_choices(DOMAINS))
    province = SelectField(_("Province or territory where you practise"), choices=province_choices)
    bio = TextAreaField(_("Introduction"))
    years = IntegerField(_("Years of practice"), [Optional()])
    languages = FieldList(
        # The service knows the codes; here an unknown one would only be called "not a valid choice".
        SelectField(_("Language"), choices=language_choices, validate_choice=False),
        _("Languages you work in"),
        max_entries=10,
    )
    expertise = TextAreaField(_("Expertise"))
    services = TextAreaField(_("Services"))
    portfolio = TextAreaField(_("Portfolio"))
    kept_province: str | None = None

    def __init__(self, *, practice: Any = None, **kwargs: Any) -> None:
        if practice:
            self.kept_province = practice.province
            kwargs |= {name: getattr(practice, name) for name in PLAIN}
            kwargs |= {name: "\n".join(getattr(practice, name)) for name in LINES}
        super().__init__(**kwargs)
        while len(self.languages) < LANGUAGES_ASKED:
            self.languages.append_entry()

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, by field; a profession that was not asked stays."""
        sent = {name: self[name].data for name in PLAIN if name in self._fields}
        sent["languages"] = [code for code in self.languages.data if code]
        return sent | {name: (self[name].data or "").splitlines() for name in LINES}
