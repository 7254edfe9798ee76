"""Dossiers, from rows: no record is loaded, no relation followed. Lists of them are a hot path."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from capitune.api import shapes
from capitune.core.i18n import current_language, gettext
from capitune.core.i18n import lazy_gettext as _
from capitune.core.listing import Page
from capitune.dossiers.nextaction import Next, party_of
from capitune.dossiers.queries import next_of, progress_of, status_of
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.states import NextAction

Labels = Mapping[str, str] | None

NOTHING_TO_DO = _("Nothing to do for the moment")
SENTENCES = {
    NextAction.REPLACE_DOCUMENT: _("Send “%(document)s” again"),
    NextAction.ANSWER_MESSAGE: _("Answer your professional"),
    NextAction.PROVIDE_DOCUMENT: _("Send “%(document)s”"),
    NextAction.ACCEPT_ESTIMATE: _("Read and accept the quote"),
    NextAction.COMPLETE_STEP: _("Finish the step “%(step)s”"),
    NextAction.WAIT_AUTHORITY: _("The answer now comes from the authority"),
    NextAction.DONE: _("Everything is done"),
}
ABOUT_A_DOCUMENT = frozenset({NextAction.REPLACE_DOCUMENT, NextAction.PROVIDE_DOCUMENT})


@dataclass(slots=True)
class DossierPresenter:
    """Presents rows of ``dossiers_with_team`` for one reader, whose day is ``today``."""

    today: date
    language: str = field(default_factory=current_language)
    sentences: dict[NextAction, str] = field(default_factory=dict)

    def page(self, rows: Page[AnyRow]) -> shapes.Dossiers:
        """A page of them."""
        return {"items": [self.one(row) for row in rows.items], "next_cursor": rows.next_cursor}

    def one(self, row: AnyRow) -> shapes.Dossier:
        """A dossier, with those who accompany it now."""
        told = next_of(row, self.today)
        return {
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "description": row.description,
            "family": row.family,
            "template": {"code": row.template_code, "title": self._label(row.template_labels)},
            "status": status_of(row),
            "stage": row.stage,
            "archived": row.archived_at is not None,
            "progress": progress_of(row),
            "next_action": self._next(told, row),
            "action_required_by": party_of(told.action),
            "candidate": {
                "id": row.candidate_id,
                "first_name": row.candidate_first_name,
                "last_name": row.candidate_last_name,
            },
            "professionals": row.team or [],
            "created_at": row.created_at,
            "updated_at": row.updated_at,
            "version": row.version,
            "planned_submission_on": row.planned_submission_on,
        }

    def _next(self, told: Next, row: AnyRow) -> shapes.Step:
        return {
            "code": told.action,
            "label": self._told(told.action, row),
            "target": told.requirement_id or told.step_id,
        }

    def _told(self, action: NextAction, row: AnyRow) -> str:
        sentence = self.sentences.get(action) or self._sentence(action)
        if action is NextAction.COMPLETE_STEP:
            return sentence % {"step": self._label(row.next_step_labels)}
        if action in ABOUT_A_DOCUMENT:
            return sentence % {"document": self._label(row.next_requirement_labels)}
        return sentence

    def _sentence(self, action: NextAction) -> str:
        """The sentence of an action, looked up once for all rows."""
        return self.sentences.setdefault(action, str(SENTENCES.get(action, NOTHING_TO_DO)))

    def _label(self, labels: Labels) -> str:
        labels = labels or {}
        return labels.get(self.language) or labels.get("fr") or ""


def complete_profile() -> shapes.Step:
    """The next action of a candidate whose profile lacks something essential."""
    return {
        "code": NextAction.COMPLETE_PROFILE,
        "label": gettext("Complete your profile"),
        "target": None,
    }


def open_one() -> shapes.Step:
    """The next action of a candidate without a dossier."""
    return {
        "code": NextAction.CREATE_DOSSIER,
        "label": gettext("Open your dossier"),
        "target": None,
    }
