"""What each address takes and gives, said beside the view: spectree reads it and writes it down."""

from collections.abc import Callable
from typing import Any, cast

from pydantic import Field
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.model_adapter.pydantic_adapter import PydanticModelAdapter
from spectree.models import SecureType, SecuritySchemeData
from typing_extensions import is_typeddict

from capitune.api.bodies.base import FormBody
from capitune.api.reading import Reader
from capitune.api.shapes import Problem
from capitune.core.idempotency import idempotent
from capitune.core.listing import DEFAULT_LIMIT, MOST

View = Callable[..., Any]
BEARER = "bearer"
ABOUT = (
    "Send `Authorization: Bearer` with the token of a sign-in; cookies are ignored. Refusals are problem "
    "documents (RFC 9457) in the language of `Accept-Language`. Lists are read page by page: `after` is "
    "the `next_cursor` of the page before."
)
MEANT_FOR_ALL = (429,)


class Shapes(PydanticModelAdapter):
    """spectree's pydantic, which takes our typed dictionaries for models too."""

    def is_model_type(self, value: type) -> bool:
        """True for what can be the shape of an answer."""
        return is_typeddict(value) or super().is_model_type(value)


class Paging(FormBody):
    """Which page of a list."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MOST)
    after: str | None = Field(None, description="`next_cursor` of the page before")


class Looking(Paging):
    """Which page of the directory, narrowed to what is looked for."""

    q: str = Field("", description="words of a name, an organization or an expertise")
    profession: str = ""
    domain: str = ""
    scope: str = Field("", description="what the licence allows")
    language: str = Field("", description="ISO 639-1")
    province: str = Field("", description="ISO 3166-2, or `outside`")


class Auditing(Paging):
    """Which page of the audit log, narrowed to what is looked for."""

    person: str = Field(
        "", description="beginning of a name or address, or an id: by them, or on them"
    )
    subject: str = Field("", description="number of a dossier, or the id of a thing")
    kind: str = Field("", description="kind of the thing")
    act: str = ""
    since: str = Field("", alias="from", description="first day, in your time zone")
    until: str = Field("", alias="to", description="last day, in your time zone")


class Period(FormBody):
    """Which days are looked at."""

    days: str = Field("30", description="7, 30 or 365: those that end with the last day counted")
    since: str = Field("", alias="from", description="first day; with `to`, instead of `days`")
    until: str = Field("", alias="to", description="last day")


class FindingPeople(Paging):
    """Which page of the people, narrowed to whom is looked for."""

    q: str = Field(
        "", description="beginning of a name, an address, a telephone or a dossier’s number"
    )
    role: str = ""
    status: str = Field("", description="active, unverified, suspended, leaving or erased")
    country: str = Field("", description="ISO 3166")
    since: str = Field("", alias="from", description="signed up from this day, in your time zone")
    until: str = Field("", alias="to", description="signed up until this day, in your time zone")
    sort: str = Field("newest", description="newest or oldest")


class ReadingPosts(Paging):
    """Which page of a feed, narrowed to what is looked for."""

    category: str = Field(
        "", description="studies, work, business, budget, documents, testimonials"
    )
    tag: str = Field("", description="the `slug` of a tag")
    author: str = Field("", description="the id of whoever wrote them")
    pile: str = Field("", description="followed, saved or mine; nothing narrows these")
    q: str = Field("", description="words of a title or a text, accents and endings aside")
    sort: str = Field("newest", description="newest or hot; with `tag` or `q`, always newest")


class ReadingResources(Paging):
    """Which page of the library, narrowed to what is looked for."""

    kind: str = Field("", description="guide, course or checklist")
    q: str = Field("", description="words of a title or a text, accents and endings aside")


class ReadingCases(Paging):
    """Which page of the queue."""

    pile: str = Field(
        "all", description="all, fraud, held, hate, personal_data, appeals, mine, decided"
    )


spec = SpecTree(
    "flask",
    backend=Reader,
    model_adapter=cast("Any", Shapes()),
    mode="strict",
    title="CAPITUNE",
    version="1",
    description=ABOUT,
    security_schemes=[
        SecurityScheme(name=BEARER, data=SecuritySchemeData(SecureType.HTTP, scheme="bearer"))
    ],
    security={BEARER: []},
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    validation_error_model=Problem,
)


def operation(
    status: int,
    shape: type | str | None = None,
    *,
    tag: str,
    refuses: tuple[int, ...] = (),
    paged: bool | type[FormBody] = False,
    once: bool = True,
) -> Callable[[View], View]:
    """Declare what a view answers, and how it may refuse beside what follows from its door. A ``shape`` that is
    a text is the type of a file.

    ``paged``: it is a list; a model of its own says what else its address may hold. Its arguments ``json`` and ``form`` are read as the models they are annotated with. A view that
    answers 201 creates: ``Idempotency-Key`` makes it one act (``once`` False: the view sees to it, in
    the unit of work it opens itself).
    """
    models: dict[str, Any] = {f"HTTP_{code}": Problem for code in (*refuses, *MEANT_FOR_ALL)}
    media = shape if isinstance(shape, str) else ""
    models[f"HTTP_{status}"] = None if media else shape

    def describe(view: View) -> View:
        described: View = spec.validate(
            query=Paging if paged is True else paged or None,
            resp=Answers(**models),
            tags=(tag,),
            operation_id=view.__name__,
        )(view)
        if media:
            described.__media__ = media  # type: ignore[attr-defined]
        return idempotent(described) if status == 201 and once else described

    return describe
