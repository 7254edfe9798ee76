"""Objects sent in parts, straight to the store: both drivers in the same words, each part over HTTP."""

import base64
import hashlib
import io
import itertools
import random
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from capitune.core import clock
from capitune.core.storage import (
    PART_BYTES,
    FileStorage,
    LinkRefused,
    Part,
    PartFacts,
    PartOffered,
    PartsRefused,
    Storage,
    StorageMissing,
    check_parts,
    sizes_of,
)
from tests.support.part_server import PartServer

SIZE = 2 * PART_BYTES + 7
DATA = random.Random(5).randbytes(SIZE)  # noqa: S311 bytes to send, not a secret
GONE = {404, 500}  # the latter is moto's
_numbers = itertools.count()


@pytest.fixture
def key() -> str:
    return f"parts/{next(_numbers)}"


@pytest.fixture
def storage(storage: Storage) -> Iterator[Storage]:
    """The same; a folder is behind a small server that takes parts as the product's route does."""
    server = PartServer(storage) if isinstance(storage, FileStorage) else None
    yield storage
    if server:
        server.close()


@pytest.fixture
def lenient(request: pytest.FixtureRequest) -> bool:
    """Moto looks at no signature and no checksum: the check before joining is all there is."""
    return bool(request.node.callspec.params["storage"] == "s3")


def piece(number: int) -> bytes:
    return DATA[(number - 1) * PART_BYTES : number * PART_BYTES]


def put(url: str, data: bytes, **headers: str) -> tuple[int, str]:
    """The status of a PUT, and the etag without quotes."""
    headers = {"Content-Type": "application/pdf", **headers}
    asked = urllib.request.Request(url, data, headers, method="PUT")  # noqa: S310 our own server
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 our own server
            return answer.status, (answer.headers["ETag"] or "").strip('"')
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def send(storage: Storage, key: str, upload: str, number: int, data: bytes | None = None) -> str:
    """One part as a browser sends it; its etag."""
    data = piece(number) if data is None else data
    status, etag = put(storage.parts.link(key, upload, number, size=len(data)), data)
    assert status == 200
    return etag


def offered(etags: list[str]) -> list[PartOffered]:
    return [PartOffered(number, etag) for number, etag in enumerate(etags, 1)]


def read(storage: Storage, key: str) -> bytes:
    with storage.open(key) as stream:
        return stream.read()


def test_a_whole_of_its_parts_whatever_their_order(storage: Storage, key: str) -> None:
    upload = storage.parts.start(key)
    assert storage.parts.received(key, upload) == ()
    etags = {number: send(storage, key, upload, number) for number in (3, 1, 2)}
    assert etags[1] == hashlib.md5(piece(1)).hexdigest()  # noqa: S324 what an etag is
    received = storage.parts.received(key, upload)
    assert received == tuple(Part(n, etags[n], len(piece(n))) for n in (1, 2, 3))
    with pytest.raises(StorageMissing):
        storage.open(key)
    named = offered([etags[n] for n in (1, 2, 3)])
    check_parts(SIZE, named, received)
    storage.parts.join(key, upload, named)
    assert read(storage, key) == DATA


def test_a_part_sent_twice_replaces(storage: Storage, key: str) -> None:
    upload = storage.parts.start(key)
    first = send(storage, key, upload, 1, b"old")
    second = send(storage, key, upload, 1, b"newer")
    with pytest.raises(PartsRefused, match="part_changed"):
        storage.parts.join(key, upload, offered([first]))
    assert storage.parts.received(key, upload) == (Part(1, second, 5),)
    storage.parts.join(key, upload, offered([second]))
    assert read(storage, key) == b"newer"


def test_an_upload_that_is_over_takes_nothing(storage: Storage, key: str) -> None:
    upload = storage.parts.start(key)
    link = storage.parts.link(key, upload, 1, size=3)
    assert put(link, b"one")[0] == 200
    storage.parts.join(key, upload, offered([storage.parts.received(key, upload)[0].etag]))
    assert put(link, b"two")[0] in GONE
    with pytest.raises(StorageMissing):
        storage.parts.received(key, upload)
    assert read(storage, key) == b"one"


def test_an_aborted_one_leaves_nothing(storage: Storage, key: str) -> None:
    upload = storage.parts.start(key)
    link = storage.parts.link(key, upload, 1, size=3)
    etag = put(link, b"one")[1]
    storage.parts.abort(key, upload)
    storage.parts.abort(key, upload)
    assert put(link, b"one")[0] in GONE
    for act in (
        lambda: storage.parts.received(key, upload),
        lambda: storage.parts.join(key, upload, offered([etag])),
        lambda: storage.open(key),
    ):
        with pytest.raises(StorageMissing):
            act()


