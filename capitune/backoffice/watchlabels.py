"""Names of what the desk of watch rules shows."""

from capitune.core.i18n import lazy_gettext as _l
from capitune.safety.states import Action, Mode, Normaliser, Notice, Place, Signal, Tier

SIGNALS = {
    Signal.CONTACT: _l("A way to reach somebody"),
    Signal.OFFER: _l("An offer of a service"),
    Signal.GUARANTEE: _l("A guarantee"),
    Signal.MONEY: _l("Money"),
    Signal.JOB_SALE: _l("A job or an LMIA for sale"),
    Signal.INFLUENCE: _l("Influence, or a false authority"),
    Signal.KNOWN: _l("A known fraud"),
    Signal.VICTIM: _l("Somebody who asks for help, or warns"),
}
TIERS = {
    Tier.T0: _l("New (T0) and better known"),
    Tier.T1: _l("Known (T1) and better known"),
    Tier.T2: _l("Well known (T2) and better known"),
    Tier.PRO: _l("Verified professionals and the team"),
    Tier.STAFF: _l("The team"),
}
SHORT_TIERS = {
    Tier.T0: _l("New (T0)"),
    Tier.T1: _l("Known (T1)"),
    Tier.T2: _l("Well known (T2)"),
    Tier.PRO: _l("Verified professional"),
    Tier.STAFF: _l("Team"),
}
ACTIONS = {
    Action.COMBINE: _l("Nothing: it counts with other signals"),
    Action.NOTE: _l("Warns readers"),
    Action.FLAG: _l("Tells the team"),
    Action.MASK: _l("Masks (contacts always are)"),
    Action.HOLD: _l("Holds the text"),
}
MODES = {Mode.OFF: _l("Off"), Mode.SHADOW: _l("Only counts"), Mode.ENFORCE: _l("Acts")}
NORMALISERS = {
    Normaliser.WORDS: _l("Words"),
    Normaliser.LETTERS: _l("Letters alone, whatever stands between them"),
}
PLACES = {Place.POST: _l("Posts"), Place.COMMENT: _l("Comments")}
NOTICES = {
    Notice.NONE: "",
    Notice.GUARANTEE: _l("warning: no guarantee"),
    Notice.MONEY: _l("warning: payments"),
    Notice.INFLUENCE: _l("warning: authorities"),
    Notice.HELP: _l("“Do you need help?”"),
}
