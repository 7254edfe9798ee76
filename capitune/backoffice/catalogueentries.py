"""At the desk of the catalogue: types of document, fees and reasons, one by one."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.core.errors import NotFound
from capitune.core.forms import Form
from capitune.core.htmx import go
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers import services
from capitune.dossiers.queries import shelf

PUBLISHED = ("publish_type", "publish_fee", "publish_reason")
DISCARDED = ("discard_type", "discard_fee", "discard_reason")
VERIFIED = ("verify_type", "verify_fee")
_VERIFIED = _l("Recorded: verified today, by you.")
_DISCARDED = _l("The draft is gone.")


class EntryActs(GuardedView):
    """Each act is a service; what it refuses is said above the whole desk."""

    doors = dict.fromkeys((*PUBLISHED, *DISCARDED, *VERIFIED), Permission.CATALOGUE_PUBLISH)
    sensitive = frozenset(PUBLISHED)

    @expose("/types/<uuid:type_id>/publish", methods=("POST",))
    def publish_type(self, type_id: uuid.UUID) -> Any:
        """Ask for this type of document from now on."""
        done = _l("Published. New dossiers ask for it where their programme names it.")
        return self._entry(shelf.type_by_id(type_id), services.publish_entry, done)

    @expose("/fees/<uuid:fee_id>/publish", methods=("POST",))
    def publish_fee(self, fee_id: uuid.UUID) -> Any:
        """Show this amount from now on."""
        done = _l("Published. The amount is shown from now on.")
        return self._entry(shelf.fee_by_id(fee_id), services.publish_entry, done)

    @expose("/reasons/<uuid:reason_id>/publish", methods=("POST",))
    def publish_reason(self, reason_id: uuid.UUID) -> Any:
        """Offer this reason to those who review, from now on."""
        done = _l("Published. Reviewers can choose it from now on.")
        return self._entry(shelf.reason_by_id(reason_id), services.publish_entry, done)

    @expose("/types/<uuid:type_id>/discard", methods=("POST",))
    def discard_type(self, type_id: uuid.UUID) -> Any:
        """A type of document keeps what it says."""
        return self._entry(shelf.type_by_id(type_id), services.discard_entry, _DISCARDED)

    @expose("/fees/<uuid:fee_id>/discard", methods=("POST",))
    def discard_fee(self, fee_id: uuid.UUID) -> Any:
        """An amount stays as it is."""
        return self._entry(shelf.fee_by_id(fee_id), services.discard_entry, _DISCARDED)

    @expose("/reasons/<uuid:reason_id>/discard", methods=("POST",))
    def discard_reason(self, reason_id: uuid.UUID) -> Any:
        """A reason keeps its words."""
        return self._entry(shelf.reason_by_id(reason_id), services.discard_entry, _DISCARDED)

    @expose("/types/<uuid:type_id>/verified", methods=("POST",))
    def verify_type(self, type_id: uuid.UUID) -> Any:
        """A type of document was held against what the authority asks for, today."""
        return self._entry(shelf.type_by_id(type_id), services.verify_entry, _VERIFIED)

    @expose("/fees/<uuid:fee_id>/verified", methods=("POST",))
    def verify_fee(self, fee_id: uuid.UUID) -> Any:
        """An amount was held against its source, today."""
        return self._entry(shelf.fee_by_id(fee_id), services.verify_entry, _VERIFIED)

    def _entry(self, entry: Any, act: Callable[..., Any], done: Any) -> Any:
        if entry is None:
            raise NotFound
        form = Form()
        if form.attempt(act, current_actor(), entry) is None:
            return self._index(form)
        flash(done, "success")
        return go(self.get_url(".index"))

    def _index(self, refused: Form | None = None) -> Any:
        """The whole desk."""
        raise NotImplementedError
