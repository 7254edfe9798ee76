"""What to tell people about the codes of safety."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "personal_data": _(
        "This holds a number that proves who you are, or pays. Everybody would read it: mask it, or take it out."
    ),
    "contact_details": _(
        "This holds a telephone number, an address or an account. Everybody would read it: mask it, or take it out."
    ),
}
