"""The terms and the privacy policy: the version in force, and each other one at an address of its own."""

from flask import Response

from capitune.authz.web import public
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.core.i18n import current_language
from capitune.core.markdown import written
from capitune.legal.models import LegalText
from capitune.legal.queries import in_force, published_texts, stages
from capitune.legal.states import Kind
from capitune.pages.views.blueprint import bp


@bp.get("/legal/terms")
@public("read before an account exists")
def terms() -> Response:
    """The terms of use."""
    return _page(Kind.TERMS)


@bp.get("/legal/privacy")
@public("read before an account exists")
def privacy() -> Response:
    """What is kept of people, and who sees it."""
    return _page(Kind.PRIVACY)


@bp.get("/legal/terms/<name>")
@public("what people agreed to stays readable")
def terms_version(name: str) -> Response:
    """One version of the terms."""
    return _page(Kind.TERMS, name)


@bp.get("/legal/privacy/<name>")
@public("what people agreed to stays readable")
def privacy_version(name: str) -> Response:
    """One version of the privacy policy."""
    return _page(Kind.PRIVACY, name)


def _page(kind: Kind, name: str | None = None) -> Response:
    texts = published_texts(kind)
    named = [text for text in texts if text.label == name]
    shown = named[0] if named else in_force(texts, today()) if name is None else None
    if shown is None:
        raise NotFound
    return _shown(shown, [text for text in texts if text is not shown])


def _shown(text: LegalText, others: list[LegalText]) -> Response:
    words = text.text(current_language())
    return page(
        "pages/legal.html",
        text=text,
        words=words,
        body=written(words["body"]),
        changes=written(words["changes"]),
        stages=stages([text, *others], today()),
        others=others,
    )
