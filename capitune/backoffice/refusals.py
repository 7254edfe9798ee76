"""What to tell staff about the codes of the back office."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "unknown_dossier": _("There is no dossier with this number."),
}
