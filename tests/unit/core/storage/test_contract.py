"""What both drivers promise, in the same words."""

import io
import itertools

import pytest

from capitune.core.storage import Storage, StorageMissing

MEGABYTE = 1024 * 1024

_numbers = itertools.count()


@pytest.fixture
def key() -> str:
    return f"things/{next(_numbers)}.bin"


class Counting(io.RawIOBase):
    """A stream of zeros that remembers the largest read asked of it."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.largest = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "asked for everything at once"
        self.largest = max(self.largest, size)
        taken = min(size, self.left)
        self.left -= taken
        return bytes(taken)


class Breaking(io.RawIOBase):
    """A sender whose connection is lost after ``good`` bytes."""

    def __init__(self, good: int) -> None:
        self.good = good

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.good <= 0:
            raise ConnectionResetError("the sender left")
        taken = min(size, self.good)
        self.good -= taken
        return b"x" * taken


def put(storage: Storage, key: str, data: bytes) -> None:
    storage.put(key, io.BytesIO(data), content_type="application/pdf")


def kept(storage: Storage, key: str) -> bytes:
    with storage.open(key) as stream:
        return stream.read()


@pytest.mark.parametrize("size", [0, 1, 5 * MEGABYTE - 1, 5 * MEGABYTE, 11 * MEGABYTE + 7])
def test_gives_back_what_was_put(storage: Storage, key: str, size: int) -> None:
    data = bytes(i % 251 for i in range(1024)) * (size // 1024 + 1)
    put(storage, key, data[:size])
    assert kept(storage, key) == data[:size]


def test_reads_in_pieces(storage: Storage, key: str) -> None:
    put(storage, key, b"abcdefgh")
    with storage.open(key) as stream:
        assert [stream.read(3), stream.read(3), stream.read(3), stream.read(3)] == [
            b"abc",
            b"def",
            b"gh",
            b"",
        ]


def test_replaces(storage: Storage, key: str) -> None:
    put(storage, key, b"old and longer")
    put(storage, key, b"new")
    assert kept(storage, key) == b"new"


def test_starts_where_the_source_stands_and_leaves_it_open(storage: Storage, key: str) -> None:
    source = io.BytesIO(b"headbody")
    source.seek(4)
    storage.put(key, source, content_type="text/plain")
    assert kept(storage, key) == b"body"
    assert not source.closed


def test_never_reads_more_than_a_part_at_a_time(storage: Storage, key: str) -> None:
    source = Counting(20 * MEGABYTE)
    storage.put(key, source, content_type="application/pdf")  # type: ignore[arg-type]
    assert source.left == 0
    assert 0 < source.largest <= 5 * MEGABYTE


@pytest.mark.parametrize("good", [0, 100, 12 * MEGABYTE])
def test_a_source_that_breaks_leaves_nothing(storage: Storage, key: str, good: int) -> None:
    with pytest.raises(ConnectionResetError):
        storage.put(key, Breaking(good), content_type="application/pdf")  # type: ignore[arg-type]
    with pytest.raises(StorageMissing):
        storage.open(key)


def test_a_source_that_breaks_leaves_the_old(storage: Storage, key: str) -> None:
    put(storage, key, b"old")
    with pytest.raises(ConnectionResetError):
        storage.put(key, Breaking(12 * MEGABYTE), content_type="text/plain")  # type: ignore[arg-type]
    assert kept(storage, key) == b"old"


def test_missing(storage: Storage, key: str) -> None:
    with pytest.raises(StorageMissing):
        storage.open(key)


def test_deletes_and_deletes_again(storage: Storage, key: str) -> None:
    put(storage, key, b"data")
    assert kept(storage, key) == b"data"
    storage.delete(key)
    storage.delete(key)
    with pytest.raises(StorageMissing):
        storage.open(key)


def test_a_key_may_begin_like_another(storage: Storage, key: str) -> None:
    put(storage, key, b"one")
    put(storage, f"{key}/more", b"two")
    assert (kept(storage, key), kept(storage, f"{key}/more")) == (b"one", b"two")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "/etc/passwd",
        "../up",
        "a/../../up",
        "a/..",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        "a/.hidden",
        "a..b",
        "Upper",
        "é",
        "a b",
        "a\\b",
        "a\n",
        "a\0b",
        "a%2e%2e/b",
        "a+b",
        "x" * 201,
    ],
)
def test_refuses_other_keys_whatever_is_asked(storage: Storage, bad: str) -> None:
    acts = [
        lambda: put(storage, bad, b"data"),
        lambda: storage.open(bad),
        lambda: storage.delete(bad),
        lambda: storage.link(
            bad, file_name="a", content_type="a/b", disposition="inline", expires=9
        ),
    ]
    for act in acts:
        with pytest.raises(ValueError, match="not a storage key"):
            act()


@pytest.mark.parametrize("expires", [-1, 0, 61, 3600])
def test_refuses_links_that_live_longer_than_a_minute(
    storage: Storage, key: str, expires: int
) -> None:
    with pytest.raises(ValueError, match="a link lives 1 to 60 seconds"):
        storage.link(key, file_name="a", content_type="a/b", disposition="inline", expires=expires)


def test_check_passes(storage: Storage) -> None:
    storage.check()
