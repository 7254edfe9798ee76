"""The desk of validations: what waits, one licence with what the register shows, and the decisions."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.accounts.queries import faces
from capitune.authz.admin import GuardedView
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.forms import (
    ApprovalForm,
    AskForm,
    ReasonForm,
    RegisterForm,
    SettleForm,
    TakeForm,
)
from capitune.backoffice.labels import PROFESSIONS
from capitune.backoffice.validationforms import facts_of, forms_of, last_day
from capitune.backoffice.validationproofs import ProofPages
from capitune.core.clock import now
from capitune.core.errors import NotFound
from capitune.core.forms import Form
from capitune.core.htmx import fragment, go
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import decode
from capitune.professionals import services
from capitune.professionals.comparison import compare
from capitune.professionals.emails import LETTERS, letter_about
from capitune.professionals.labels import (
    BODIES,
    CLASSES,
    JURISDICTION_NAMES,
    LOOKS,
    REGISTER_STATUSES,
    SCOPES,
    STATUSES,
)
from capitune.professionals.models import Credential
from capitune.professionals.queries.badges import badge
from capitune.professionals.queries.credentials import (
    approvals_of,
    claimants,
    credential_by_id,
    moves_of,
    open_case,
    proofs_of,
)
from capitune.professionals.queries.standing import badge_to_be
from capitune.professionals.queries.validations import (
    Pile,
    neighbours,
    pile_figures,
    validation,
    validations,
)
from capitune.professionals.registers import official
from capitune.professionals.states import QUEUED, ApprovalOutcome

PAGE, LONGEST_REASON = 25, 1_000
PILES = {
    Pile.WAITING: _l("To check"),
    Pile.ASKED: _l("Proof asked for"),
    Pile.CONTESTED: _l("Contested"),
    Pile.DUE: _l("To check again"),
    Pile.APPROVED: _l("Verified"),
    Pile.SUSPENDED: _l("Suspended"),
    Pile.EXPIRED: _l("Expired"),
}
SAID = {
    ApprovalOutcome.AWAITING_SECOND: _l("Noted. Somebody else of the team must approve too."),
    ApprovalOutcome.APPROVED: _l("Approved. The badge shows what was checked."),
}


class ValidationDesk(ProofPages, GuardedView):
    """``/admin/validations``."""

    doors = {
        "index": Permission.CREDENTIAL_QUEUE,
        "show": Permission.CREDENTIAL_QUEUE,
        "proof_page": Permission.CREDENTIAL_QUEUE,
        "take": Permission.CREDENTIAL_QUEUE,
        "give_back": Permission.CREDENTIAL_QUEUE,
        "letter": Permission.CREDENTIAL_QUEUE,
        "ask": Permission.CREDENTIAL_QUEUE,
        "stop_waiting": Permission.CREDENTIAL_QUEUE,
        "look_up": Permission.CREDENTIAL_QUEUE,
        "send_code": Permission.CREDENTIAL_QUEUE,
        "approve": Permission.CREDENTIAL_QUEUE,
        "reject": Permission.CREDENTIAL_QUEUE,
        "suspend": Permission.CREDENTIAL_QUEUE,
        "settle": Permission.CREDENTIAL_QUEUE,
    }
    sensitive = frozenset({"approve", "reject", "suspend", "settle"})
    icon = "rosette-discount-check"
    short = _l("Check")
    group = _l("To do")
    vocabulary = {
        "bodies": BODIES,
        "classes": CLASSES,
        "jurisdictions": JURISDICTION_NAMES,
        "scopes": SCOPES,
        "looks": LOOKS,
        "statuses": STATUSES,
        "register_statuses": REGISTER_STATUSES,
        "professions": PROFESSIONS,
        "piles": PILES,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Validations"), endpoint="validations", url="/admin/validations")

    @expose("/")
    def index(self) -> Any:
        """A pile, the one submitted first on top."""
        pile = _pile()
        found = validations(current_actor(), PAGE, decode(request.args.get("after")), pile)
        more = {"pile": pile.value, "after": found.next_cursor}
        next_url = self.get_url(".index", **more) if found.next_cursor else ""
        return self.render(
            "backoffice/validations.html",
            rows=found.items,
            pile=pile,
            figures=pile_figures(),
            next_url=next_url,
        )

    @expose("/<uuid:credential_id>")
    def show(self, credential_id: uuid.UUID) -> Any:
        """One licence."""
        return self._page(_found(credential_id))

    @expose("/<uuid:credential_id>/take", methods=("POST",))
    def take(self, credential_id: uuid.UUID) -> Any:
        """Look at it for half an hour; with ``over``, in the place of whoever does."""
        done = _l("Yours for half an hour. Nobody else decides meanwhile.")
        form = TakeForm()
        take = partial(services.take, over=bool(form.over.data))
        return self._act(credential_id, form, done, take)

    @expose("/<uuid:credential_id>/give-back", methods=("POST",))
    def give_back(self, credential_id: uuid.UUID) -> Any:
        """Look at it no longer."""
        done = _l("Given back. Somebody else may decide.")
        return self._act(credential_id, Form(), done, services.give_back)

    @expose("/<uuid:credential_id>/letter", methods=("POST",))
    def letter(self, credential_id: uuid.UUID) -> Any:
        """What the professional would be written, with the reason typed so far."""
        credential, asked = _found(credential_id), request.args.get("outcome", "")
        outcome = asked if asked in LETTERS else "approved"
        typed = request.form.get("wanted" if outcome == "asked" else "reason", "").strip()
        letter = letter_about(credential, outcome, typed[:LONGEST_REASON])
        return fragment("backoffice/_letter.html", letter=letter)

    @expose("/<uuid:credential_id>/ask", methods=("POST",))
    def ask(self, credential_id: uuid.UUID) -> Any:
        """Ask for another proof; it waits for that."""
        form = AskForm()
        done = _l("Asked. The professional is told, and the licence waits on a pile of its own.")
        return self._act(credential_id, form, done, services.ask_proof, form.wanted.data or "")

    @expose("/<uuid:credential_id>/stop-waiting", methods=("POST",))
    def stop_waiting(self, credential_id: uuid.UUID) -> Any:
        """Look at it without the proof that was asked for."""
        done = _l("Back in the queue. It waits for no proof any more.")
        return self._act(credential_id, Form(), done, services.stop_waiting)

    @expose("/<uuid:credential_id>/register", methods=("POST",))
    def look_up(self, credential_id: uuid.UUID) -> Any:
        """Copy what the register shows."""
        form = RegisterForm()
        done = _l("Noted. Earlier approvals, given on other facts, count no more.")
        return self._act(credential_id, form, done, services.record_facts, facts_of(form))

    @expose("/<uuid:credential_id>/code", methods=("POST",))
    def send_code(self, credential_id: uuid.UUID) -> Any:
        """Have a code sent to the address that the register shows."""
        done = _l("A code is on its way to the address that the register shows.")
        return self._act(credential_id, Form(), done, services.send_contact_code)

    @expose("/<uuid:credential_id>/approve", methods=("POST",))
    def approve(self, credential_id: uuid.UUID) -> Any:
        """One yes of two."""
        form, credential = ApprovalForm(), _found(credential_id)
        if form.validate_on_submit():
            met = bool(form.met_otherwise.data)
            looked, note = tuple(form.looked.data or ()), form.note.data or ""
            given = services.Looked(looked, note, form.seen)
            outcome = form.attempt(
                services.approve, current_actor(), credential, met_otherwise=met, given=given
            )
            if outcome is not None:
                flash(str(SAID[outcome]), "success")
                return go(self.get_url(".show", credential_id=credential_id))
        return self._refused(credential_id, form)

    @expose("/<uuid:credential_id>/reject", methods=("POST",))
    def reject(self, credential_id: uuid.UUID) -> Any:
        """No, and why."""
        form = ReasonForm()
        done = _l("Refused. The professional is told why.")
        return self._act(credential_id, form, done, services.reject, form.reason.data or "")

    @expose("/<uuid:credential_id>/suspend", methods=("POST",))
    def suspend(self, credential_id: uuid.UUID) -> Any:
        """It counts no more, from now on."""
        form = ReasonForm()
        done = _l("Suspended. Badge and dossiers are closed.")
        return self._act(credential_id, form, done, services.suspend, form.reason.data or "")

    @expose("/<uuid:credential_id>/settle", methods=("POST",))
    def settle(self, credential_id: uuid.UUID) -> Any:
        """Whose number it is."""
        form = SettleForm()
        done = _l("Settled. Everybody concerned is told.")
        return self._act(credential_id, form, done, _settle, form)

    def _act(
        self, credential_id: uuid.UUID, form: Form, done: Any, act: Callable[..., Any], *more: Any
    ) -> Any:
        credential = _found(credential_id)
        if form.validate_on_submit() and form.attempt(act, current_actor(), credential, *more):
            flash(str(done), "success")
            return go(self.get_url(".show", credential_id=credential_id))
        return self._refused(credential_id, form)

    def _refused(self, credential_id: uuid.UUID, form: Form) -> Any:
        """The page with what was refused: 409 when somebody else looks at the licence now, or it changed meanwhile."""
        credential = _found(credential_id)
        is_held = credential.is_held_at(now(), but_by=current_actor().user_id)
        is_other = isinstance(form, ApprovalForm) and form.is_of_before(credential.round)
        return self._page(credential, form, status=409 if is_held or is_other else 422)

    def _page(self, credential: Credential, form: Form | None = None, status: int = 200) -> Any:
        """The licence, with the form that was refused in its place and the others fresh."""
        actor, pile = current_actor(), _pile()
        case = open_case(credential.body, credential.number_norm)
        rivals = claimants(credential.body, credential.number_norm) if case else []
        row, given = validation(credential.id), approvals_of(credential)
        proofs = proofs_of(credential.id)
        name = f"{row.first_name} {row.last_name}"
        return self.render(
            "backoffice/validation.html",
            status=status,
            row=row,
            pile=pile,
            beside=neighbours(actor, credential, pile),
            compared=compare(credential, name=name, email=row.email),
            credential=credential,
            approvals=given,
            approvers=faces(each.approver_id for each in given),
            moves=moves_of(credential.id),
            proofs=proofs,
            shown=self.shown(proofs, pile.value),
            contested=case is not None,
            official_url=official(credential.body, credential.jurisdiction),
            refused=form if form is not None and form.errors else None,
            forms=forms_of(credential, rivals, form),
            is_held=credential.is_held_at(now()),
            is_mine=credential.held_by_id == actor.user_id,
            may_decide=can(actor, Permission.CREDENTIAL_DECIDE, credential),
            preview=_preview(credential) if credential.status in QUEUED else None,
        )


def _pile() -> Pile:
    """The pile that the address names; what waits, when it names none."""
    asked = request.args.get("pile", "")
    return Pile(asked) if asked in set(PILES) else Pile.WAITING


def _preview(credential: Credential) -> dict[str, Any]:
    """What the badge says now, and what it would say once this licence is approved, until which day."""
    shown, allowed = badge(credential.user_id), badge_to_be(credential)
    return {
        "before": sorted(shown.scopes) if shown else [],
        "after": sorted(allowed.scopes),
        "last_day": last_day(allowed.until),
        "is_barred": credential.is_barred_at(now()),
    }


def _found(credential_id: uuid.UUID) -> Credential:
    credential = credential_by_id(credential_id)
    if credential is None:
        raise NotFound
    return credential


def _settle(actor: Any, credential: Credential, form: SettleForm) -> Any:
    case = open_case(credential.body, credential.number_norm)
    if case is None:
        raise NotFound
    keep = uuid.UUID(form.keep.data) if form.keep.data else None
    return services.settle(actor, case, keep_id=keep, reason=form.reason.data)
