"""Opening a dossier: a family, a template, then a date."""

from collections.abc import Sequence

from flask import Response, flash, request
from flask_babel import gettext as _

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.dossiers import queries, services
from capitune.dossiers.forms import OpeningForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import TemplateDetail
from capitune.dossiers.states import Necessity
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import CATEGORIES, FAMILIES, OWNERS

DAYS_IN_A_MONTH = 30.4


@bp.route("/dossiers/new", methods=["GET", "POST"])
@access(Permission.DOSSIER_CREATE)
def new() -> Response:
    """Choose a template; with ``?template=`` the page of that template, with its form."""
    form = OpeningForm(template=request.args.get("template"))
    if form.validate_on_submit() and (opened := form.attempt(_open, form)):
        flash(_("Your dossier is open. Here is what it asks for."), "success")
        return go(f"/dossiers/{opened.id}")
    detail = queries.template_detail(form.template.data) if form.template.data else None
    if detail is None:
        offered = [Offer(found) for found in queries.template_details()]
        status = 422 if form.is_submitted() else 200
        return page("dossiers/choose.html", status=status, form=form, families=_families(offered))
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
    )


class Offer:
    """A template on offer, with the figures by which one chooses."""

    def __init__(self, detail: TemplateDetail) -> None:
        self.detail = detail
        needed = [d for d in detail.documents if d.necessity is Necessity.REQUIRED]
        self.required = needed
        self.others = [d for d in detail.documents if d.necessity is Necessity.CONDITIONAL]
        days = max((s.offset_days + s.duration_days for s in detail.steps), default=0)
        self.months = max(1, round(days / DAYS_IN_A_MONTH))


def _families(offers: Sequence[Offer]) -> list[tuple[str, list[Offer]]]:
    by_family = [
        (str(words), [o for o in offers if o.detail.family is family])
        for family, words in FAMILIES.items()
    ]
    return [(words, found) for words, found in by_family if found]