@pytest.mark.parametrize("data", [b"", b"on", b"more", bytes(100_000)])
def test_a_link_takes_the_size_it_was_made_for(
    storage: Storage, key: str, data: bytes, lenient: bool
) -> None:
    upload = storage.parts.start(key)
    status, _ = put(storage.parts.link(key, upload, 1, size=3), data)
    sizes = [part.size for part in storage.parts.received(key, upload)]
    if lenient:
        assert (status, sizes) == (200, [len(data)])
    else:
        assert (status in {403, 422}, sizes) == (True, [])


def test_a_wrong_checksum_is_refused(storage: Storage, key: str, lenient: bool) -> None:
    upload = storage.parts.start(key)
    link = storage.parts.link(key, upload, 1, size=3)

    def md5(data: bytes) -> str:
        return base64.b64encode(hashlib.md5(data).digest()).decode()  # noqa: S324 what the header is

    status, _ = put(link, b"one", **{"Content-MD5": md5(b"two")})
    if not lenient:
        assert status in {400, 422}
        assert storage.parts.received(key, upload) == ()
    assert put(link, b"one", **{"Content-MD5": md5(b"one")})[0] == 200


def test_joined_twice_at_once_is_one_object(storage: Storage, key: str) -> None:
    upload = storage.parts.start(key)
    named = offered([send(storage, key, upload, number) for number in (1, 2, 3)])
    gate, ends = threading.Barrier(4), []

    def join() -> None:
        gate.wait(10)
        try:
            storage.parts.join(key, upload, named)
            ends.append("joined")
        except StorageMissing:
            ends.append("over")

    threads = [threading.Thread(target=join) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ends) == 4
    assert "joined" in ends
    assert read(storage, key) == DATA


@pytest.mark.parametrize(
    "driver", ["file", pytest.param("radosgw", marks=pytest.mark.real("radosgw"))]
)
def test_the_sweep_takes_what_is_old_only(
    request: pytest.FixtureRequest, driver: str, key: str
) -> None:
    """Not on moto, where each upload was begun in 2010."""
    storage: Storage = request.getfixturevalue(f"{driver}_storage")
    upload = storage.parts.start(key)
    storage.parts.sweep(datetime.now(UTC) - timedelta(hours=1))
    assert storage.parts.received(key, upload) == ()
    assert storage.parts.sweep(datetime.now(UTC) + timedelta(seconds=5)) >= 1
    with pytest.raises(StorageMissing):
        storage.parts.received(key, upload)


def test_the_page_may_send_there(storage: Storage, key: str) -> None:
    address = urlsplit(storage.parts.link(key, storage.parts.start(key), 1, size=1))
    if isinstance(storage, FileStorage):
        assert storage.parts.origin is None
    else:
        assert storage.parts.origin == f"{address.scheme}://{address.netloc}"


GOOD = [Part(1, "a", PART_BYTES), Part(2, "b", PART_BYTES), Part(3, "c", 7)]


@pytest.mark.parametrize(
    ("named", "received", "code", "numbers"),
    [
        ([], GOOD, "part_missing", (1, 2, 3)),
        ([(1, "a"), (2, "b")], GOOD, "part_missing", (3,)),
        ([(2, "b")], GOOD[:1], "part_missing", (1, 2, 3)),
        ([(1, "a"), (3, "c")], GOOD, "part_missing", (2,)),
        ([(1, "a"), (2, "b"), (3, "c")], GOOD[:2], "part_missing", (3,)),
        ([(1, "a"), (2, "b"), (3, "c"), (4, "d")], GOOD, "part_unknown", (4,)),
        ([(0, "a"), (1, "a")], GOOD, "part_unknown", (0,)),
        ([(-1, "a")], GOOD, "part_unknown", (-1,)),
        ([(1, "a"), (3, "c"), (2, "b")], GOOD, "parts_disordered", ()),
        ([(1, "a"), (1, "a"), (2, "b"), (3, "c")], GOOD, "parts_disordered", ()),
        ([(1, "a"), (2, "x"), (3, "c")], GOOD, "part_changed", (2,)),
        (
            [(1, "a"), (2, "b"), (3, "c")],
            [GOOD[0], GOOD[1], Part(3, "c", 8)],
            "part_wrong_size",
            (3,),
        ),
        ([(1, "a"), (2, "b"), (3, "c")], [Part(1, "a", 7), *GOOD[1:]], "part_wrong_size", (1,)),
    ],
)
def test_parts_that_do_not_make_the_whole(
    named: list[tuple[int, str]], received: list[Part], code: str, numbers: tuple[int, ...]
) -> None:
    with pytest.raises(PartsRefused) as refusal:
        check_parts(SIZE, [PartOffered(*part) for part in named], received)
    assert (refusal.value.code, refusal.value.numbers) == (code, numbers)


