"""The forms of the page of one licence: each fresh, but for the one that was refused."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from capitune.backoffice.forms import (
    ApprovalForm,
    AskForm,
    ReasonForm,
    RegisterForm,
    SettleForm,
    TakeForm,
)
from capitune.core.days import end_of
from capitune.core.forms import Form
from capitune.core.i18n import gettext as _
from capitune.professionals.models import Credential
from capitune.professionals.queries.validations import validation
from capitune.professionals.services import RegisterFacts


def forms_of(
    credential: Credential, rivals: Iterable[Credential], refused: Form | None
) -> dict[str, Form]:
    """By what they do. ``rivals`` are those who claim the number, when several do."""
    settle = refused if isinstance(refused, SettleForm) else SettleForm(formdata=None)
    settle.keep.choices = _offered(rivals)
    approval = refused if isinstance(refused, ApprovalForm) else ApprovalForm(formdata=None)
    approval.version.data = str(credential.round)
    is_register = isinstance(refused, RegisterForm)
    return {
        "approval": approval.offer(credential.body),
        "register": refused if is_register and refused else _register_form(credential),
        "reason": refused if type(refused) is ReasonForm else ReasonForm(formdata=None),
        "settle": settle,
        "ask": refused if isinstance(refused, AskForm) else AskForm(formdata=None),
        "plain": Form(formdata=None),
        "take": TakeForm(formdata=None),
    }


def _offered(rivals: Any) -> dict[str, str]:
    rows = {str(rival.id): validation(rival.id) for rival in rivals}
    names = {key: f"{row.first_name} {row.last_name}, {row.email}" for key, row in rows.items()}
    return {"": _("Nobody: refuse all of them")} | names


def _register_form(credential: Credential) -> RegisterForm:
    return RegisterForm(
        formdata=None,
        obj=credential,
        register_url=credential.register_url,
        expires_on=last_day(credential.expires_at),
    )


def facts_of(form: RegisterForm) -> RegisterFacts:
    """What was copied from the register."""
    return RegisterFacts(
        url=form.register_url.data or "",
        name=form.register_name.data or "",
        number=form.register_number.data or "",
        licence_class=form.register_class.data or "",
        jurisdiction=form.register_jurisdiction.data or "",
        contact=form.register_contact.data or "",
        status=form.register_status.data or "",
        restrictions=form.restrictions.data or "",
        quebec_authorised=bool(form.quebec_authorised.data),
        expires_at=_end_of(form.expires_on.data),
    )


def _end_of(day: Any) -> datetime | None:
    """A licence is valid through its last day."""
    return end_of(day, UTC) if day else None


def last_day(until: datetime | None) -> Any:
    """The last day of what ends at this instant; None for what has no end."""
    return (until - timedelta(days=1)).date() if until else None
