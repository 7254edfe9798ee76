"""One's own picture, and the pictures of people one is shown."""

from flask import Response, flash, request, url_for

from capitune.accounts import queries, services
from capitune.accounts.forms import ConfirmForm, PictureForm
from capitune.accounts.models import User
from capitune.accounts.pictures import Picture
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.errors import NotFound
from capitune.core.files.incoming import chosen, stored_by
from capitune.core.files.signatures import WEBP
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.idempotency import once_per_form
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work

HEADERS = {
    # A day in this browser only, for this session only; a new picture has a new address.
    "Cache-Control": "private, max-age=86400",
    "Vary": "Cookie",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@bp.route("/profile/picture", methods=["GET", "POST"])
@access(Permission.ACCOUNT_SELF, subject=myself)
@own_unit("the photo is judged, cut and stored before a transaction is held")
@limits.upload()
def edit_picture(user: User) -> Response:
    """Send a photo, or look at the one there is."""
    form = PictureForm()
    if form.validate_on_submit() and form.judge(_receive, user):
        flash(_("Your photo is saved."), "success")
        return go(url_for("pages.profile"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/picture.html", status=status, form=form, removal=ConfirmForm())


@bp.post("/profile/picture/remove")
@access(Permission.ACCOUNT_SELF, subject=myself)
def remove_picture(user: User) -> Response:
    """Show initials again."""
    if ConfirmForm().validate_on_submit():
        services.remove_avatar(current_actor(), user)
        flash(_("Your photo is erased."), "success")
    return go(url_for("accounts.edit_picture"))


@bp.get("/people/<uuid:user_id>/picture/<uuid:avatar_id>/<int:side>.webp")
@access(Permission.PICTURE_SEE, subject=queries.picture)
def picture(found: Picture) -> Response:
    """A picture, in one of its two sizes; nothing of it when the browser has it still."""
    response = Response(content_type=WEBP.mime_type, headers=HEADERS)
    response.set_etag(f"{found.id}-{found.side}")
    etag, _weak = response.get_etag()
    if etag is None or not request.if_none_match.contains_weak(etag):
        response.data = _read(found)
    response.make_conditional(request)
    return response


def _receive(user: User) -> bool:
    with stored_by(services.store_picture, chosen(request.files)) as incoming:

        def record() -> Response:
            services.change_avatar(current_actor(), user, incoming.stored.id)
            incoming.recorded = True
            return Response(status=204)

        with unit_of_work():
            once_per_form(record)
    return True


def _read(found: Picture) -> bytes:
    try:
        with current_storage().open(found.key) as kept:
            return kept.read()
    except StorageMissing as error:
        raise NotFound from error
