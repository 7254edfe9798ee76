"""One post: read, what it was before, deleted."""

import uuid
from typing import Any

from flask import Response, flash

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.inside import paths, services
from capitune.inside.cards import author_of
from capitune.inside.forms import DeleteForm, ReasonForm
from capitune.inside.models import Post
from capitune.inside.queries.feed import card
from capitune.inside.queries.posts import post_by_id, revisions_of
from capitune.inside.views.blueprint import bp
from capitune.inside.views.feed import CARDS

HERE = f"{paths.POSTS}/<uuid:post_id>"


@bp.get(HERE)
@access(Permission.POST_READ, subject=post_by_id)
def show(post: Post) -> Response:
    """The whole of it."""
    return post_page(post, ReasonForm(formdata=None))


def post_page(post: Post, form: ReasonForm, status: int = 200) -> Response:
    """The page of this post; for the team, with what they may decide."""
    actor = current_actor()
    row = card(actor.user_id or uuid.UUID(int=0), post.id)
    if row is None:
        raise NotFound
    form.version.data = str(row.version)
    permitted: dict[str, Any] = {
        "edit": can(actor, Permission.POST_EDIT, post),
        "delete": can(actor, Permission.POST_DELETE, post),
        "react": can(actor, Permission.POST_REACT, post),
        "history": can(actor, Permission.POST_HISTORY, post),
        "moderate": can(actor, Permission.POST_MODERATE, post),
    }
    return page(
        "inside/post.html",
        status=status,
        post=row,
        author=author_of(row),
        can=permitted,
        form=form,
        **CARDS,
    )


@bp.get(f"{HERE}/history")
@access(Permission.POST_HISTORY, subject=post_by_id)
def history(post: Post) -> Response:
    """How it read before each change."""
    return page("inside/history.html", post=post, revisions=revisions_of(post.id))


@bp.route(f"{HERE}/delete", methods=["GET", "POST"])
@access(Permission.POST_DELETE, subject=post_by_id)
def delete(post: Post) -> Response:
    """Delete it, once the question is answered."""
    form = DeleteForm()
    if form.validate_on_submit():
        services.delete_post(current_actor(), post.id)
        flash(_("Deleted."), "success")
        return go(paths.INSIDE)
    return page("inside/delete.html", form=form, back=paths.to_post(post.id))
