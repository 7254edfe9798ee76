"""The desk of the catalogue: templates with their versions, what a draft changes, and publishing."""

import json
import uuid
from http import HTTPStatus
from typing import Any

from flask import Response, flash
from flask_admin import expose

from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.catalogueentries import EntryActs
from capitune.backoffice.catalogueimport import ImportActs
from capitune.backoffice.cataloguelabels import ENTRY_FACTS, FAULTS, SECTIONS
from capitune.backoffice.drafts import meanwhile
from capitune.backoffice.forms import NeedsForm
from capitune.backoffice.labels import DIFFERENCES, FACTS, NECESSITIES, PARTS
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.forms import Form, SeenForm
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers import services
from capitune.dossiers.cataloguefile import Section
from capitune.dossiers.models import Template
from capitune.dossiers.queries import due, shelf
from capitune.dossiers.queries.catalogue import template_preview
from capitune.dossiers.queries.differences import differences
from capitune.dossiers.queries.templates import template_version
from capitune.dossiers.queries.waitingentries import waiting_entries
from capitune.dossiers.queries.wholecatalogue import whole_catalogue
from capitune.dossiers.words.labels import CATEGORIES, FAMILIES, OWNERS, OWNERS_AS_SEEN_BY_OTHERS
from capitune.dossiers.words.offers import Offer


class CatalogueDesk(EntryActs, ImportActs):
    """``/admin/catalogue``."""

    doors = {
        **EntryActs.doors,
        **ImportActs.doors,
        **dict.fromkeys(
            ("index", "export", "show", "preview", "draft", "change", "discard", "publish"),
            Permission.CATALOGUE_PUBLISH,
        ),
    }
    sensitive = EntryActs.sensitive | ImportActs.sensitive | {"publish"}
    icon = "books"
    short = _l("Catalogue")
    group = _l("Running the service")
    vocabulary = {
        "families": FAMILIES,
        "categories": CATEGORIES,
        "parts": PARTS,
        "ways": DIFFERENCES,
        "fact_names": FACTS,
        "necessities": NECESSITIES,
        "entry_facts": ENTRY_FACTS,
        "faults": FAULTS,
        "sections": SECTIONS,
        "owners": OWNERS_AS_SEEN_BY_OTHERS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Catalogue"), endpoint="catalogue", url="/admin/catalogue")

    @expose("/")
    def index(self) -> Any:
        """Every template with its versions; what waits for a yes."""
        return self._index()

    @expose("/export.json")
    def export(self) -> Response:
        """The whole catalogue as a file, in the shape of those from which it is filled."""
        whole = json.dumps(whole_catalogue(), ensure_ascii=False, indent=1)
        named = f'attachment; filename="capitune-catalogue-{today()}.json"'
        kept = {"Content-Disposition": named, "Cache-Control": "no-store"}
        return Response(whole + "\n", mimetype="application/json", headers=kept)

    @expose("/templates/<uuid:template_id>")
    def show(self, template_id: uuid.UUID) -> Any:
        """One version, and what it changes."""
        return self._version(_found(template_id))

    @expose("/templates/<uuid:template_id>/preview")
    def preview(self, template_id: uuid.UUID) -> Any:
        """One version as a candidate reads it before opening a dossier; nothing can be sent from here."""
        detail = template_preview(template_id)
        if detail is None:
            raise NotFound
        offer = Offer(detail)
        return self.render(
            "backoffice/preview.html", offer=offer, owners=OWNERS, template_id=template_id
        )

    @expose("/templates/<uuid:template_id>/draft", methods=("POST",))
    def draft(self, template_id: uuid.UUID) -> Any:
        """A draft made of the latest version of the same template."""
        form = Form()
        made = form.attempt(services.draft_version, current_actor(), _found(template_id).code)
        if made is None:
            return self._index(form)
        flash(_("A draft was made. Nobody is offered it before it is published."), "success")
        return go(self.get_url(".show", template_id=made.id))

    @expose("/templates/<uuid:template_id>/change", methods=("POST",))
    def change(self, template_id: uuid.UUID) -> Any:
        """What a draft asks for."""
        form, template = NeedsForm(), _found(template_id)
        if form.attempt(services.change_draft, current_actor(), template, form.chosen, form.seen):
            flash(_("Saved. Nobody is offered it before it is published."), "success")
            return go(self.get_url(".show", template_id=template_id))
        return self._version(template, form)

    @expose("/templates/<uuid:template_id>/discard", methods=("POST",))
    def discard(self, template_id: uuid.UUID) -> Any:
        """Throw a draft away."""
        form, template = SeenForm(), _found(template_id)
        if form.attempt(services.discard_version, current_actor(), template, form.seen):
            flash(_("The draft is gone."), "success")
            return go(self.get_url(".index"))
        return self._version(template, form)

    @expose("/templates/<uuid:template_id>/publish", methods=("POST",))
    def publish(self, template_id: uuid.UUID) -> Any:
        """Offer this version from now on."""
        form, template = SeenForm(), _found(template_id)
        if form.attempt(services.publish_version, current_actor(), template, form.seen):
            flash(_("Published. New dossiers begin with this version."), "success")
            return go(self.get_url(".show", template_id=template_id))
        return self._version(template, form)

    def _index(self, refused: Form | None = None) -> Any:
        return self.render(
            "backoffice/catalogue.html",
            status=422 if refused else 200,
            refused=refused,
            shelves=shelf.shelves(),
            types=waiting_entries(Section.TYPES),
            fees=waiting_entries(Section.FEES),
            reasons=waiting_entries(Section.REASONS),
            due=due.due(),
        )

    def _version(self, template: Template, refused: SeenForm | None = None) -> Any:
        whole = _found(template.id)
        status = refused.status_at(whole.revision) if refused else 200
        typed = refused.chosen if isinstance(refused, NeedsForm) else {}
        earlier_id = shelf.published_before(whole)
        earlier = template_version(earlier_id) if earlier_id else None
        return self.render(
            "backoffice/template.html",
            status=status,
            refused=refused,
            typed=typed,
            meanwhile=meanwhile(whole, typed, earlier) if status == HTTPStatus.CONFLICT else [],
            version=whole,
            earlier=earlier,
            changes=differences(earlier, whole) if earlier else [],
        )


def _found(template_id: uuid.UUID) -> Template:
    template = template_version(template_id)
    if template is None:
        raise NotFound
    return template
