"""Names of what people say of themselves."""

from flask_babel import lazy_gettext as _

from capitune.accounts.states import Goal, Sector

GOALS = {
    Goal.STUDY: _("Study"),
    Goal.WORK: _("Work"),
    Goal.BUSINESS: _("Start or buy a business"),
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
