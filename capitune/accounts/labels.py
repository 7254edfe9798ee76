"""Names of what people say of themselves."""

from capitune.accounts.states import Goal, Purpose, Sector
from capitune.core.i18n import lazy_gettext as _

GOALS = {
    Goal.STUDY: _("Study"),
    Goal.WORK: _("Work"),
    Goal.BUSINESS: _("Start or buy a business"),
}
PURPOSES = {
    Purpose.TERMS: _("Terms of use and privacy policy"),
    Purpose.COMMUNICATIONS: _("E-mails about webinars and guides"),
    Purpose.DOCUMENTS: _("Documents shown to a professional who invited you"),
}
MEANINGS = {
    Purpose.TERMS: _(
        "You use CAPITUNE by these rules, and you let us keep what you entrust to us and show it to the people "
        "you work with here."
    ),
    Purpose.COMMUNICATIONS: _(
        "We may write to you by e-mail when a new webinar or guide comes out. Nothing else depends on it: "
        "e-mails about your dossier and your security come in any case."
    ),
    Purpose.DOCUMENTS: _(
        "You let us keep the documents you send, and show them to the professional whose invitation you accepted. "
        "To take it back, end their access on the page of the dossier."
    ),
}
SECTORS = {
    Sector.HEALTH: _("Health and care"),
    Sector.IT: _("Information technology"),
    Sector.TRADES: _("Trades and construction"),
    Sector.TRANSPORT: _("Transport"),
    Sector.HOSPITALITY: _("Hotels, restaurants, tourism"),
    Sector.EDUCATION: _("Education and childcare"),
    Sector.FINANCE: _("Finance, accounting, insurance"),
    Sector.AGRICULTURE: _("Agriculture and food"),
    Sector.SCIENCE: _("Engineering and science"),
    Sector.ARTS: _("Arts, media, sport"),
    Sector.OTHER: _("Another sector"),
}
