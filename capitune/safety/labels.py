"""Names of what is found in texts."""

from capitune.core.i18n import lazy_gettext as _
from capitune.safety.states import Kind

KINDS = {
    Kind.PASSPORT: _("Passport number"),
    Kind.SIN: _("Social insurance number"),
    Kind.CARD: _("Bank card"),
    Kind.IBAN: _("Bank account"),
    Kind.CLIENT_ID: _("IRCC client identifier"),
    Kind.APPLICATION: _("Application number"),
    Kind.PHONE: _("Telephone number"),
    Kind.EMAIL: _("E-mail address"),
    Kind.MESSENGER: _("Account of a messaging service"),
}
# What stands in its place.
MASKS = {
    Kind.PASSPORT: _("passport number masked"),
    Kind.SIN: _("social insurance number masked"),
    Kind.CARD: _("bank card masked"),
    Kind.IBAN: _("bank account masked"),
    Kind.CLIENT_ID: _("IRCC identifier masked"),
    Kind.APPLICATION: _("application number masked"),
    Kind.PHONE: _("telephone masked"),
    Kind.EMAIL: _("e-mail masked"),
    Kind.MESSENGER: _("contact masked"),
}
