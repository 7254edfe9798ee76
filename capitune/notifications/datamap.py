"""What people were told in the product."""

from flask_babel import lazy_gettext as _
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

# Dossiers live above notifications; only their ids are wanted here.
_dossiers = table("dossiers", column("id"), column("candidate_id"))


def _about_their_dossiers(told: Table) -> ColumnElement[bool]:
    """What others were told of dossiers that go. Who did something is an id: it needs no erasing."""
    theirs = select(cast(_dossiers.c.id, Text)).where(_dossiers.c.candidate_id == PERSON)
    return told.c.facts["dossier_id"].astext.in_(theirs)


describe("mails", _("The letters we sent you, and what became of them"))
describe("notifications", _("What you were told in the product"))
map_table(
    "notifications",
    domain="notifications",
    purpose="what a person was told in the product",
    retention=Retention.ACCOUNT,
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
    },
)
