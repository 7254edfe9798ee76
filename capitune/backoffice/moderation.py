"""The desk of moderation: one queue, one case at a time with what there is to know of it, and the decisions."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.moderationforms import DAYS, RulingForm, filled, ruling_of
from capitune.core.clock import now
from capitune.core.errors import NotFound
from capitune.core.forms import Form
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.moderation import services, targets
from capitune.moderation.labels import CAUSES, MEASURES, PILES, REASONS, SANCTIONS, TARGETS
from capitune.moderation.models import ModerationCase
from capitune.moderation.queries.cases import case_by_id, notes_of, reports_of, sanctions_of
from capitune.moderation.queries.desk import case_line, cases, desk_figures, pile_figures
from capitune.moderation.states import UNDO_LASTS, Pile

PAGE, BESIDE = 25, 8


class ModerationDesk(GuardedView):
    """``/admin/moderation``."""

    doors = {
        "index": Permission.CASE_LIST,
        "show": Permission.CASE_LIST,
        "take_next": Permission.CASE_LIST,
        "take": Permission.CASE_LIST,
        "give_back": Permission.CASE_LIST,
        "decide": Permission.CASE_LIST,
        "undo": Permission.CASE_LIST,
    }
    icon = "flag"
    short = _l("Moderate")
    group = _l("To do")
    vocabulary = {
        "causes": CAUSES,
        "measures": MEASURES,
        "piles": PILES,
        "reasons": REASONS,
        "kinds": TARGETS,
        "sanctions": SANCTIONS,
        "days": DAYS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Moderation"), endpoint="moderationdesk", url="/admin/moderation")

    @expose("/")
    def index(self) -> Any:
        """A pile, the most urgent and then the oldest on top."""
        pile, reader = _pile(), current_actor().user_id
        found = cases(reader, pile, PAGE, request.args.get("after"))
        more = {"pile": pile.value, "after": found.next_cursor}
        return self.render(
            "backoffice/moderation.html",
            rows=found.items,
            pile=pile,
            piled=pile_figures(reader),
            figures=desk_figures(),
            next_url=self.get_url(".index", **more) if found.next_cursor else "",
            form=Form(formdata=None),
        )

    @expose("/<uuid:case_id>")
    def show(self, case_id: uuid.UUID) -> Any:
        """One case."""
        return self._page(_found(case_id))

    @expose("/next", methods=("POST",))
    def take_next(self) -> Any:
        """The first that nobody has in hand."""
        case = services.take_next(current_actor(), _pile())
        if case is None:
            flash(_("Nothing on this pile waits for anybody."), "info")
            return go(self.get_url(".index", pile=_pile().value))
        return go(self.get_url(".show", case_id=case.id, pile=_pile().value))

    @expose("/<uuid:case_id>/take", methods=("POST",))
    def take(self, case_id: uuid.UUID) -> Any:
        """Look at it for ten minutes."""
        return self._act(case_id, _l("Yours for ten minutes."), services.claim)

    @expose("/<uuid:case_id>/give-back", methods=("POST",))
    def give_back(self, case_id: uuid.UUID) -> Any:
        """Look at it no longer."""
        return self._act(case_id, _l("Given back to the queue."), services.give_back)

    @expose("/<uuid:case_id>/undo", methods=("POST",))
    def undo(self, case_id: uuid.UUID) -> Any:
        """Take one's decision back."""
        return self._act(case_id, _l("Taken back: it waits again."), services.undo)

    @expose("/<uuid:case_id>/decide", methods=("POST",))
    def decide(self, case_id: uuid.UUID) -> Any:
        """Decide it; of one that changed since it was read, nothing."""
        form, case = RulingForm(), _found(case_id)
        act = partial(services.decide, version=form.seen)
        if form.validate_on_submit() and form.attempt(
            act, current_actor(), case_id, ruling_of(form)
        ):
            flash(_("Decided. You can take it back for ten minutes."), "success")
            return go(self.get_url(".show", case_id=case_id, pile=_pile().value))
        return self._page(_found(case_id), form, form.status_at(case.version))

    def _act(self, case_id: uuid.UUID, done: Any, act: Callable[..., Any]) -> Any:
        form, case = Form(), _found(case_id)
        if form.validate_on_submit() and form.attempt(act, current_actor(), case.id):
            flash(str(done), "success")
            return go(self.get_url(".show", case_id=case_id, pile=_pile().value))
        return self._page(_found(case_id), form, 409)

    def _page(self, case: ModerationCase, refused: Form | None = None, status: int = 200) -> Any:
        actor, pile, moment = current_actor(), _pile(), now()
        form = refused if isinstance(refused, RulingForm) else filled(case)
        form.version.data = str(case.version)
        return self.render(
            "backoffice/moderationcase.html",
            status=status,
            row=case_line(case.id),
            case=case,
            seen=targets.look(case.target_type, case.target_id),
            reports=reports_of(case.id),
            notes=notes_of(case.id),
            sanctioned=sanctions_of(case.subject_id),
            beside=cases(actor.user_id, pile, BESIDE, None).items,
            pile=pile,
            form=form,
            plain=Form(formdata=None),
            refused=refused if refused is not None and refused.errors else None,
            is_mine=case.claimed_by == actor.user_id and case.is_claimed_at(moment),
            is_theirs=case.is_claimed_at(moment, but_by=actor.user_id),
            may_judge=can(actor, Permission.CASE_JUDGE, case),
            may_undo=case.decided_by == actor.user_id
            and case.decided_at is not None
            and case.decided_at > moment - UNDO_LASTS,
        )


def _pile() -> Pile:
    """The pile that the address names; everything, when it names none."""
    asked = request.args.get("pile", "")
    return Pile(asked) if asked in set(Pile) else Pile.ALL


def _found(case_id: uuid.UUID) -> ModerationCase:
    case = case_by_id(case_id)
    if case is None:
        raise NotFound
    return case
