"""What to tell staff about the codes of the back office."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_dossier": _("There is no dossier with this number."),
}
