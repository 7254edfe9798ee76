"""Figures of days: about no person."""

from capitune.core.datamap import Retention, map_table, nothing

map_table(
    "analytics_figures",
    domain="technical",
    purpose="how much happened on each day",
    retention=Retention.ALWAYS,
    columns={
        "figure": nothing("which figure"),
        "day": nothing("of which day"),
        "cut": nothing("which part of it: a role, a country, a language, a stage, so many hours"),
        "value": nothing("how many"),
    },
)
map_table(
    "analytics_days",
    domain="technical",
    purpose="which days are counted",
    retention=Retention.ALWAYS,
    columns={"day": nothing("the day"), "counted_at": nothing("when")},
)
