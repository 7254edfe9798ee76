"""What to tell people about the codes of moderation."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "own_words": _("You wrote it yourself: change it or delete it."),
    "unknown_target": _("This cannot be reported here."),
    "unknown_report_reason": _("Choose one of the reasons of the list."),
    "already_reported": _("You have reported it already. Our team looks at it."),
    "too_many_reports": _(
        "You have reported ten things today. Write to us if there is more, or come back tomorrow."
    ),
    "read_only": _(
        "For a while you can read here, but not write. Why, and until when, you were told."
    ),
    "own_case": _("It is about you: somebody else of the team decides."),
    "own_sanction": _("You decided it the first time: somebody else judges the appeal."),
    "case_decided": _("Decided already: %(by)s was faster."),
    "case_claimed": _("%(by)s looks at it now."),
    "case_open": _("Nobody has decided it yet."),
    "case_reopened": _("It was reported again since: decide the new case."),
    "undo_over": _("Only who decided takes it back, within ten minutes."),
    "unknown_pile": _("Choose one of the piles of the queue."),
    "unknown_decision": _("Choose one of the decisions of the list."),
    "decision_of_appeal": _("Answer the appeal: uphold the decision, or overturn it."),
}
