"""What to tell people about the codes of safety."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "bad_slug": _("Letters from a to z, digits and hyphens, 2 to 40."),
    "slug_taken": _("Another rule is called so."),
    "too_many_phrases": _("At most 200 phrases."),
    "bad_phrase": _(
        "A phrase has 80 characters at most, a * after three letters or more, and … between two words."
    ),
    "shadow_first": _("A rule only counts for seven days before it acts."),
    "imprecise": _(
        "Of its hits, five at least must have been judged, and four of five must have been right."
    ),
    "personal_data": _(
        "This holds a number that proves who you are, or pays. Everybody would read it: mask it, or take it out."
    ),
    "contact_details": _(
        "This holds a telephone number, an address or an account. Everybody would read it: mask it, or take it out."
    ),
}
