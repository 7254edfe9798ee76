"""Writing a post: begun, kept by itself while it is written, looked at, published, changed."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import markdown
from capitune.core.errors import Conflict, Invalid
from capitune.core.htmx import fragment, go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import new_id, parse_id
from capitune.core.work import savepoint
from capitune.inside import paths, services
from capitune.inside.cards import words_of
from capitune.inside.forms import PostForm
from capitune.inside.models import Post
from capitune.inside.queries.posts import post_by_id
from capitune.inside.queries.tags import topics
from capitune.inside.services.pacing import bounds_of
from capitune.inside.states import LONGEST_BODY, PostStatus
from capitune.inside.views.blueprint import bp
from capitune.inside.views.masking import asked_of


@bp.route(f"{paths.POSTS}/new", methods=["GET", "POST"])
@access(Permission.POST_WRITE)
def new() -> Response:
    """Begin one, or publish it."""
    form = PostForm()
    if not form.is_submitted():
        form.post_id.data, form.version.data = str(new_id()), "0"
        return _form(form)
    key = parse_id(form.post_id.data) or new_id()
    if form.validate() and (
        post := form.attempt(
            services.publish,
            current_actor(),
            form.said,
            key=key,
            version=form.seen,
            mask=form.masks,
        )
    ):
        flash(_said_of(post), "success")
        return go(paths.to_post(post.id))
    found = post_by_id(key)
    status = form.status_at(found.version if found else 0)
    return _form(form, status=status, theirs=found if status == 409 else None)


@bp.post(f"{paths.POSTS}/draft")
@access(Permission.POST_WRITE)
def draft() -> Response:
    """Keep what is typed so far; another tab that kept it since is not overwritten."""
    form = PostForm()
    key = parse_id(form.post_id.data) or new_id()
    problem, version = "", form.seen
    try:
        with savepoint():
            version = services.keep_draft(
                current_actor(), form.said, key=key, version=form.seen
            ).version
    except (Conflict, Invalid) as refusal:
        problem = refusal.code
    return fragment("inside/_kept.html", problem=problem, version=version, post_id=key)


@bp.post(f"{paths.POSTS}/preview")
@access(Permission.POST_WRITE)
def preview() -> Response:
    """How what is typed will look."""
    typed = PostForm().said
    return fragment(
        "inside/_preview.html", title=typed.title, body=markdown.said(typed.body[:LONGEST_BODY])
    )


@bp.route(f"{paths.POSTS}/<uuid:post_id>/edit", methods=["GET", "POST"])
@access(Permission.POST_EDIT, subject=post_by_id)
def edit(post: Post) -> Response:
    """Change it; one changed meanwhile is not overwritten. A draft is published from here too."""
    actor, form = current_actor(), PostForm()
    if not form.is_submitted():
        _fill(form, post)
        return _form(form, post=post)
    is_draft = post.status is PostStatus.DRAFT
    act = services.publish if is_draft else services.change_post
    changed = form.validate() and form.attempt(
        act, actor, form.said, key=post.id, version=form.seen, mask=form.masks
    )
    if changed:
        flash(_said_of(changed) if is_draft else _("Saved."), "success")
        return go(paths.to_post(changed.id))
    now_there = post_by_id(post.id)
    status = form.status_at(now_there.version if now_there else 0)
    return _form(form, post=post, status=status, theirs=now_there if status == 409 else None)


def _fill(form: PostForm, post: Post) -> None:
    form.post_id.data, form.version.data = str(post.id), str(post.version)
    form.title.data, form.body.data = post.title, post.body
    form.category.data = post.category.value if post.category else ""
    form.tags.data = list(post.tags)


def _form(
    form: PostForm, *, status: int = 200, post: Post | None = None, theirs: Post | None = None
) -> Response:
    form.offer(topics())
    is_draft = post is None or post.status is PostStatus.DRAFT
    return page(
        "inside/form.html",
        status=status,
        form=form,
        post=post,
        theirs=theirs,
        is_draft=is_draft,
        words_of=words_of,
        **asked_of(form, form.title.data),
        **(bounds_of(current_actor()) if is_draft else {}),
    )


def _said_of(post: Post) -> str:
    if post.is_published:
        return str(_("Published."))
    if post.reason:
        return str(_("Kept. Our team reads it before everybody does; the reason stands with it."))
    return str(
        _("Thank you. Our team reads first posts before everybody does; you will see it here.")
    )
