"""Details of somebody in what a member is about to tell everybody, and how it reads without them."""

from dataclasses import dataclass, replace

from capitune.authz.actor import Actor
from capitune.safety import personal
from capitune.safety.labels import MASKS
from capitune.safety.states import CONTACTS, IDENTITY, Kind

LINE = "\n"


@dataclass(frozen=True, slots=True)
class Detail:
    """Something to mask: what it is, and how it was written, in the title or in the text (``field``)."""

    kind: Kind
    words: str
    field: str


@dataclass(frozen=True, slots=True)
class Masked:
    """Both as everybody would read them, and what is masked."""

    title: str
    body: str
    details: tuple[Detail, ...]


def masked(actor: Actor, title: str, body: str) -> Masked:
    """``title`` and ``body`` (which no line break parts: a number cut in two is one) without what must not stand in
    public: numbers that prove or pay; ways to reach somebody too, but for the team.
    """
    cut, whole = len(title), f"{title}{LINE}{body}"
    kinds = IDENTITY if actor.is_staff else IDENTITY | CONTACTS
    found = [each for each in personal.find(whole) if each.kind in kinds]
    in_title = [replace(each, end=min(each.end, cut)) for each in found if each.start < cut]
    in_body = [
        replace(each, start=max(each.start - cut - 1, 0), end=each.end - cut - 1)
        for each in found
        if each.end > cut + 1
    ]
    details = tuple(
        Detail(each.kind, whole[each.start : each.end], "title" if each.start < cut else "body")
        for each in found
    )
    return Masked(
        personal.mask(title, in_title, lambda kind: str(MASKS[kind])),
        personal.mask(body, in_body, lambda kind: str(MASKS[kind])),
        details,
    )
