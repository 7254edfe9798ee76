"""Every column says what it is for, how long it stays, who gets a copy, and how it is erased."""

import pytest
from sqlalchemy import Column as StoredColumn

from capitune import app as house
from capitune.accounts.words import STAYS
from capitune.core.datamap import (
    Kept,
    Kind,
    Replaced,
    TableMap,
    WithRow,
    described,
    reasons,
    table_map,
    table_maps,
)
from capitune.extensions import db

ADD = "map it in the datamap of its domain: see docs/data-map.md"
TABLES = sorted(db.metadata.tables)


def stored(name: str) -> dict[str, StoredColumn[object]]:
    return dict(db.metadata.tables[name].columns)


def refers_to_a_person(column: StoredColumn[object]) -> bool:
    return any(key.target_fullname == "users.id" for key in column.foreign_keys)


def test_there_are_maps() -> None:
    assert len(house.DATA_MAPS) >= 6
    assert len(TABLES) >= 19


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_mapped(name: str) -> None:
    assert name in table_maps(), f"the table {name} is not mapped: {ADD}"
    unmapped = set(stored(name)) - set(table_map(name).columns)
    assert unmapped == set(), f"{name}: {sorted(unmapped)} not mapped: {ADD}"


@pytest.mark.parametrize("name", sorted(table_maps()))
def test_nothing_is_mapped_that_does_not_exist(name: str) -> None:
    assert name in db.metadata.tables, f"there is no table {name}"
    assert set(table_map(name).columns) - set(stored(name)) == set()


@pytest.mark.parametrize("name", TABLES)
def test_whoever_a_row_names_is_found(name: str) -> None:
    """A column that refers to a person is how their rows are found, or names an author who is told of."""
    found = table_map(name)
    author = found.author.columns if found.author else ()
    named = {n for n, column in stored(name).items() if refers_to_a_person(column)}
    owner = {n for n in named if mentions(found, n)}
    assert sorted(named - owner - set(author)) == []


def mentions(found: TableMap, column: str) -> bool:
    if found.rows is None:
        return False
    table = db.metadata.tables[found.name]
    return f"{found.name}.{column} = " in str(found.of_person(table))


@pytest.mark.parametrize("name", TABLES)
def test_a_row_goes_whole_or_stays_and_says_why(name: str) -> None:
    found = table_map(name)
    fates = {type(column.erased) for column in found.columns.values()}
    if found.rows is None:
        assert {c.kind for c in found.columns.values()} <= {Kind.NOTHING, Kind.TECHNICAL}
    else:
        assert fates == {WithRow} or fates <= {Kept, Replaced}, "some columns go, some stay"


@pytest.mark.parametrize("name", TABLES)
def test_who_a_person_is_never_stays(name: str) -> None:
    """Names, addresses, files and secrets are gone or replaced, whatever else is kept."""
    for column, mapped in table_map(name).columns.items():
        assert mapped.purpose
        if mapped.kind in {Kind.CONTACT, Kind.SECRET, Kind.DOCUMENT}:
            assert not isinstance(mapped.erased, Kept), f"{name}.{column}"
        if mapped.kind is Kind.SECRET:
            assert not mapped.exported, f"{name}.{column}"


# Written by hand: what says something of a person and stays all the same. A role, a language, codes and ids.
STAYS_ANYWAY = {"users.role", "users.language", "audit_events.data"}


def test_what_one_is_or_wrote_stays_nowhere_else() -> None:
    kept = {
        f"{found.name}.{name}"
        for found in table_maps().values()
        for name, column in found.columns.items()
        if column.kind in {Kind.IDENTITY, Kind.CONTENT} and isinstance(column.erased, Kept)
    }
    assert kept == STAYS_ANYWAY


def test_a_copy_says_what_each_of_its_files_is() -> None:
    exported = {
        found.domain
        for found in table_maps().values()
        if found.rows and any(column.exported for column in found.columns.values())
    }
    assert sorted(exported - set(described())) == []


def test_each_reason_to_keep_something_has_its_sentence() -> None:
    assert reasons() <= set(STAYS)


def test_authors_and_their_words_are_columns() -> None:
    for found in table_maps().values():
        if found.author:
            assert {*found.author.columns, *found.author.words} <= set(found.columns)
