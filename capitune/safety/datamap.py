"""Rules are the team's; that one met a text is a fact of its author; of fraud nothing is kept that can be read."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    map_table,
    nothing,
    owned,
    technical,
)

map_table(
    "watch_rules",
    domain="technical",
    purpose="by which phrases fraud is recognised",
    retention=Retention.ALWAYS,
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was written"),
        "slug": nothing("what it is called"),
        "signal": nothing("what it says of a text"),
        "phrases": nothing("what it looks for"),
        "normaliser": nothing("as what a text is read"),
        "places": nothing("where it is asked"),
        "spares": nothing("whom it does not concern"),
        "action": nothing("what it does on its own"),
        "message_fr": nothing("what the author is told in French"),
        "message_en": nothing("what the author is told in English"),
        "mode": nothing("whether it is asked"),
        "mode_since": nothing("since when so"),
        "version": nothing("optimistic lock"),
        "updated_at": nothing("when it was changed"),
    },
)
map_table(
    "watch_rule_revisions",
    domain="technical",
    purpose="how a rule was before it was changed",
    retention=Retention.ALWAYS,
    author=Author(("changed_by_id",), Because.OTHERS_RECORDS),
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was changed"),
        "rule_id": nothing("which rule"),
        "version": nothing("which version it was"),
        "said": nothing("what it said"),
        "changed_by_id": nothing("by whom of the team"),
    },
)
map_table(
    "watch_hits",
    domain="technical",
    purpose="which rules met which texts, to know how good the rules are",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "id": technical("key"),
        "created_at": technical("when"),
        "rule_id": technical("which rule"),
        "rule_version": technical("which version of it"),
        "mode": technical("whether it only counted"),
        "place": technical("a post or a comment"),
        "subject_id": technical("which one"),
        "user_id": technical("of whom"),
        "phrase": technical("by which phrase of the rule"),
        "held": technical("whether the text waited"),
        "right": technical("what the team thought of it"),
        "judged_at": technical("when the team looked"),
    },
)
map_table(
    "scam_prints",
    domain="technical",
    purpose="recognises a fraud that comes back; numbers from which nobody can read a word",
    retention=Retention.ALWAYS,
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was confirmed"),
        "subject_id": nothing("which text it was"),
        "trigrams": nothing("its fingerprint"),
        "contacts": nothing("fingerprints of the ways to reach whoever wrote it"),
    },
)