def test_parts_that_do() -> None:
    check_parts(SIZE, offered(["a", '"b"', "c"]), GOOD)
    assert list(sizes_of(SIZE)) == [(1, PART_BYTES), (2, PART_BYTES), (3, 7)]
    assert list(sizes_of(PART_BYTES)) == [(1, PART_BYTES)]
    assert list(sizes_of(1)) == [(1, 1)]


def test_a_part_token_never_reads_and_a_reading_one_takes_nothing(
    file_storage: FileStorage,
) -> None:
    part = file_storage.parts.link("a/b", "0" * 32, 1, size=3).rsplit("/", 1)[1]
    link = file_storage.link(
        "a/b", file_name="a", content_type="a/b", disposition="inline", expires=60
    ).rsplit("/", 1)[1]
    with pytest.raises(LinkRefused):
        file_storage.read_link(part)
    for bad in (link, part[:-1], part + "A", "", "nonsense"):
        with pytest.raises(LinkRefused):
            file_storage.parts.read_link(bad)
    assert file_storage.parts.read_link(part).size == 3


def test_a_part_link_dies_in_a_quarter_of_an_hour(
    file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime.now(UTC)
    monkeypatch.setattr(clock, "now", lambda: start)
    token = file_storage.parts.link("a/b", "0" * 32, 1, size=3).rsplit("/", 1)[1]
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=899))
    assert file_storage.parts.read_link(token).number == 1
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=900))
    with pytest.raises(LinkRefused):
        file_storage.parts.read_link(token)


def test_what_was_joined_never_changes(file_storage: FileStorage, tmp_path: Path) -> None:
    """A twin that read the parts before they went, and after one was replaced, changes nothing."""
    for data in (b"judged", b"swapped"):
        upload = file_storage.parts.start("a/b")
        facts = PartFacts("a/b", upload, 1, len(data))
        etag = file_storage.parts.receive(facts, io.BytesIO(data))
        file_storage.parts.join("a/b", upload, offered([etag]))
    assert read(file_storage, "a/b") == b"judged"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_part_that_breaks_off_leaves_nothing(file_storage: FileStorage, tmp_path: Path) -> None:
    upload = file_storage.parts.start("a/b")

    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            found = super().read(size)
            if not found:
                raise ConnectionResetError
            return found

    with pytest.raises(ConnectionResetError):
        file_storage.parts.receive(PartFacts("a/b", upload, 1, 9), Breaking(b"half"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("upload_id", ["../../etc", "", "a/b", "0" * 31])
def test_an_upload_id_names_no_other_folder(file_storage: FileStorage, upload_id: str) -> None:
    with pytest.raises(ValueError, match="UUID"):
        file_storage.parts.received("a/b", upload_id)


def test_who_looks_while_it_ends_sees_all_or_nothing(file_storage: FileStorage) -> None:
    """A twin that completes at this moment must not be told that parts are missing."""
    upload = file_storage.parts.start("a/b")
    for number in range(1, 201):
        file_storage.parts.receive(PartFacts("a/b", upload, number, 1), io.BytesIO(b"x"))
    seen: set[int] = set()
    looking = threading.Event()

    def look() -> None:
        try:
            while True:
                seen.add(len(file_storage.parts.received("a/b", upload)))
                looking.set()
        except StorageMissing:
            pass

    watchers = [threading.Thread(target=look) for _ in range(4)]
    for watcher in watchers:
        watcher.start()
    looking.wait(10)
    file_storage.parts.abort("a/b", upload)
    for watcher in watchers:
        watcher.join(10)
    assert seen == {200}


def test_a_place_emptied_while_it_is_read_is_gone(
    file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder was opened, then its twin took it away: what is left of it is no list of parts."""
    upload = file_storage.parts.start("a/b")
    file_storage.parts.receive(PartFacts("a/b", upload, 1, 1), io.BytesIO(b"x"))

    def late(_folder: Path) -> Iterator[Path]:
        file_storage.parts.abort("a/b", upload)
        yield from ()

    monkeypatch.setattr(Path, "iterdir", late)
    with pytest.raises(StorageMissing):
        file_storage.parts.received("a/b", upload)
