"""Filling a professional's own text with the facts of a dossier."""

import re
from collections.abc import Mapping

from capitune.core.i18n import gettext as _
from capitune.dossiers.queries import KnownDossier
from capitune.dossiers.queries.canned import missing_in
from capitune.dossiers.words.messages import joined
from capitune.dossiers.words.naming import short_name

NAME = re.compile(r"\{([^{}\n]{1,40})\}")
# As a text may name them, in either language.
NAMES = {
    "prénom": "first_name",
    "first name": "first_name",
    "nom": "last_name",
    "last name": "last_name",
    "numéro": "number",
    "number": "number",
    "dossier": "title",
    "document manquant": "missing",
    "missing document": "missing",
}
SHOWN = {
    "fr": ("{prénom}", "{nom}", "{numéro}", "{dossier}", "{document manquant}"),
    "en": ("{first name}", "{last name}", "{number}", "{dossier}", "{missing document}"),
}


def filled(body: str, known: KnownDossier) -> str:
    """``body`` with what this dossier says; a name that is none of ours stays as it is."""
    facts: dict[str, str] = {
        "first_name": known.candidate.first_name,
        "last_name": known.candidate.last_name,
        "number": known.number,
        "title": known.title,
    }
    if any(NAMES.get(name.lower()) == "missing" for name in NAME.findall(body)):
        facts["missing"] = joined([short_name(labels) for labels in missing_in(known.id)])
        facts["missing"] = facts["missing"] or _("no document")
    return NAME.sub(lambda found: _fact(found, facts), body)


def _fact(found: re.Match[str], facts: Mapping[str, str]) -> str:
    return facts.get(NAMES.get(found[1].strip().lower(), ""), found[0])
