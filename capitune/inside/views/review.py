"""What the team decides about a post, on its page."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.inside import paths, services
from capitune.inside.forms import ReasonForm
from capitune.inside.models import Post
from capitune.inside.queries.posts import post_by_id
from capitune.inside.views.blueprint import bp
from capitune.inside.views.posts import post_page

HERE = f"{paths.POSTS}/<uuid:post_id>"


@bp.post(f"{HERE}/release")
@access(Permission.POST_MODERATE, subject=post_by_id)
def release(post: Post) -> Response:
    """Everybody may read it."""
    form = ReasonForm()
    if form.attempt(services.release, current_actor(), post.id, version=form.seen):
        flash(_("Everybody can read it now."), "success")
        return go(paths.to_post(post.id))
    return post_page(post, form, status=form.status_at(post.version))


@bp.post(f"{HERE}/hide")
@access(Permission.POST_MODERATE, subject=post_by_id)
def hide(post: Post) -> Response:
    """Nobody reads it any more but its author, with the reason."""
    form = ReasonForm()
    if form.validate_on_submit() and form.attempt(
        services.hide,
        current_actor(),
        post.id,
        form.reason.data or "",
        version=form.seen,
        fraud=bool(form.fraud.data),
    ):
        flash(_("Hidden. Its author reads the reason."), "success")
        return go(paths.to_post(post.id))
    return post_page(post, form, status=form.status_at(post.version))
