"""A real S3: Ceph's radosgw over one monitor and one store in memory, for tests of access.

moto, which plays S3 elsewhere, takes expired, altered and anonymous requests for good.
"""

import shutil
import socket
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from tests.support.eventually import eventually

PROGRAMS = ("radosgw", "radosgw-admin", "ceph-mon", "ceph-osd", "ceph", "monmaptool")
ACCESS_KEY, SECRET_KEY = "id", "secret"

CONFIG = """[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon},v1:127.0.0.1:{old_mon}]
auth cluster required = none
auth service required = none
auth client required = none
auth allow insecure global id reclaim = true
ms cluster mode = crc
ms service mode = crc
ms client mode = crc
ms mon cluster mode = crc
ms mon service mode = crc
ms mon client mode = crc
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
mon allow pool size one = true
osd crush chooseleaf type = 0
osd objectstore = memstore
osd class load list = *
osd class default list = *
rgw rados pool pg num min = 1
rgw frontends = beast endpoint=127.0.0.1:{web}
run dir = {folder}
log file = {folder}/$name.log
admin socket = {folder}/$name.asok
crash dir = {folder}
public addr = 127.0.0.1
mon data = {folder}/mon
osd data = {folder}/osd
rgw data = {folder}/rgw
"""


def installed() -> str | None:
    """The path of radosgw when all its parts are there."""
    found = [shutil.which(program) for program in PROGRAMS]
    return found[0] if all(found) else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a store of its own, with one user (``ACCESS_KEY``, ``SECRET_KEY``)."""
    fsid, osd = str(uuid.uuid4()), str(uuid.uuid4())
    mon, old_mon, web = _free_ports(3)
    config = folder / "ceph.conf"
    config.write_text(
        CONFIG.format(fsid=fsid, mon=mon, old_mon=old_mon, web=web, folder=folder),
        encoding="ascii",
    )
    for name in ("mon", "osd", "rgw"):
        (folder / name).mkdir()
    told = ("-c", str(config))
    addresses = f"[v2:127.0.0.1:{mon},v1:127.0.0.1:{old_mon}]"
    monmap = str(folder / "monmap")
    with ExitStack() as stack:
        _run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", addresses, monmap)
        _run("ceph-mon", *told, "--mkfs", "-i", "a", "--monmap", monmap)
        _start(stack, folder, "ceph-mon", *told, "-i", "a", "-f")
        _run("ceph", *told, "osd", "new", osd, "0")
        _run("ceph-osd", *told, "-i", "0", "--mkfs", "--osd-uuid", osd)
        _start(stack, folder, "ceph-osd", *told, "-i", "0", "-f")
        eventually(lambda: "1 up" in _run("ceph", *told, "osd", "stat"), "the store is up")
        user = ("--uid", "tester", "--display-name", "tester")
        keys = ("--access-key", ACCESS_KEY, "--secret-key", SECRET_KEY)
        _run("radosgw-admin", *told, "-n", "client.rgw", "user", "create", *user, *keys)
        _start(stack, folder, "radosgw", *told, "-n", "client.rgw", "-f")
        eventually(lambda: _listens(web), "radosgw listens", seconds=60)
        yield f"http://127.0.0.1:{web}"


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stderr[-2000:]}"
    return done.stdout


def _start(stack: ExitStack, folder: Path, *command: str) -> None:
    output = stack.enter_context((folder / f"{command[0]}.out").open("wb"))
    process = subprocess.Popen(command, stdout=output, stderr=output)
    stack.callback(process.wait, 10)
    stack.callback(process.kill)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        found = [
            stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
            for _ in range(count)
        ]
        return [server.getsockname()[1] for server in found]
