"""The documents of a dossier, and one row of them."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import fragment, page
from capitune.core.http import is_htmx
from capitune.core.i18n import spoken
from capitune.core.ids import new_id, parse_id
from capitune.dossiers import queries
from capitune.dossiers.models import Requirement
from capitune.dossiers.nextaction import is_asked
from capitune.dossiers.queries import (
    Judged,
    KnownDossier,
    Papers,
    RequirementLine,
    known_dossier,
    requirement_by_id,
)
from capitune.dossiers.queries.sheet import past_of, sheet_with
from capitune.dossiers.queries.slots import NONE, Slots, slots_of
from capitune.dossiers.queries.tags import TagLine, borne, tags_of
from capitune.dossiers.states import DocumentStatus, Exemption
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.groups import (
    Group,
    groups_for_candidate,
    groups_for_reviewer,
    groups_for_staff,
)
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.views.mine import my_waiting_in
from capitune.dossiers.views.rows import Reader, shown_to
from capitune.dossiers.views.scope import lacking_licence
from capitune.dossiers.words.comfort import Comfort, comfort_of
from capitune.dossiers.words.days import days_of
from capitune.dossiers.words.labels import CATEGORIES, KINDS, ROLES, STAGES
from capitune.professionals.queries import open_offers

Waiting = list[tuple[uuid.UUID, uuid.UUID]]
MOST_TRIES = 60  # of a row that waits for its scan: about four minutes


class Looked(NamedTuple):
    """How the reader looks at the rows: what stands ready in them, which are open, what is said in which, how
    often one that waits for its scan has asked.
    """

    slots: Slots
    opened: Collection[uuid.UUID] = ()
    wrong: Mapping[uuid.UUID, str] = MappingProxyType({})
    tries: int = 0


@bp.get("/dossiers/<uuid:dossier_id>")
@bp.get("/dossiers/<uuid:dossier_id>/documents")
@access(Permission.DOCUMENT_LIST, subject=known_dossier)
def documents(known: KnownDossier) -> Response:
    """What is asked for, what was sent, what was said about it."""
    return documents_page(known, opened=_open_rows())


@bp.get("/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>")
@access(Permission.DOCUMENT_LIST, subject=requirement_by_id)
def requirement(asked: Requirement) -> Response:
    """One row, for HTMX; the page with that row open, for everybody else."""
    if not is_htmx():
        return documents_page(known_by_id(asked.dossier_id), opened=[asked.id])
    return requirement_row(asked, opened=request.args.get("open") == "1")


def _open_rows() -> list[uuid.UUID]:
    return [key for text in request.args.getlist("open") if (key := parse_id(text))]


def documents_page(
    known: KnownDossier,
    *,
    opened: Collection[uuid.UUID] = (),
    status: int = 200,
    wrong: dict[uuid.UUID, str] | None = None,
) -> Response:
    """The page; ``opened`` are the rows to show open, ``wrong`` what to say in which slot."""
    actor = current_actor()
    slots, wrong = _slots(known, actor), wrong or {}
    papers = queries.papers_of(known, actor, [*opened, *wrong, *slots.begun])
    waiting = my_waiting_in(known.id)
    return page(
        "dossiers/documents.html",
        status=status,
        head=head_of(known, actor),
        tabs=_tabs(known, papers, actor, waiting),
        groups=_groups(known, papers, actor, waiting),
        queue=waiting,
        comfort=_comfort(known, papers, actor),
        shows_documents=papers.shows_documents,
        assignments=queries.seen_by(actor, known.assignments),
        past=past_of(actor, known.assignments),
        lacking=lacking_licence(actor, known, papers.requirements),
        offers=open_offers(actor),
        spent=days_of(known),
        own_tags=_own_tags(known, actor),
        **_row_facts(known, papers, actor, waiting, Looked(slots, opened, wrong)),
        opened=opened,
        wrong=wrong,
    )


def _own_tags(known: KnownDossier, actor: Actor) -> list[TagLine] | None:
    """Those of the reader that it bears; None for whoever keeps none."""
    if not can(actor, Permission.CASE_KEEP, known):
        return None
    return borne(tags_of(actor, [known.id]), known.id)


def _comfort(known: KnownDossier, papers: Papers, actor: Actor) -> Comfort | None:
    """For the candidate, while there is something to do or to wait for."""
    if known.candidate_id != actor.user_id or known.is_archived:
        return None
    whole, talk = sheet_with(papers, known, actor), known.talk_of(actor.user_id)
    return comfort_of(whole, today(timezone()), talk)


def requirement_row(
    asked: Requirement, *, opened: bool, status: int = 200, wrong: str = ""
) -> Response:
    """The fragment of one row."""
    actor = current_actor()
    known = known_by_id(asked.dossier_id)
    papers = queries.papers_of(known, actor, [asked.id])
    row = papers.requirement(asked.id)
    if row is None:
        raise NotFound
    said = {asked.id: wrong} if wrong else {}
    looked = Looked(_slots(known, actor), [asked.id] if opened else [], said, _tries())
    return fragment(
        "dossiers/_requirement.html",
        status=status,
        row=row,
        **_row_facts(known, papers, actor, my_waiting_in(known.id), looked),
        wrong=looked.wrong,
        tries=looked.tries,
    )


def known_by_id(dossier_id: uuid.UUID) -> KnownDossier:
    """The dossier as its pages know it. Raises ``NotFound``."""
    known = known_dossier(dossier_id)
    if known is None:
        raise NotFound
    return known


def _row_facts(
    known: KnownDossier,
    papers: Papers,
    actor: Actor,
    waiting: Waiting,
    looked: Looked,
) -> dict[str, Any]:
    """What each row reads besides itself."""
    owned, may = known.candidate_id == actor.user_id, abilities(actor, known)
    until = max(known.planned_submission_on or date.min, today(known.timezone))
    reader = Reader(
        here=f"/dossiers/{known.id}",
        owned=owned,
        adds=may["document_add"],
        stages=may["dossier_stage"],
        until=until,
        is_planned=known.planned_submission_on == until,
        categories=spoken(CATEGORIES),
        mine=_oldest(waiting),
        unfinished=looked.slots.begun,
        vault=looked.slots.offers,
        opened=looked.opened,
        wrong=looked.wrong,
        answers=lambda row: _judges(actor, row, known),
        is_slow=looked.tries >= MOST_TRIES,
    )
    return {
        "shown_row": partial(shown_to, reader),
        "sheet": known,
        "here": reader.here,
        "can": may,
        "twin_of": papers.twin_of,
        "answers": reader.answers,
        "name_of": known.name_of,
        "until": until,
        "owned": owned,
        "own_id": actor.user_id,
        "vault": looked.slots.offers,
        "today": today(timezone()),
        "kinds": spoken(KINDS),
        "roles": spoken(ROLES),
        "stages": spoken(STAGES),
        "most_tries": MOST_TRIES,
        "new_key": lambda: str(new_id()),
    }


def _slots(known: KnownDossier, actor: Actor) -> Slots:
    """For its candidate alone."""
    if actor.user_id is None or known.candidate_id != actor.user_id:
        return NONE
    return slots_of(known.id, actor.user_id, today(known.timezone))


def _judges(actor: Actor, row: RequirementLine, known: KnownDossier) -> bool:
    return can(actor, Permission.REQUIREMENT_WAIVE, Judged(row, known))


def _oldest(waiting: Waiting) -> dict[uuid.UUID, uuid.UUID]:
    return dict(reversed(waiting))


def _groups(known: KnownDossier, papers: Papers, actor: Actor, waiting: Waiting) -> list[Group]:
    rows = papers.requirements
    if known.candidate_id == actor.user_id:
        return groups_for_candidate(rows)
    if not papers.shows_documents:
        return groups_for_staff(rows)
    mine = {requirement_id for requirement_id, _version in waiting}
    excused = [row for row in rows if row.exemption is Exemption.EXCUSED]
    return groups_for_reviewer(rows, mine | {r.id for r in excused if _judges(actor, r, known)})


def _tabs(known: KnownDossier, papers: Papers, actor: Actor, waiting: Waiting) -> Any:
    talk = known.talk_of(actor.user_id)
    if known.candidate_id == actor.user_id:
        asked = [row for row in papers.requirements if is_asked(row)]
        refused = any(row.status is DocumentStatus.REJECTED for row in asked)
        return tabs_of(known.id, "documents", count=len(asked), hot=refused, talk=talk)
    return tabs_of(known.id, "documents", count=len(waiting), talk=talk)


def _tries() -> int:
    """How often this row has asked already whether its scan is over."""
    text = request.args.get("try", "0")
    return min(int(text), MOST_TRIES) if text.isascii() and text.isdigit() else 0
