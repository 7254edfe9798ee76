"""``python -m embedded run`` serves the product; ``python -m embedded services`` only the stores."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from embedded import console, supervisor
from embedded.errors import EmbeddedError
from embedded.stores import services

ROOT = Path(__file__).resolve().parent.parent


def only_services() -> int:
    """Keep both servers running until Ctrl-C; `flask` commands of this copy find them."""
    stopping = threading.Event()
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, lambda *_: stopping.set())
    try:
        with services(ROOT / (os.environ.get("INSTANCE_PATH") or "instance")) as stores:
            console.say(f"DATABASE_URL={stores.database_url}")
            console.say(f"REDIS_URL={stores.redis_url}")
            stopping.wait()
    except EmbeddedError as error:
        console.refuse(str(error))
        return 1
    return 0


def main() -> int:
    """Answer the command line; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m embedded", description=__doc__)
    parser.add_argument("command", choices=["run", "services"])
    if parser.parse_args().command == "run":
        return supervisor.main(ROOT)
    return only_services()


if __name__ == "__main__":
    sys.exit(main())
