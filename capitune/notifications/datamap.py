"""What people were told in the product."""

from sqlalchemy import ColumnElement, Table, Text, cast, column, select, table

from capitune.core.datamap import (
    Retention,
    content,
    describe,
    map_table,
    matching,
    owned,
    technical,
    usage,
)
from capitune.core.datamap.tables import PERSON
from capitune.core.i18n import lazy_gettext as _

# Dossiers live above notifications; only their ids are wanted here.
_dossiers = table("dossiers", column("id"), column("candidate_id"))


def _about_their_dossiers(told: Table) -> ColumnElement[bool]:
    """What others were told of dossiers that go. Who did something is an id: it needs no erasing."""
    theirs = select(cast(_dossiers.c.id, Text)).where(_dossiers.c.candidate_id == PERSON)
    return told.c.facts["dossier_id"].astext.in_(theirs)


describe("mails", _("The e-mails we sent you, and what became of them"))
describe("notifications", _("What you were told in the product"))
map_table(
    "notifications",
    domain="notifications",
    purpose="what a person was told in the product",
    retention=Retention.YEAR,
    rows=owned(),
    traces=matching(_about_their_dossiers),
    columns={
        "id": technical("key"),
        "user_id": technical("who is told"),
        "created_at": usage("when"),
        "kind": usage("about what"),
        "key": technical("makes telling twice once"),
        "facts": content("ids, codes and public titles that the words are made of"),
        "url": technical("where it leads"),
        "read_at": usage("when it was read"),
        "place": technical("whether the bell shows it"),
        "group_key": technical("what it is grouped by"),
        "group_size": technical("how many one line stands for"),
        "actors": technical("the ids of those who caused them"),
        "mail": usage("whether a letter told it too"),
        "digest_id": technical("in which digest it was told"),
    },
)
describe("preferences", _("What you want to be told, and how"))
map_table(
    "notification_preferences",
    domain="preferences",
    purpose="how a person wants to be told of each kind, where it is not as usual",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when they chose"),
        "kind": usage("about what"),
        "in_app": content("in the product or not"),
        "mail": content("by mail at once, in a digest, or not"),
    },
)
map_table(
    "notification_settings",
    domain="preferences",
    purpose="how a person wants their letters in general",
    retention=Retention.ACCOUNT,
    rows=owned(),
    columns={
        "user_id": technical("whose it is"),
        "digest": content("how often a digest may come"),
        "mail_off": content("that they stopped all letters"),
        "changed_at": usage("when they last chose"),
    },
)
map_table(
    "digests",
    domain="notifications",
    purpose="which digests a person was sent, so that none comes twice",
    retention=Retention.YEAR,
    rows=owned(),
    columns={
        "id": technical("key"),
        "user_id": technical("whose it is"),
        "created_at": usage("when it was made"),
        "period": usage("for which day"),
    },
)
