"""What a member is about to tell everybody of themselves or of somebody: masked once they agree."""

from dataclasses import replace

from capitune.authz.actor import Actor
from capitune.core.errors import FieldError, Invalid
from capitune.inside.details import Masked, masked
from capitune.inside.states import LONGEST_TITLE
from capitune.inside.typed import Fit
from capitune.safety.states import IDENTITY


def guard(actor: Actor, fit: Fit, *, mask: bool) -> Fit:
    """``fit`` as everybody may read it.

    Raises ``Invalid`` beside ``title`` and ``body`` (``personal_data``, ``contact_details``) when something is to be
    masked and ``mask`` does not say so; ``too_long`` when the title is, masked.
    """
    shown = masked(actor, fit.title, fit.body)
    _require_consent(shown, mask=mask)
    if len(shown.title) > LONGEST_TITLE:
        raise Invalid.on("title", "too_long")
    return replace(fit, title=shown.title, body=shown.body)


def guard_words(actor: Actor, body: str, *, mask: bool) -> str:
    """The words of a comment as everybody may read them. Raises ``Invalid`` on ``body`` as ``guard``."""
    shown = masked(actor, "", body)
    _require_consent(shown, mask=mask)
    return shown.body


def _require_consent(shown: Masked, *, mask: bool) -> None:
    if mask or not shown.details:
        return
    wrong = {
        detail.field: "personal_data" if detail.kind in IDENTITY else "contact_details"
        for detail in sorted(shown.details, key=lambda each: each.kind in IDENTITY)
    }
    raise Invalid(
        code=max(wrong.values()),
        errors=tuple(FieldError(field, code) for field, code in wrong.items()),
    )
