"""Structured logs: one JSON line an event, with the request id, without personal data."""

import logging
import re
import sys
from typing import Any

import structlog
from flask import Flask
from structlog.typing import EventDict

EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
TOKEN = re.compile(r"\b(?:eyJ[\w-]+\.[\w-]+\.[\w-]+|[\w-]{40,})\b")
SECRETS = frozenset(
    {"password", "token", "refresh_token", "code", "authorization", "cookie", "email"}
)


def _redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Take out what could name a person or open a door, wherever it slipped in."""
    for key, value in event.items():
        if key.lower() in SECRETS:
            event[key] = "[redacted]"
        elif isinstance(value, str):
            event[key] = TOKEN.sub("[token]", EMAIL.sub("[email]", value))
    return event


def init_app(app: Flask) -> None:
    """Send all logs, ours and the libraries', as JSON lines to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _redact,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO if app.config["CAPITUNE_ENV"] != "test" else logging.WARNING)
