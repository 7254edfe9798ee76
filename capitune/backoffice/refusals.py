"""What to tell staff about the codes of the back office."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_dossier": _("There is no dossier with this number."),
    "many_people": _("More than %(most)s people begin so. Write more of the name or the address."),
    "many_candidates": _(
        "More than %(most)s people begin so. Write more of the name or the address."
    ),
    "not_offered": _("This list cannot be narrowed or sorted that way."),
    "unknown_thing": _("Write the number of a dossier, or choose a kind of thing."),
    "mail_waits": _("This mail still waits: it leaves by itself."),
    "mail_too_old": _(
        "What this mail was about is forgotten after 30 days: it cannot be sent again."
    ),
    "address_refuses_mail": _(
        "The address refuses mail: nothing would arrive. Ask for another address."
    ),
    "nothing_to_say": _(
        "This mail has nothing left to say: its link is over, or what it told is over. Ask the person to begin again."
    ),
    "mail_asked_lately": _("A new one left a moment ago: wait a minute, then look at the newest."),
    "mail_sent_again": _("This mail was sent again already: look at the newest."),
    "none_ticked": _("Tick at least one task."),
    "many_ticked": _("Tick at most %(most)s tasks at once."),
    "owed_task": _("This task is owed to a person: it can be tried again, never left."),
    "handled_already": _(
        "Nothing changed: somebody was faster, or these tasks are running or done."
    ),
    "bad_day": _("Write a day as 2026-11-26."),
    "period_too_long": _("Choose at most %(days)s days."),
    "bad_period": _("The first day is after the last."),
}
