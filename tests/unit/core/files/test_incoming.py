"""A stored file stays when a record names it, and goes when none does."""

import io
from dataclasses import dataclass
from typing import IO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from capitune.core.errors import Conflict, Invalid
from capitune.core.files.incoming import chosen, stored_by, taken_in
from capitune.core.ids import new_id
from capitune.core.storage import StorageMissing, current_storage


@dataclass(frozen=True)
class Pair:
    """Two objects made of one file."""

    keys: tuple[str, ...]


def pair(stream: IO[bytes], _name: str) -> Pair:
    data = stream.read()
    keys = (f"files/{new_id()}", f"files/{new_id()}")
    for key in keys:
        current_storage().put(key, io.BytesIO(data), content_type="text/plain")
    return Pair(keys)


def sent(data: bytes = b"words", name: str = "a.txt") -> FileStorage:
    return FileStorage(io.BytesIO(data), name, "file")


def kept(stored: Pair) -> list[bool]:
    answers = []
    for key in stored.keys:
        try:
            current_storage().open(key).close()
        except StorageMissing:
            answers.append(False)
        else:
            answers.append(True)
    return answers


def test_what_is_recorded_stays_and_the_file_can_be_read_again(app: Flask) -> None:
    file = sent()
    with stored_by(pair, file) as incoming:
        assert file.stream.read() == b"words"
        incoming.recorded = True
    assert kept(incoming.stored) == [True, True]


def test_what_a_twin_recorded_first_goes(app: Flask) -> None:
    with stored_by(pair, sent()) as incoming:
        pass
    assert kept(incoming.stored) == [False, False]


@pytest.mark.parametrize("recorded", [True, False])
def test_a_refusal_rolls_the_record_back_and_the_file_goes(app: Flask, recorded: bool) -> None:
    with pytest.raises(Conflict), stored_by(pair, sent()) as incoming:
        incoming.recorded = recorded
        raise Conflict
    assert kept(incoming.stored) == [False, False]


@pytest.mark.parametrize("recorded", [True, False])
def test_after_any_other_end_only_what_was_recorded_stays(app: Flask, recorded: bool) -> None:
    """The connection may break after the commit: the record may be there."""
    with pytest.raises(ConnectionError), stored_by(pair, sent()) as incoming:
        incoming.recorded = recorded
        raise ConnectionError
    assert kept(incoming.stored) == [recorded, recorded]


@pytest.mark.parametrize("files", [{}, {"file": sent(name="")}, {"other": sent()}])
def test_nothing_chosen_is_said_so(app: Flask, files: dict[str, FileStorage]) -> None:
    with pytest.raises(Invalid) as refused, taken_in(chosen(files)):
        pass
    assert refused.value.code == "file_missing"
