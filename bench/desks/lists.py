"""Which addresses of the desks and of the feed are measured: first page, search, each filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

STEPS = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """A list, what is looked for in it, and how many statements a page of it may run."""

    name: str
    path: str
    statements: int
    asked: Mapping[str, str] = field(default_factory=dict)


YEAR_AGO = "from={since}&to={until}"
DESKS = (
    Desk(
        "users",
        "/admin/users/",
        4,
        {
            "search by a name": "q=zebulon",
            "search by an address": "q=row-123@",
            "role": "role=moderator",
            "state": "status=suspended",
            "country": "country=SN",
            "period": YEAR_AGO,
            "role and country": "role=professional&country=FR",
        },
    ),
    Desk(
        "dossiers",
        "/admin/dossiers/",
        5,
        {
            "search by a number": "q=CAP-2025-0000500",
            "search by a name": "q=zebulon",
            "stage": "stage=validated",
            "family": "family={family}",
            "turn": "turn=professional",
            "waits for a decision": "turn=review",
            "country": "country=SN",
            "nobody accompanies": "alone=1",
            "late": "late=1",
            "archived": "archived=1",
        },
    ),
    Desk(
        "audit",
        "/admin/audit/",
        5,
        {
            "person": "person=row-123@",
            "kind": "kind=document",
            "act": "act=account.suspended",
            "period": YEAR_AGO,
        },
    ),
    Desk(
        "mails",
        "/admin/mails/",
        5,
        {
            "person": "person=row-123@",
            "letter": "letter=digest",
            "state": "state=bounced",
            "period": YEAR_AGO,
        },
    ),
    Desk(
        "feed",
        "/inside",
        4,
        {
            "popular": "sort=hot",
            "category": "category=budget",
            "popular in a category": "sort=hot&category=budget",
            "topic": "tag=pal",
            "words of all": "q=question+documents",
            "words of few": "q=apostilles",
        },
    ),
)
