"""What to tell people about the codes of legal texts."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "terms_renewed": _("The terms have changed once more: read them first."),
    "legal_published": _(
        "This version is published: nobody changes it any more. Begin the next one."
    ),
    "legal_incomplete": _(
        "Write the title, the text and what changes, in both languages, and record them."
    ),
    "legal_past": _(
        "Choose today or later (universal time), and a day after that of the newest version."
    ),
    "new_terms": _("Our terms of use have changed: read what is new before you go on."),
    "legal_far": _("Choose a day within a year."),
}
