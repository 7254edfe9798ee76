"""Home: for everybody."""

from flask import Response

from capitune.authz.web import public
from capitune.core.htmx import page
from capitune.core.i18n import lazy_gettext as _
from capitune.core.markdown import beginning, plain
from capitune.inside.labels import CATEGORIES
from capitune.inside.queries.selection import selection
from capitune.pages.views.blueprint import bp
from capitune.professionals.labels import PROFESSIONS

LONGEST = 240
TEAM, MEMBER = _("CAPITUNE team"), _("Professional")


@bp.get("/")
@public("the home page")
def home() -> Response:
    """What CAPITUNE is, the two doors, and some of what verified professionals and the team write."""
    posts = [
        {
            "id": row.id,
            "title": row.title,
            "beginning": beginning(row.body_html, LONGEST) or plain(row.body_html),
            "category": CATEGORIES[row.category],
            "is_team": row.is_team,
            "by": TEAM if row.is_team else PROFESSIONS.get(row.profession, MEMBER),
            "published_at": row.published_at,
        }
        for row in selection()
    ]
    return page("pages/home.html", posts=posts)
