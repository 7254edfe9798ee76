"""What a person may do with their notifications, and choose of them."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.fields import SelectChoice

from capitune.accounts.forms import LANGUAGES, timezone_choices
from capitune.core.forms import Form
from capitune.core.i18n import lazy_gettext as _
from capitune.notifications.kinds import KINDS, Choice
from capitune.notifications.labels import KINDS as NAMES
from capitune.notifications.labels import MAILINGS, RHYTHMS
from capitune.notifications.states import DigestRhythm, Mailing
from capitune.notifications.states import NotificationKind as Kind


class MarkForm(Form):
    """Marking as read."""


class StopForm(Form):
    """Stopping letters: the link is the right, so neither a session nor a key of this form is needed."""

    form_key = None


class PreferencesForm(Form):
    """How one wants to read the product, and to be told; ``form_for`` adds two fields for each kind."""

    language = SelectField(_("Language"), choices=LANGUAGES)
    timezone = SelectField(_("Time zone"), choices=timezone_choices)
    digest = RadioField(
        _("When the digest comes"), choices=[SelectChoice(*pair) for pair in RHYTHMS.items()]
    )
    communications = BooleanField(_("Send me e-mails about webinars and guides"))
    kept_timezone: str | None = None
    kinds: tuple[Kind, ...] = ()

    def field_of(self, channel: str, kind: Kind) -> Field:
        """The field of this kind: ``in_app`` or ``mail``."""
        return self[f"{channel}_{kind.value}"]

    @property
    def profile(self) -> dict[str, Any]:
        """Language and time zone, as typed."""
        return {"language": self.language.data, "timezone": self.timezone.data}

    @property
    def choices(self) -> dict[str, Choice]:
        """What is ticked, by kind."""
        return {
            kind.value: Choice(
                self.field_of("in_app", kind).data, Mailing(self.field_of("mail", kind).data)
            )
            for kind in self.kinds
        }

    @property
    def rhythm(self) -> DigestRhythm:
        """How often the digest comes."""
        return DigestRhythm(self.digest.data)


def form_for(
    choices: Mapping[Kind, Choice], *, kept_timezone: str | None, **data: Any
) -> PreferencesForm:
    """The form with a line for each kind that may be chosen, filled with ``choices`` and ``data``."""
    free = tuple(kind for kind in choices if not KINDS[kind].fixed)
    lines: dict[str, Any] = {"kinds": free, "kept_timezone": kept_timezone}
    for kind in free:
        lines[f"in_app_{kind.value}"] = BooleanField(NAMES[kind])
        lines[f"mail_{kind.value}"] = SelectField(
            NAMES[kind], choices=[SelectChoice(*pair) for pair in MAILINGS.items()]
        )
        data[f"in_app_{kind.value}"] = choices[kind].in_app
        data[f"mail_{kind.value}"] = choices[kind].mail.value
    return type("PreferencesForm", (PreferencesForm,), lines)(**data)
