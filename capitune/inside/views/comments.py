"""Comments: written on the page of their post, changed, taken back."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.inside import paths, services
from capitune.inside.forms import CommentForm, DeleteForm, ReasonForm
from capitune.inside.models import Comment, Post
from capitune.inside.queries.comments import comment_by_id
from capitune.inside.queries.posts import post_by_id
from capitune.inside.views.blueprint import bp
from capitune.inside.views.masking import asked_of
from capitune.inside.views.posts import HERE, post_page

ONE = f"{paths.INSIDE}/comments/<uuid:comment_id>"


@bp.post(f"{HERE}/comments")
@access(Permission.COMMENT_WRITE, subject=post_by_id)
def write_comment(post: Post) -> Response:
    """Answer the post, or somebody on it."""
    form, key = CommentForm(), post.id
    written = form.validate_on_submit() and form.attempt(
        services.write_comment,
        current_actor(),
        key,
        form.body.data or "",
        parent_id=parse_id(form.parent_id.data) if form.parent_id.data else None,
        mask=form.masks,
    )
    if written:
        return go(paths.to_comment(key, written.id))
    return post_page(post, ReasonForm(formdata=None), status=422, comment=form)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(Permission.COMMENT_EDIT, subject=comment_by_id)
def edit_comment(comment: Comment) -> Response:
    """Say it otherwise; one changed meanwhile is not overwritten."""
    form, back = CommentForm(body=comment.body), paths.to_comment(comment.post_id, comment.id)
    if form.validate_on_submit() and form.attempt(
        services.change_comment,
        current_actor(),
        comment.id,
        form.body.data or "",
        version=form.seen,
        mask=form.masks,
    ):
        flash(_("Saved."), "success")
        return go(back)
    status = form.status_at(comment.version)
    return page(
        "inside/comment.html",
        status=status,
        form=form,
        back=back,
        changed=status == 409,
        **asked_of(form),
    )


@bp.post(f"{ONE}/release")
@access(Permission.COMMENT_MODERATE, subject=comment_by_id)
def release_comment(comment: Comment) -> Response:
    """Everybody may read it."""
    place = paths.to_comment(comment.post_id, comment.id)
    services.release_comment(current_actor(), comment.id)
    flash(_("Everybody can read it now."), "success")
    return go(place)


@bp.route(f"{ONE}/delete", methods=["GET", "POST"])
@access(Permission.COMMENT_DELETE, subject=comment_by_id)
def delete_comment(comment: Comment) -> Response:
    """Take it back, once the question is answered."""
    form, place = DeleteForm(), paths.to_post(comment.post_id)
    if form.validate_on_submit():
        services.delete_comment(current_actor(), comment.id)
        flash(_("Deleted."), "success")
        return go(f"{place}#comments")
    return page("inside/comment_delete.html", form=form, back=place)
