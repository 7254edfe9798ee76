"""What can be done to several dossiers at once: each time the one act of one dossier, with its own rules."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from capitune.authz.web import current_actor
from capitune.core.errors import Invalid
from capitune.core.ids import parse_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.caseforms import BulkForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import known_dossier
from capitune.dossiers.queries.tags import tag_by_id
from capitune.dossiers.services.messages import LONGEST
from capitune.dossiers.typed import paragraphs
from capitune.dossiers.words.canned import filled


@dataclass(frozen=True, slots=True)
class BulkAct:
    """``fit`` judges what was typed before any dossier is touched, and raises what a form can say; ``do`` is
    the act on one. ``asks_again``: what will be done is shown first.
    """

    fit: Callable[[BulkForm], None]
    do: Callable[[BulkForm, Dossier], None]
    asks_again: bool = False


def _nothing(_form: BulkForm) -> None:
    """There is nothing to type."""


def _fit_body(form: BulkForm) -> None:
    form.body.data = paragraphs(form.body.data or "", "body", most=LONGEST)
    if not form.body.data:
        raise Invalid.on("body", "message_empty")


def words_for(form: BulkForm, dossier_id: uuid.UUID) -> str:
    """The message as this dossier fills it."""
    body = form.body.data or ""
    known = known_dossier(dossier_id) if "{" in body else None
    return filled(body, known) if known else body


def _send(form: BulkForm, dossier: Dossier) -> None:
    services.send_message(
        current_actor(),
        dossier,
        body=words_for(form, dossier.id),
        client_id=form.client_id(dossier.id),
        reply_expected=bool(form.reply_expected.data),
    )


def _fit_tag(form: BulkForm) -> None:
    """The tag that was chosen, or a new one, which is kept at once."""
    actor, new = current_actor(), (form.new.data or "").strip()
    if new:
        with unit_of_work():
            form.tag.data, form.new.data = str(services.find_tag(actor, new)), ""
    key = parse_id(form.tag.data)
    found = tag_by_id(key) if key else None
    if found is None or found.user_id != actor.user_id:
        raise Invalid.on("tag", "unknown_tag" if key else "no_tag")


def _tag(form: BulkForm, dossier: Dossier) -> None:
    key = parse_id(form.tag.data)
    found = tag_by_id(key) if key else None
    if found is None:
        raise Invalid.on("tag", "unknown_tag")
    services.add_tag(current_actor(), dossier, found)


def _set_aside(_form: BulkForm, dossier: Dossier) -> None:
    services.set_aside(current_actor(), dossier)


def _take_up(_form: BulkForm, dossier: Dossier) -> None:
    services.take_up(current_actor(), dossier)


ACTS = {
    "tag": BulkAct(_fit_tag, _tag),
    "message": BulkAct(_fit_body, _send, asks_again=True),
    "aside": BulkAct(_nothing, _set_aside),
    "back": BulkAct(_nothing, _take_up),
}
