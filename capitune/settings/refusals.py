"""What to tell people about the codes of settings."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "switch_turned": _("Somebody turned it meanwhile. Here is how it stands now."),
}
