"""What the file of the catalogue is made of, and what may be wrong in it, in words."""

from capitune.backoffice.labels import FACTS
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.cataloguefile import Section

SECTIONS = {
    Section.TYPES: _l("Document"),
    Section.REASONS: _l("Reason"),
    Section.FEES: _l("Fee"),
    Section.TEMPLATES: _l("Programme"),
}
ENTRY_FACTS = {
    **FACTS,
    "category": _l("Category"),
    "help": _l("Help"),
    "validity": _l("How long it is good"),
    "reviewer_role": _l("Who reviews it"),
    "sensitive": _l("Sensitive"),
    "lead_days": _l("Days that it takes to get"),
    "files": _l("Number of files"),
    "applies_to": _l("What it applies to"),
    "kind": _l("Kind"),
    "amount_cents": _l("Amount"),
    "currency": _l("Currency"),
    "source": _l("Source"),
    "effective_from": _l("From"),
    "effective_to": _l("Until"),
    "read_on": _l("Source read on"),
    "confidence": _l("How sure the source is"),
    "status": _l("Open to new dossiers"),
    "questions": _l("Questions"),
    "steps": _l("Steps"),
    "requirements": _l("Documents asked for"),
}
_CHOICE = _l("this is none of the words that are known here")
_SIZE = _l("too large, too small, too long or too short")
_CHARACTER = _l("it holds a character that cannot be kept")
_FORM = _l("not written as it should be")
# By the kind of fault; whatever else is simply of another kind than it should be ("").
FAULTS = {
    "missing": _l("missing"),
    "extra_forbidden": _l("nothing here has this name"),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "greater_than_equal": _SIZE,
    "less_than_equal": _SIZE,
    "string_too_long": _SIZE,
    "too_long": _SIZE,
    "too_short": _SIZE,
    "string_pattern_mismatch": _FORM,
    "date_from_datetime_parsing": _FORM,
    "date_parsing": _FORM,
    "control_character": _CHARACTER,
    "string_unicode": _CHARACTER,
    "ends_before": _l("it ends before it begins"),
    "source_day": _l("a source and the day on which it was read go together"),
    "twice": _l("the same code is there twice"),
    "bad_condition": _l("a condition reads an answer that no question offers"),
    "unknown_document": _l("no document has this code"),
    "unknown_fee": _l("no fee has this code"),
    "": _l("not of the kind expected here"),
}
