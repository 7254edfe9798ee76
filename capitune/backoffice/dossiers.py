"""The desk of dossiers: found without opening any, taken away as a list; its pages and its acts are beside it."""

from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_admin import expose

from capitune.accounts import countries
from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.asking import filters_of, said_of
from capitune.backoffice.dossierbulk import DossierBulk
from capitune.backoffice.dossierfile import lines
from capitune.backoffice.dossierglass import DossierGlass
from capitune.backoffice.dossierpage import DossierPages
from capitune.backoffice.labels import ASSIGNMENT_ROLES, ASSIGNMENT_STATUSES
from capitune.backoffice.queries.dossiers import (
    MOST_COUNTED,
    found_dossiers,
    programmes,
    waiting_figures,
)
from capitune.backoffice.soughtdossiers import FILTERS, REVIEW, sought_dossiers
from capitune.backoffice.spreadsheets import taken_away
from capitune.core.clock import today
from capitune.core.errors import Invalid
from capitune.core.i18n import current_language
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import encode
from capitune.dossiers.queries.cases import NEVER
from capitune.dossiers.services.deskcases import take_list
from capitune.dossiers.states import Party
from capitune.dossiers.words.labels import FAMILIES, KINDS, OWNERS_AS_SEEN_BY_OTHERS, STAGES

PAGE = 25
GLASS = ("glass", "glass_documents", "glass_messages", "end_glass")
TURNS = {
    Party.CANDIDATE.value: _l("The candidate"),
    Party.PROFESSIONAL.value: _l("The professionals"),
    Party.AUTHORITY.value: _l("The authority"),
    Party.NOBODY.value: _l("Nobody"),
}


class DossierDesk(DossierPages, DossierBulk, DossierGlass):
    """``/admin/dossiers``."""

    doors = {
        **dict.fromkeys(("index", "export", "show"), Permission.DESK_DOSSIERS),
        **dict.fromkeys(("propose", "transfer", "bulk"), Permission.DESK_ASSIGN),
        **dict.fromkeys(GLASS, Permission.DESK_DOSSIERS),
    }
    sensitive = frozenset({"export", "glass", "propose", "transfer", "bulk"})
    icon = "folder"
    group = _l("To do")
    vocabulary = {
        "stages": STAGES,
        "families": FAMILIES,
        "turns": TURNS,
        "review": REVIEW,
        "roles": ASSIGNMENT_ROLES,
        "statuses": ASSIGNMENT_STATUSES,
        "kinds": KINDS,
        "owners": OWNERS_AS_SEEN_BY_OTHERS,
        "never": NEVER,
        "most": MOST_COUNTED,
        "country_name": lambda code: countries.name(code, current_language()),
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Dossiers"), endpoint="dossierdesk", url="/admin/dossiers")

    @expose("/")
    def index(self) -> Any:
        """A page of what the filters find; a filter that cannot be read is said beside its field."""
        asked, offered, day = filters_of(request.args, FILTERS), programmes(), today(timezone())
        try:
            wanted = sought_dossiers(asked, {one.code for one in offered})
            found = found_dossiers(wanted, day, PAGE, request.args.get("after"))
        except Invalid as error:
            said = said_of(error)
            if "after" in said:
                raise
            return self._page(asked, said, status=422, offered=offered, today=day)
        more = {**asked, "after": found.next_cursor}
        next_url = self.get_url(".index", **more) if found.next_cursor else ""
        shown = {"offered": offered, "today": day, "figures": waiting_figures(day)}
        return self._page(asked, {}, rows=found.items, next_url=next_url, **shown)

    @expose("/export.csv", methods=("POST",))
    def export(self) -> Any:
        """What the filters find, as a file; asks who one is, and is an act of its own."""
        asked, day = filters_of(request.form, FILTERS), today(timezone())
        wanted = sought_dossiers(asked, {one.code for one in programmes()})
        take_list(current_actor(), {name: text for name, text in asked.items() if name != "q"})
        return taken_away("dossiers.csv", lines(wanted, day))

    def _page(self, asked: dict[str, str], said: dict[str, str], **more: Any) -> Any:
        shown: dict[str, Any] = {"asked": asked, "said": said, "pick": encode}
        shown |= {"came": urlencode(asked), "lands": countries.choices(current_language())}
        return self.render("backoffice/dossiers.html", **shown, **more)
