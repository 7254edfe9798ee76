"""What to tell people about the codes of this domain."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_kind": _("This is nothing that you are told of."),
    "always_told": _("This concerns your rights or your security: it cannot be switched off."),
}
