"""The pipeline of a professional: a board of four stages, or a list."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.web import current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.core.i18n import gettext as _
from capitune.core.listing import encode, limit_of
from capitune.dossiers.forms import PipelineForm
from capitune.dossiers.queries.caseload import board, caseload, place_of
from capitune.dossiers.queries.cases import NEVER
from capitune.dossiers.queries.savedviews import Own, own_of
from capitune.dossiers.queries.tags import borne
from capitune.dossiers.sought import Sought, sought, sought_in
from capitune.dossiers.views.mine import my_review_count, my_waiting_in_each
from capitune.dossiers.views.shown import shown
from capitune.dossiers.words.labels import FAMILIES, STAGES, TURN_NAMES


def my_pipeline() -> Response:
    """As the address asks for it: the board, or the list that a stage or what is set aside needs."""
    looked_for = sought(request.args)
    if request.args.get("view") == "list" or looked_for.stage or looked_for.archived:
        return _list(looked_for)
    return _board(looked_for)


def board_address(query: str) -> str:
    """The address of the board with these filters; what is none of ours is left out."""
    return f"/dossiers?{sought_in(query).query}".rstrip("?")


def list_address(query: str) -> str:
    """The same, of the list."""
    return _list_url(sought_in(query))


def _board(looked_for: Sought) -> Response:
    actor, day = current_actor(), today(timezone())
    lanes = board(actor, looked_for, day)
    found = [row for lane in lanes for row in lane.rows]
    to_check = my_waiting_in_each([row.id for row in found])
    own = own_of(actor, [row.id for row in found])
    rows = iter(shown(found, to_check, day, owned=False))
    shown_lanes = [
        (lane, [next(rows) for _row in lane.rows], _list_url(looked_for, lane.stage))
        for lane in lanes
    ]
    return _page("dossiers/board.html", looked_for, day, "board", own, lanes=shown_lanes)


def _list(looked_for: Sought) -> Response:
    day = today(timezone())
    limit, after = limit_of(request.args.get("limit")), place_of(request.args.get("after"))
    found = caseload(current_actor(), looked_for, day, limit, after)
    to_check = my_waiting_in_each([row.id for row in found.items])
    own = own_of(current_actor(), [row.id for row in found.items])
    here = _list_url(looked_for)
    return _page(
        "dossiers/caseload.html",
        looked_for,
        day,
        "list",
        own,
        pick=encode,
        rows=shown(found.items, to_check, day, owned=False),
        next_url=f"{here}&after={found.next_cursor}" if found.next_cursor else "",
    )


def _list_url(looked_for: Sought, stage: str = "") -> str:
    chosen = Sought(**{**looked_for.chosen, **({"stage": stage} if stage else {})})
    return "&".join(filter(None, ("/dossiers?view=list", chosen.query)))


def _page(
    template: str,
    looked_for: Sought,
    day: date,
    view: str,
    own: Own,
    **context: Any,
) -> Response:
    if looked_for.tag not in {str(tag.id) for tag in own.tags}:
        looked_for = replace(looked_for, tag="")
    form = PipelineForm(formdata=None, data=looked_for.chosen)
    form.stage.choices = [("", _("All")), *STAGES.items()]
    form.family.choices = [("", _("All")), *FAMILIES.items()]
    form.turn.choices = [("", _("All")), *TURN_NAMES.items()]
    form.tag.choices = [("", _("All")), *((str(tag.id), tag.name) for tag in own.tags)]
    return page(
        template,
        form=form,
        tags=own.tags,
        views=own.views,
        looked_for=looked_for,
        borne=borne,
        view=view,
        to_check=my_review_count(),
        here=request.full_path.rstrip("?"),
        query=looked_for.query,
        is_filtered=bool(looked_for.chosen),
        board_url=board_address(looked_for.query),
        list_url=_list_url(looked_for),
        stages=STAGES,
        never=NEVER,
        today=day,
        **context,
    )
