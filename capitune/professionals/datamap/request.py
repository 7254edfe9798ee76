"""What is kept of contact requests."""

from capitune.core.datamap import (
    Author,
    Because,
    Retention,
    content,
    describe,
    map_table,
    owned,
    technical,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

describe("contacts", _("What you wrote to professionals, and their answers"))
map_table(
    "contact_requests",
    domain="contacts",
    purpose="what a candidate wrote to a professional, and the answer",
    retention=Retention.ACCOUNT,
    rows=owned("candidate_id"),
    author=Author(("professional_id",), Because.OTHERS_RECORDS, words=("answer",)),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was written"),
        "candidate_id": technical("who wrote"),
        "professional_id": technical("to which professional", exported=True),
        "text": content("what they wrote"),
        "status": content("waiting, accepted or declined"),
        "answer": content("what the professional answered"),
        "offers": content("whether the professional offers to accompany a dossier"),
        "answered_at": usage("when it was answered"),
        "offer_answer": content("whether they accepted the offer"),
        "offer_answered_at": usage("when they answered the offer"),
    },
)
map_table(
    "safety_reads",
    domain="contacts",
    purpose="that a candidate read the safety card before writing to a professional",
    retention=Retention.ACCOUNT,
    rows=owned("candidate_id"),
    author=Author(("professional_id",), Because.OTHERS_RECORDS),
    columns={
        "candidate_id": technical("who read it"),
        "professional_id": technical("before writing to which professional", exported=True),
        "read_at": usage("when"),
    },
)
