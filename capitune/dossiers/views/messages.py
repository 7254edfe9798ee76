"""The conversation of a dossier: read, write, take back."""

import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from flask import Response, flash, request

from capitune.accounts.identity import timezone
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.clock import now, today, zone
from capitune.core.errors import Invalid, NotFound
from capitune.core.files.incoming import Incoming, taken_in
from capitune.core.files.intake import StoredFile
from capitune.core.files.outgoing import to_file
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.idempotency import once_per_form
from capitune.core.ids import parse_id
from capitune.core.listing import decode, encode
from capitune.core.work import unit_of_work
from capitune.dossiers import queries, services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.messageforms import MessageForm, SeenMessageForm
from capitune.dossiers.models import Dossier, Message, MessageFile
from capitune.dossiers.paths import to_messages
from capitune.dossiers.queries import (
    KnownDossier,
    dossier_by_id,
    known_dossier,
    message_by_id,
    message_file_by_id,
)
from capitune.dossiers.queries.canned import replies_of, reply_by_id
from capitune.dossiers.queries.lines.messages import Mark, MessageLine
from capitune.dossiers.services.messages import LONGEST, REGRET, holds
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.canned import filled
from capitune.dossiers.words.labels import ROLES
from capitune.dossiers.words.messages import addressed, joined, told_day

LONGEST_SEARCH = 80
HERE = "/dossiers/<uuid:dossier_id>/messages"


@bp.get(HERE)
@access(Permission.MESSAGE_READ, subject=known_dossier)
def messages(dossier: KnownDossier) -> Response:
    """The latest thirty; those before them follow upwards. ``q`` looks for words, ``reply`` begins with a text."""
    words = request.args.get("q", "")[:LONGEST_SEARCH].split()
    if words:
        return _found(dossier, words)
    return _shown(dossier, MessageForm(formdata=None, body=_begun(dossier)))


@bp.post(HERE)
@access(Permission.MESSAGE_SEND, subject=dossier_by_id)
@own_unit("files are judged and stored before a transaction is held")
@limits.upload()
def send_message(dossier: Dossier) -> Response:
    """Write, with files or without."""
    form, key = MessageForm(), dossier.id
    with ExitStack() as stack:
        incoming: list[Incoming[StoredFile]] = []
        for file in form.chosen:
            found = form.judge(stack.enter_context, taken_in(file))
            incoming += [found] if found else []
        if not form.errors and not form.form_errors:
            with unit_of_work():
                answer = once_per_form(lambda: _sent(form, key, incoming))
            if answer.status_code < 400:
                return answer
    return _refused(form, key)


@bp.get("/messages/files/<uuid:file_id>/download")
@own_unit("the opening is written to the journal")
@access(Permission.MESSAGE_FILE_OPEN, subject=message_file_by_id)
def download_message_file(file: MessageFile) -> Response:
    """To a file of a message, by a link that dies within a minute, once it is scanned and clean."""
    with unit_of_work():
        services.record_message_file_opening(current_actor(), file)
    return to_file(file.storage_key, file_name=file.file_name, content_type=file.mime_type)


@bp.post(f"{HERE}/seen")
@access(Permission.MESSAGE_READ, subject=dossier_by_id)
def see_messages(dossier: Dossier) -> Response:
    """Note how far one has read."""
    form = SeenMessageForm()
    _mark(dossier, form.message_id.data)
    return Response(status=204)


@bp.route(f"{HERE}/<uuid:message_id>/withdraw", methods=["GET", "POST"])
@access(Permission.MESSAGE_WITHDRAW, subject=message_by_id)
def withdraw_message(message: Message) -> Response:
    """Take it back, once the question is answered."""
    form, place = ConfirmForm(), to_messages(message.dossier_id)
    if form.validate_on_submit():
        form.attempt(services.withdraw_message, current_actor(), message)
        if not form.summary:
            flash(_("Withdrawn."), "success")
            return go(place)
    status = 409 if form.is_submitted() else 200
    body = message.body
    return page("dossiers/message_withdraw.html", status=status, form=form, back=place, body=body)


def _sent(form: MessageForm, key: uuid.UUID, incoming: list[Incoming[StoredFile]]) -> Response:
    """The answer to a message that is there; 422 for one that was refused, whose sentences stand in the form."""
    dossier = dossier_by_id(key)  # again: a rolled back unit leaves nothing of what was loaded
    if dossier is None:
        raise NotFound
    files = [one.stored for one in incoming]
    message = form.validate_on_submit() and form.attempt(_send, dossier, form, files)
    if not message:
        return Response(status=422)
    for one in incoming:
        one.recorded = holds(message, one.stored)
    return go(f"{to_messages(key)}#send")


