"""What to tell people about the codes that only programs meet."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_value": _("This value is not one of those accepted here."),
    "out_of_range": _("This number is outside what is accepted here."),
    "unknown_requirement": _("This dossier asks for no such document."),
}
