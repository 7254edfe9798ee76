"""Root and ordinary users, folders that others cannot reach, folders of somebody else."""

import os
import pwd
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from embedded import account, places, services
from embedded.errors import EmbeddedError

HOUSE = Path(__file__).parents[3]
ORDINARY = "daemon"


def test_the_servers_never_run_as_root(instance: Path) -> None:
    with services(instance, durable=False) as stores:
        for server in stores.servers:
            assert Path(f"/proc/{server.pid}").stat().st_uid != 0


@pytest.mark.usefixtures("as_root")
def test_an_ordinary_user_runs_the_same() -> None:
    owner = pwd.getpwnam(ORDINARY)
    lent = account.Account(owner.pw_uid, owner.pw_gid)
    if not lent.can_enter(HOUSE) or not lent.can_enter(Path(sys.executable).resolve().parent):
        pytest.skip("this checkout is closed to other accounts")
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        script = (
            "import sys; from pathlib import Path; from embedded import services\n"
            "with services(Path(sys.argv[1]), durable=False) as stores:\n"
            "    print(stores.postgres.connect().execute('SELECT 40 + 2').fetchone()[0])\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, folder],
            cwd=HOUSE,
            user=ORDINARY,
            group=owner.pw_gid,
            extra_groups=[],
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.stdout, done.returncode) == ("42\n", 0), done.stderr


@pytest.mark.usefixtures("as_root")
def test_a_folder_the_servers_cannot_reach_gets_another_place_and_a_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory() as closed, tempfile.TemporaryDirectory() as open_:
        Path(open_).chmod(0o755)
        monkeypatch.setattr(places, "ELSEWHERE", Path(open_) / "capitune")
        folder = places.services_folder(Path(closed))
        home = places.home(folder, "postgres", account.for_servers())
        assert home.parent == Path(open_) / "capitune"
        assert (folder / "postgres").resolve() == home
        assert places.home(folder, "postgres", account.for_servers()) == home


@pytest.mark.usefixtures("as_root")
def test_the_folder_of_another_account_is_refused_by_name(tmp_path: Path) -> None:
    folder = places.services_folder(tmp_path)
    os.chown(folder, pwd.getpwnam(ORDINARY).pw_uid, -1)
    with pytest.raises(EmbeddedError, match=f"belongs to {ORDINARY}"):
        places.services_folder(tmp_path)


def test_a_secret_is_never_readable_by_others(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        places.keep_secret(tmp_path / "word", "hush")
    finally:
        os.umask(before)
    assert (tmp_path / "word").read_text() == "hush"
    assert (tmp_path / "word").stat().st_mode & 0o777 == 0o600
