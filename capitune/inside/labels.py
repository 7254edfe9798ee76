"""Names of what the community knows."""

from capitune.core.i18n import lazy_gettext as _
from capitune.inside.states import Category, Pile, Sort
from capitune.safety.states import Signal

CATEGORIES = {
    Category.STUDIES: _("Studies"),
    Category.WORK: _("Employment"),
    Category.BUSINESS: _("Entrepreneurship"),
    Category.BUDGET: _("Budget"),
    Category.DOCUMENTS: _("Documents"),
    Category.TESTIMONIALS: _("Testimonials"),
}
# Warning signs, as the page that checks a consultant says them.
SIGNS = {
    Signal.OFFER: _(
        "It offers a service out of the blue. Only licence holders may advise for a fee, or offer to."
    ),
    Signal.GUARANTEE: _("It promises a result. Nobody can guarantee a visa, nor a delay."),
    Signal.MONEY: _(
        "It asks for a payment in a way that leaves no trace, or in advance. Pay a firm, against a receipt, after a written agreement."
    ),
    Signal.JOB_SALE: _("It sells a job, an LMIA or a work permit. That is always forbidden."),
    Signal.INFLUENCE: _(
        "It claims a contact inside an authority, or leads to an address that passes for one of theirs."
    ),
    Signal.KNOWN: _("It is very close to a message that turned out to be a fraud."),
}
SORTS = {Sort.NEWEST: _("Newest"), Sort.HOT: _("Popular")}
PILES = {
    Pile.FOLLOWED: _("What I follow"),
    Pile.MINE: _("Mine"),
    Pile.SAVED: _("Kept"),
    Pile.HELD: _("Waiting for us"),
}
