"""One post: read, what it was before, deleted."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, request

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.listing import limit_of
from capitune.inside import paths, services
from capitune.inside.cards import author_of
from capitune.inside.forms import CommentForm, DeleteForm, ReasonForm
from capitune.inside.models import Post
from capitune.inside.queries.comments import branches, comments_of
from capitune.inside.queries.feed import card
from capitune.inside.queries.posts import post_by_id, revisions_of
from capitune.inside.views.blueprint import bp
from capitune.inside.views.feed import CARDS
from capitune.inside.views.masking import asked_of
from capitune.moderation.policy import Reported

HERE = f"{paths.POSTS}/<uuid:post_id>"


@bp.get(HERE)
@access(Permission.POST_READ, subject=post_by_id)
def show(post: Post) -> Response:
    """The whole of it."""
    return post_page(post, ReasonForm(formdata=None))


def post_page(
    post: Post, form: ReasonForm, status: int = 200, *, comment: CommentForm | None = None
) -> Response:
    """The page of this post; for the team, with what they may decide."""
    actor = current_actor()
    row = card(actor.user_id, post.id)
    if row is None:
        raise NotFound
    form.version.data = str(row.version)
    permitted: dict[str, Any] = {
        "edit": can(actor, Permission.POST_EDIT, post),
        "delete": can(actor, Permission.POST_DELETE, post),
        "react": can(actor, Permission.POST_REACT, post),
        "history": can(actor, Permission.POST_HISTORY, post),
        "moderate": can(actor, Permission.POST_MODERATE, post),
        "comment": can(actor, Permission.COMMENT_WRITE, post),
        "remove": actor.is_staff,
        "report": can(actor, Permission.REPORT_MAKE, Reported(post.id, post.author_id)),
    }
    limit, after = limit_of(request.args.get("limit")), request.args.get("after")
    found = comments_of(post.id, limit, after, actor.user_id, every=actor.is_staff)
    here = paths.to_post(post.id)
    return page(
        "inside/post.html",
        status=status,
        post=row,
        author=author_of(row),
        can=permitted,
        form=form,
        comment=(said := comment or CommentForm(formdata=None)),
        answered=_answered(found.items, comment),
        branches=branches(found.items),
        next_url=f"{here}?after={found.next_cursor}" if found.next_cursor else "",
        own=actor.user_id,
        here=f"{here}?after={after}" if after else here,
        **asked_of(said),
        **CARDS,
    )


def _answered(rows: Sequence[Any], form: CommentForm | None) -> Any:
    """The comment that is answered: the one that the address or the form that was sent names."""
    named = form.parent_id.data if form else request.args.get("answer")
    return next((row for row in rows if str(row.id) == named and row.body), None)


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
