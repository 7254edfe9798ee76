"""What the mail service tells us: its signed events."""

import json
from typing import Any

from flask import Response, current_app, request
from sendgrid.helpers.eventwebhook import EventWebhook, EventWebhookHeader

from capitune.authz.web import public
from capitune.core.errors import Malformed, NotFound
from capitune.core.ids import parse_id
from capitune.extensions import csrf
from capitune.notifications import services
from capitune.notifications.services import MailEvent
from capitune.notifications.views.blueprint import bp

MOST_EVENTS = 5000


@bp.post("/webhooks/sendgrid")
@csrf.exempt
@public("SendGrid, by its signature over the whole body")
def sendgrid_events() -> Response:
    """Its events, in batches. 404 unless they are signed with the key of our account."""
    request.max_content_length = current_app.config["MAX_JSON_LENGTH"]
    body = request.get_data()
    if not _is_signed(body):
        raise NotFound
    for event in _events(body):
        services.note_event(event)
    return Response(status=204)


def _is_signed(body: bytes) -> bool:
    key: str = current_app.config["SENDGRID_WEBHOOK_KEY"]
    signature = request.headers.get(EventWebhookHeader.SIGNATURE, "")
    moment = request.headers.get(EventWebhookHeader.TIMESTAMP, "")
    if not (key and signature and moment):
        return False
    try:
        return bool(EventWebhook(key).verify_signature(body.decode(), signature, moment))
    except ValueError:
        # Not text, or not a signature at all.
        return False


def _events(body: bytes) -> list[MailEvent]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(told, list):
        raise Malformed
    return [event for one in told[:MOST_EVENTS] if (event := _event(one))]


def _event(told: Any) -> MailEvent | None:
    """One event, or None for one that is not about a letter of ours."""
    if not isinstance(told, dict):
        return None
    words = {name: str(told.get(name) or "") for name in ("key", "event", "type", "reason")}
    mail_id = parse_id(words["key"])
    if mail_id is None:
        return None
    return MailEvent(mail_id, words["event"], words["type"], words["reason"])
