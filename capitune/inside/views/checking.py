"""« Est-ce un vrai consultant ? »: for whoever is afraid, with or without an account."""

from flask import Response

from capitune.authz.web import public
from capitune.core import limits
from capitune.core.htmx import page
from capitune.inside import paths
from capitune.inside.forms import PastedForm
from capitune.inside.labels import SIGNS
from capitune.inside.pasted import LONGEST
from capitune.inside.queries.checking import check
from capitune.inside.views.blueprint import bp
from capitune.professionals.labels import CLASSES, SCOPES, SHORT_BODIES
from capitune.professionals.registers import CICC, CNQ, MIFI


@bp.route(paths.CHECK, methods=["GET", "POST"])
@public("who is offered advice has no account yet")
@limits.lookup()
def verify_consultant() -> Response:
    """Say what is known of what was pasted; nothing of it is kept."""
    form = PastedForm()
    checked = check(form.text.data.strip()) if form.validate_on_submit() else None
    return page(
        "inside/verify.html",
        status=422 if form.errors else 200,
        form=form,
        checked=checked,
        longest=LONGEST,
        signs=SIGNS,
        bodies=SHORT_BODIES,
        classes=CLASSES,
        scopes=SCOPES,
        registers={"cicc": CICC, "mifi": MIFI, "cnq": CNQ},
    )
