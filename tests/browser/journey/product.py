"""The product as `make run` serves it: web, worker and clock on a database of their own."""

import email
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

from embedded.ports import free_port
from embedded.stores import Stores
from tests.support.databases import clone, drop
from tests.support.eventually import eventually
from tests.support.processes import ROOT, running

NAME = "journey"


@dataclass(frozen=True)
class Product:
    """A product that runs: its address, its mails, the environment of its processes."""

    base_url: str
    instance: Path
    environ: dict[str, str]

    def mails_to(self, address: str) -> list[email.message.EmailMessage]:
        """The mails sent to ``address``, oldest first."""
        files = sorted(
            (self.instance / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime
        )
        mails = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [mail for mail in mails if address in str(mail["To"])]

    def code_for(self, address: str) -> str:
        """The newest six-digit code sent to ``address``; waits for its mail."""

        def newest() -> str | None:
            for mail in reversed(self.mails_to(address)):
                text = mail.get_body(("plain",))
                found = re.search(r"\b(\d{6})\b", text.get_content() if text else "")
                if found:
                    return found.group(1)
            return None

        return eventually(newest, f"a code for {address}")


@contextmanager
def served(stores: Stores, template: str, instance: Path) -> Iterator[Product]:
    """The product, with the demo, for the length of the block."""
    port = free_port()
    environ = {
        "CAPITUNE_ENV": "development",
        "INSTANCE_PATH": str(instance),
        "DATABASE_URL": clone(stores, template, NAME),
        # Its worker lives as long as the session: it must not take the jobs of other tests.
        "REDIS_URL": urlsplit(stores.redis_url)._replace(path="/1").geturl(),
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "RATE_LIMIT_AUTH": "500 per minute",
        "RATE_LIMIT_GENERAL": "5000 per minute",
        "RATE_LIMIT_EXPORT": "500 per minute",
        "FLASK_APP": "wsgi",
    }
    whole = {**os.environ, **environ}
    subprocess.run([sys.executable, "-m", "flask", "prepare"], cwd=ROOT, env=whole, check=True)
    with ExitStack() as stack:
        stack.enter_context(running("work", environ))
        stack.enter_context(running("clock", environ))
        web = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
        server = subprocess.Popen(web, cwd=ROOT, env={**whole, "WEB_CONCURRENCY": "1"})
        stack.callback(_end, server)
        product = Product(environ["BASE_URL"], instance, environ)
        eventually(lambda: _ready(product.base_url), "the product to be ready", 60)
        yield product
    drop(stores, NAME)


def _ready(base_url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base_url}/readyz", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(25)
    except subprocess.TimeoutExpired:
        server.kill()
