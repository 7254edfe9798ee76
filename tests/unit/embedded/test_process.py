import subprocess
import sys
from pathlib import Path

from embedded.process import alive, program_of, roll, tail, wait_until


def test_a_process_that_ended_uncollected_is_not_alive() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as ended:
        assert alive(ended.pid)
        assert ended.stdin
        ended.stdin.write(b"\n")
        ended.stdin.flush()
        # Nobody asked for its exit status yet.
        assert wait_until(lambda: not alive(ended.pid), 5)
        assert ended.returncode is None


def test_the_program_behind_an_id_is_told() -> None:
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        assert wait_until(lambda: program_of(sleeper.pid) == "sleep", 5)
        sleeper.kill()
    assert program_of(sleeper.pid) == ""


def test_a_log_that_grew_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text("short")
    roll(log)
    assert log.exists()
    log.write_bytes(b"x" * 6 * 1024 * 1024)
    roll(log)
    assert not log.exists()
    assert (tmp_path / "server.old.log").stat().st_size == 6 * 1024 * 1024


def test_the_end_of_a_log_is_shown(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    assert tail(log) == ""
    log.write_text("\n".join(str(number) for number in range(100)))
    assert tail(log, lines=2) == "98\n99"
