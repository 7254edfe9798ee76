"""Publish and subscribe inside the process.

Events are frozen values that hold ids only. Handlers run at once, inside the transaction of the act:
what they write is written with it, and what must leave goes through the outbox.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[[Any], None]

_handlers: dict[type, list[Handler]] = defaultdict(list)


def on(event_type: type, *handlers: Handler) -> None:
    """Have ``handlers`` called, in order, each time an ``event_type`` is published. Idempotent."""
    for handler in handlers:
        if handler not in _handlers[event_type]:
            _handlers[event_type].append(handler)


def publish(event: object) -> None:
    """Tell all handlers of this event's type."""
    for handler in tuple(_handlers.get(type(event), ())):
        handler(event)


def subscriptions() -> dict[type, tuple[Handler, ...]]:
    """Who listens to what, for the contract tests."""
    return {event: tuple(handlers) for event, handlers in _handlers.items()}
