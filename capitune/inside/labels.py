"""Names of what the community knows."""

from capitune.core.i18n import lazy_gettext as _
from capitune.inside.states import Category, Pile, Sort

CATEGORIES = {
    Category.STUDIES: _("Studies"),
    Category.WORK: _("Employment"),
    Category.BUSINESS: _("Entrepreneurship"),
    Category.BUDGET: _("Budget"),
    Category.DOCUMENTS: _("Documents"),
    Category.TESTIMONIALS: _("Testimonials"),
}
SORTS = {Sort.NEWEST: _("Newest"), Sort.HOT: _("Popular")}
PILES = {Pile.MINE: _("Mine"), Pile.SAVED: _("Kept"), Pile.HELD: _("Waiting for us")}
