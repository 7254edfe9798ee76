"""What is asked before everybody reads a detail of somebody: how it will be read, masked."""

from typing import Any

from capitune.authz.web import current_actor
from capitune.core import markdown
from capitune.inside.details import masked
from capitune.inside.forms import CommentForm, PostForm
from capitune.safety.labels import KINDS


def asked_of(form: PostForm | CommentForm, title: str | None = None) -> dict[str, Any]:
    """What ``inside/_mask.html`` reads; nothing while nothing is to be asked."""
    if not form.asks:
        return {"masking": None}
    masking = masked(current_actor(), title or "", form.body.data or "")
    return {"masking": masking, "masked_body": markdown.said(masking.body), "kinds": KINDS}
