"""Opening a dossier: a family, a template, then a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import queries, services
from capitune.dossiers.forms import OpeningForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import TemplateDetail
from capitune.dossiers.questioning import with_questions
from capitune.dossiers.states import Necessity, Owner
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import CATEGORIES, FAMILIES, OWNERS

DAYS_IN_A_MONTH = 30.4


@bp.route("/dossiers/new", methods=["GET", "POST"])
@access(Permission.DOSSIER_CREATE)
def new() -> Response:
    """Choose a template; with ``?template=`` the page of that template, with its form."""
    code = request.form.get("template") or request.args.get("template")
    detail = queries.template_detail(code) if code else None
    form = with_questions(OpeningForm, detail.questions if detail else ())(template=code)
    if form.validate_on_submit() and (opened := form.attempt(_open, form)):
        flash(_("Your dossier is open. Here is what it asks for."), "success")
        return go(f"/dossiers/{opened.id}")
    return _form_page(form, detail) if detail else _choice_page(form)


def _choice_page(form: OpeningForm) -> Response:
    offered = [Offer(found) for found in queries.template_details()]
    status = 422 if form.is_submitted() else 200
    return page("dossiers/choose.html", status=status, form=form, families=_families(offered))


def _form_page(form: OpeningForm, detail: TemplateDetail) -> Response:
    return page(
        "dossiers/open.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        offer=Offer(detail),
        categories=CATEGORIES,
        owners=OWNERS,
    )


def _open(form: OpeningForm) -> Dossier:
    return services.open_dossier(
        current_actor(),
        template_code=form.template.data,
        title=form.title.data or "",
        description=form.description.data or "",
        planned_submission_on=form.planned_submission_on.data,
        answers=form.answers,
    )


def months(days: int) -> int:
    """The same in months, at least one."""
    return max(1, round(days / DAYS_IN_A_MONTH))


@dataclass(frozen=True, slots=True)
class Processing:
    """How long the authority takes. Without ``source`` it is a planning value of the template's steps."""

    low: int
    high: int
    as_of: date | None = None
    source: str = ""

    @classmethod
    def of(cls, detail: TemplateDetail) -> "Processing":
        """In months, said by its source on its date, or added up from the authority's steps."""
        told = detail.processing
        if told is None:
            days = sum(s.duration_days for s in detail.steps if s.owner is Owner.AUTHORITY)
            return cls(months(days), months(days))
        as_of = date.fromisoformat(f"{told['as_of']}-01")
        return cls(months(told["low_days"]), months(told["high_days"]), as_of, told["source"])


class Offer:
    """A template on offer, with the figures by which one chooses."""

    def __init__(self, detail: TemplateDetail) -> None:
        self.detail = detail
        needed = [d for d in detail.documents if d.necessity is Necessity.REQUIRED]
        self.required = needed
        self.others = [d for d in detail.documents if d.necessity is Necessity.CONDITIONAL]
        self.months = months(
            max((s.offset_days + s.duration_days for s in detail.steps), default=0)
        )
        # The document that takes longest to obtain says when everything can be there.
        self.longest = max(needed, key=lambda d: d.lead_days, default=None)
        self.processing = Processing.of(detail)


def _families(offers: Sequence[Offer]) -> list[tuple[str, list[Offer]]]:
    by_family = [
        (str(words), [o for o in offers if o.detail.family is family])
        for family, words in FAMILIES.items()
    ]
    return [(words, found) for words, found in by_family if found]
