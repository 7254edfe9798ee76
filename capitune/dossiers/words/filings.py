"""What a filing leaves out, in plain words: what is wrong, where, and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.words.naming import named

LEFT_OUT = {
    "missing": _l("nothing was sent yet."),
    "waiting": _l("a version is not in it: it is to be redone, or its virus check is not over."),
    "lost": _l("we do not find a file any more. Send it again."),
    "word": _l("a Word document cannot become part of a PDF here. Save it as PDF, then send it."),
    "encrypted": _l("a PDF has a password. Save it without one, then send it again."),
    "damaged": _l("this file does not open. Save it again, then send it."),
    "too_heavy": _l(
        "too heavy for 4 MB, even in low quality. Begin with this page: scan it again in black and white."
    ),
    "too_many_pages": _l("more than 300 pages cannot be joined. Split it, or leave pages out."),
    "exhausted": _l("it takes too long to join. Send lighter or fewer files."),
}
PLACE = _l("file %(place)s")
PAGE = _l("page %(page)s")


def left_out(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """For each, what it is about (with the file and the page) and a sentence."""
    return [(_about(one), str(LEFT_OUT.get(one["code"], LEFT_OUT["exhausted"]))) for one in found]


def _about(one: Mapping[str, Any]) -> str:
    parts = [f"{one['number']:02d} {named(one['labels'])}"]
    if one["place"]:
        parts.append(str(PLACE) % {"place": one["place"]})
    if one["page"]:
        parts.append(str(PAGE) % {"page": one["page"]})
    return ", ".join(parts)
