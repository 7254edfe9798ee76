"""Opening a dossier: a family, a template, then a date."""

from collections.abc import Sequence

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
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import CATEGORIES, FAMILIES, OWNERS
from capitune.dossiers.words.offers import Offer


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


def _families(offers: Sequence[Offer]) -> list[tuple[str, list[Offer]]]:
    by_family = [
        (str(words), [o for o in offers if o.detail.family is family])
        for family, words in FAMILIES.items()
    ]
    return [(words, found) for words, found in by_family if found]
