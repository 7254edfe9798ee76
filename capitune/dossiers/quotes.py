"""What a quote holds, and how two versions differ: pure functions of what was frozen."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Service(NamedTuple):
    """A line of a quote; ``by_id`` is the professional who does it."""

    id: uuid.UUID
    label: str
    amount_cents: int
    by_id: uuid.UUID | None


class Difference(NamedTuple):
    """A line that came (no ``before``), went (no ``after``), or is another."""

    before: Service | None
    after: Service | None


def frozen(services: Iterable[Service]) -> list[dict[str, Any]]:
    """As a quote keeps them."""
    return [
        {
            "id": str(service.id),
            "label": service.label,
            "amount_cents": service.amount_cents,
            "by": str(service.by_id) if service.by_id else None,
        }
        for service in services
    ]


def thawed(kept: Iterable[dict[str, Any]]) -> tuple[Service, ...]:
    """What a quote keeps."""
    return tuple(
        Service(
            uuid.UUID(line["id"]),
            line["label"],
            line["amount_cents"],
            uuid.UUID(line["by"]) if line["by"] else None,
        )
        for line in kept
    )


def differences(before: Sequence[Service], after: Sequence[Service]) -> tuple[Difference, ...]:
    """What the newer version changed, in its order; then what it no longer has."""
    old, new = {s.id: s for s in before}, {s.id for s in after}
    changed = [Difference(old.get(s.id), s) for s in after if old.get(s.id) != s]
    gone = [Difference(s, None) for s in before if s.id not in new]
    return (*changed, *gone)
