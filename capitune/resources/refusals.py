"""What to tell people about the codes of resources."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "lessons_few": _("A course has two lessons at least: begin each with a line “# Its title”."),
    "lessons_many": _("A course has thirty lessons at most."),
    "lessons_uneven": _("French and English must have as many lessons as each other."),
    "bad_url": _("Give the whole address: it begins with https://, and http:// is not enough."),
    "review_early": _("Choose a day after the one on which it was checked."),
    "valid_later": _("This day is still to come."),
    "no_such_lesson": _("This course has no such lesson."),
    "not_a_course": _("Only courses keep what you have done."),
    "unknown_resource_kind": _("Choose guide, course or checklist."),
    "resource_published": _("It is published already."),
    "resource_not_published": _("It is not published."),
}
