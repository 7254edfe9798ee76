"""What to tell people about the codes of announcements."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "announcement_empty": _("Write it in one language at least."),
    "announcement_past": _("It would be over before anybody reads it."),
    "announcement_long": _("Choose at most 90 days: what is told for longer belongs in a page."),
    "announcement_over": _("It was withdrawn. Write a new one."),
}
