"""One's own deadlines in one's own calendar: the page of the address, and what is read there."""

from flask import Response, flash, request

from capitune.accounts.forms import BareForm
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, public, recently_proved
from capitune.core import limits
from capitune.core.answers import sentence
from capitune.core.clock import now, today
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import HOME_ZONE, LANGUAGES, speaking
from capitune.core.i18n import gettext as _
from capitune.core.letters import address_of
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.paths import to_feed
from capitune.dossiers.queries.feeds import deadlines, feed_of, reader_of
from capitune.dossiers.queries.lines import Deadline, FeedReader
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.feeds import calendar_of, mark_of

HERE = "/profile/calendar"
# Whoever has the address reads it: it must not travel further.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@bp.get(HERE)
@access(Permission.FEED_KEEP)
def calendar() -> Response:
    """Whether there is an address, when it was last read, and what can be done with it."""
    return _page("")


@bp.post(HERE)
@access(Permission.FEED_KEEP)
@recently_proved
def make_calendar() -> Response:
    """A new address, the only time it can be read: never kept. The one before is worth nothing."""
    return _page(address_of(to_feed(services.make_feed(current_actor()))))


@bp.post(f"{HERE}/revoke")
@access(Permission.FEED_KEEP)
def revoke_calendar() -> Response:
    """No address any more."""
    services.revoke_feed(current_actor())
    flash(
        _("The address is worth nothing now: calendars that used it read nothing more."), "success"
    )
    return go(HERE)


def _page(address: str) -> Response:
    feed = feed_of(current_actor())
    form = BareForm(formdata=None)
    subscribe = address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)
    return page(
        "dossiers/calendar.html",
        feed=feed,
        form=form,
        address=address,
        subscribe=subscribe,
        are_own=current_actor().is_candidate,
    )


@bp.get("/calendar/<token>.ics")
@public("the address is the right: calendar programs keep it, and sign in nowhere")
@own_unit("that it was read is noted once a day, after the reading")
@limits.feed()
def read_calendar(token: str) -> Response:
    """The calendar of whoever made this address, as they may see it now; 404 for any other, whatever it was."""
    reader = reader_of(token)
    actor = reader.actor_at(now()) if reader else None
    if reader is None or actor is None or not can(actor, Permission.FEED_KEEP):
        return _nothing()
    day = today(reader.timezone or HOME_ZONE)
    found = deadlines(actor, day)
    if reader.last_read_on != day:
        with unit_of_work():
            services.note_reading(reader.feed_id, day)
    return _answer(reader, found)


def _answer(reader: FeedReader, found: list[Deadline]) -> Response:
    """Written only for a program that has not this very calendar already."""
    mark = mark_of(reader, found)
    known = request.if_none_match.contains_weak(mark)
    written = b"" if known else calendar_of(reader, found)
    response = Response(written, content_type="text/calendar; charset=utf-8")
    response.headers.update(HEADERS)
    response.headers["Content-Disposition"] = 'inline; filename="capitune.ics"'
    response.set_etag(mark)
    response.make_conditional(request)
    return response


def _nothing() -> Response:
    """The same for whatever is not there. Not our page of errors, which asks who is signed in and repeats the address."""
    with speaking(request.accept_languages.best_match(LANGUAGES) or "fr"):
        words = sentence("not_found")
    response = Response(words, status=404, content_type="text/plain; charset=utf-8")
    response.headers.update(HEADERS)
    return response
