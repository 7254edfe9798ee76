"""The base of desks: a model read through Flask-Admin, nothing changed, lists of any length by keyset."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from flask import request
from flask_admin.contrib.sqla import ModelView  # noqa: TID251 closed below
from sqlalchemy import ColumnElement, Row, Select, select, tuple_
from wtforms import Form

from capitune.authz.admin import GuardedView
from capitune.core import listing
from capitune.core.db import db

BROUGHT = frozenset(name for _url, name, _methods in ModelView._urls)  # noqa: SLF001 no other way in
PAGE = 25
LONGEST_SEARCH = 100


class GuardedModelView(GuardedView, ModelView):  # type: ignore[misc]
    """A read-only desk.

    What Flask-Admin brings (create, edit, delete, export, look-ups) has no address unless a door names it.
    ``columns`` are read, nothing else; the newest first, by (``created_at``, ``id``), which must be indexed.
    """

    can_create = can_edit = can_delete = can_export = can_view_details = False
    simple_list_pager = True
    page_size = PAGE
    column_sortable_list: ClassVar[Sequence[Any]] = ()
    list_template = "admin/list.html"
    columns: ClassVar[Sequence[Any]]

    def opens(self, name: str) -> bool:
        """Of Flask-Admin's own methods, those that a door names; of ours, all, so that a forgotten door shows."""
        return name in self.doors or name not in BROUGHT

    def scaffold_form(self) -> Any:
        """No form is made from the model: what can be typed is written by hand."""
        return Form

    def get_query(self) -> Select[Any]:
        """Every row this desk may ever show, for lists and single rows alike."""
        return select(*self.columns)

    def searched(self, _words: str) -> ColumnElement[bool] | None:
        """The condition for what was typed in the search field; None when the desk has no search."""
        return None

    def chosen(self, _asked: dict[str, str]) -> Sequence[ColumnElement[bool]]:
        """The conditions for the filters in the address."""
        return ()

    def get_one(self, row_id: uuid.UUID) -> Row[Any] | None:
        """The row with this id, if it is among those of ``get_query``."""
        query = self.get_query().where(self.model.id == row_id)
        return db.session.execute(query).first()

    def get_count_query(self) -> None:
        """Lists are never counted."""
        return

    def get_list(
        self, _page: Any, _sort: Any, _desc: Any, search: str | None, *_more: Any, **_kwargs: Any
    ) -> tuple[None, Sequence[Row[Any]]]:
        """One page after the cursor in the address; Flask-Admin's page numbers and sorts are ignored."""
        conditions = list(self.chosen(request.args.to_dict()))
        words = (search or "").strip()[:LONGEST_SEARCH]
        found = self.searched(words) if words else None
        if found is not None:
            conditions.append(found)
        conditions += self._after(listing.decode(request.args.get("after")))
        newest = (self.model.created_at.desc(), self.model.id.desc())
        query = self.get_query().where(*conditions).order_by(*newest).limit(PAGE + 1)
        shown = listing.page_of(db.session.execute(query).all(), PAGE)
        self._template_args["next_url"] = self._next_url(shown.next_cursor)
        return None, shown.items

    def _after(self, cursor: uuid.UUID | None) -> list[ColumnElement[bool]]:
        if cursor is None:
            return []
        born = db.session.scalar(select(self.model.created_at).where(self.model.id == cursor))
        key = tuple_(self.model.created_at, self.model.id)
        return [key < tuple_(born, cursor)] if born else []

    def _next_url(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        return str(self.get_url(".index_view", **{**request.args.to_dict(), "after": cursor}))
