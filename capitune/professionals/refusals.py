"""What to tell people about the codes of this domain."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "unknown_profession": _("Choose a profession from the list."),
    "unknown_domain": _("Choose a domain from the list."),
    "not_a_professional": _("This person is not a professional."),
    "unknown_scope": _("This licence scope is not known."),
    "scope_needed": _("Say what the licence allows."),
    "bad_number": _("Write the number as the register shows it."),
    "not_official": _("Use the address of the official register, which begins with https."),
}