def _send(dossier: Dossier, form: MessageForm, files: list[StoredFile]) -> Message:
    actor = current_actor()
    if form.seen.data:
        _mark(dossier, form.seen.data)
    return services.send_message(
        actor,
        dossier,
        body=form.body.data or "",
        client_id=form.key,
        reply_expected=bool(form.reply_expected.data),
        files=files,
    )


def _refused(form: MessageForm, key: uuid.UUID) -> Response:
    known = known_dossier(key)
    if known is None:
        raise NotFound
    return _shown(known, form, status=422)


def _mark(dossier: Dossier, message_id: str | None) -> None:
    key = parse_id(message_id)
    found = message_by_id(key, dossier.id) if key else None
    if found is None:
        raise Invalid.on("message_id", "unknown_message")
    services.mark_seen(current_actor(), found)


def _shown(known: KnownDossier, form: MessageForm, status: int = 200) -> Response:
    actor, here = current_actor(), to_messages(known.id)
    before = decode(request.args.get("before"))
    found = queries.conversation(known.id, before=before)
    marks = queries.marks_of(known.id)
    lines = list(reversed(found.items))
    theirs = [line for line in lines if line.author_id != actor.user_id]
    if not form.is_submitted():
        form.seen.data = str(theirs[-1].id) if theirs else ""
    return page(
        "dossiers/messages.html",
        status=status,
        head=head_of(known, actor),
        tabs=tabs_of(known.id, "messages", talk=known.talk_of(actor.user_id)),
        can=abilities(actor, known) | {"message_send": can(actor, Permission.MESSAGE_SEND, known)},
        here=here,
        form=form,
        days=_by_day(lines),
        joined=joined,
        seen_by=lambda line: _names(line, marks),
        can_withdraw=lambda line: _is_fresh(line, actor.user_id),
        older_url=f"{here}?before={found.next_cursor}" if found.next_cursor else "",
        newer_url=here if before else "",
        replies=replies_of(actor),
        myself=actor.user_id,
        placeholder=addressed(known, actor.user_id),
        most=LONGEST,
        roles=ROLES,
    )


def _begun(known: KnownDossier) -> str:
    """One's own text that was asked for, filled with the facts of the dossier."""
    key, actor = parse_id(request.args.get("reply")), current_actor()
    reply = reply_by_id(key) if key else None
    if reply is None or not can(actor, Permission.CANNED_EDIT, reply):
        return ""
    return filled(reply.body, known)


def _found(known: KnownDossier, words: list[str]) -> Response:
    actor, here = current_actor(), to_messages(known.id)
    found = queries.found_in(known.id, words, decode(request.args.get("after")))
    here_again = f"{here}?{urlencode({'q': ' '.join(words)})}"
    return page(
        "dossiers/messages_found.html",
        head=head_of(known, actor),
        tabs=tabs_of(known.id, "messages", talk=known.talk_of(actor.user_id)),
        can=abilities(actor, known),
        here=here,
        q=" ".join(words),
        # Where it stands: a page of the conversation that ends with it.
        lines=[(line, encode(uuid.UUID(int=line.id.int + 1))) for line in found.items],
        next_url=f"{here_again}&after={found.next_cursor}" if found.next_cursor else "",
        roles=ROLES,
    )


def _by_day(lines: Sequence[MessageLine]) -> list[tuple[Any, str, list[MessageLine]]]:
    """The messages of each day, as the reader counts days, with what the day is called."""
    own, present = zone(timezone()), today(timezone())
    days: dict[Any, list[MessageLine]] = {}
    for line in lines:
        days.setdefault(line.created_at.astimezone(own).date(), []).append(line)
    return [
        (day, told_day(of_day[0].created_at, day, present), of_day) for day, of_day in days.items()
    ]


def _names(line: MessageLine, marks: Sequence[Mark]) -> list[str]:
    """Who has read it, apart from its author."""
    return [
        mark.person.first_name or mark.person.name
        for mark in marks
        if mark.message_id >= line.id and mark.person.id != line.author_id
    ]


def _is_fresh(line: MessageLine, reader: uuid.UUID | None) -> bool:
    mine = line.author_id == reader and line.withdrawn_at is None
    return mine and now() - line.created_at <= REGRET
