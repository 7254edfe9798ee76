"""Sentences about what is kept of people."""

from typing import Any

from capitune.core.datamap import Because, reasons
from capitune.core.i18n import lazy_gettext as _

# What stays after an account is erased, and why. Each reason that the data map gives has its own.
STAYS = {
    Because.TOMBSTONE: _(
        "An empty account, without name or address, to which the records of others refer: they read “Former member”."
    ),
    Because.OTHERS_RECORDS: _(
        "What you decided or wrote in the dossiers of other people: it belongs to their dossier, without your name."
    ),
    Because.OTHERS_WORDS: _(
        "The place of your comments in the community, without a word of yours or your name, so that the answers of others stay."
    ),
    Because.TRAIL: _(
        "The journal of what was done, for security and as evidence: dates and codes only, without your name or your address."
    ),
    Because.PROOF: _(
        "That you agreed to the terms, when and to which version: the law asks us to be able to prove it."
    ),
    Because.REGISTER: _("The dates on which you asked for this, and on which it was done."),
}


def stays() -> list[Any]:
    """The sentences of all reasons that the map gives, in the order of the page."""
    given = reasons()
    return [sentence for because, sentence in STAYS.items() if because in given]
