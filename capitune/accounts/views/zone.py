"""The time zone of one's device, told by the browser while none is known."""

from flask import Response

from capitune.accounts import services
from capitune.accounts.forms import ZoneForm
from capitune.accounts.models import User
from capitune.accounts.views.blueprint import bp
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor


@bp.post("/profile/timezone")
@access(Permission.ACCOUNT_SELF, subject=myself)
def tell_zone(user: User) -> Response:
    """Keep it, unless one was chosen meanwhile."""
    form = ZoneForm()
    if form.validate_on_submit():
        form.attempt(services.detect_timezone, current_actor(), user, form.timezone.data)
    return Response(status=422 if form.errors else 204)
