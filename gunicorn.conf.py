"""The web server, the same in development and in production. PORT says where it listens."""

import gc
import os
from typing import Any

# One process holds thousands of live connections, and a waiting query stalls none of them.
worker_class = "gevent"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# Counts open sockets: at the cap even a plain request times out.
worker_connections = 4000
backlog = 2048
keepalive = 5
timeout = 60
# The longest wait for requests under way; websockets are closed at once. Platforms kill at 30.
graceful_timeout = 15
# Never preloaded: a library imported before gevent's patch blocks all connections of a worker.
preload_app = False
# Proxies are trusted by exact count (TRUSTED_PROXIES), in the application, and nowhere else.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
# No command socket in the home folder of whoever runs this.
control_socket_disable = True
# Requests are logged by the application, with their id and without personal data.
accesslog = None


def post_worker_init(worker: Any) -> None:
    """The application is there to stay: later collections need not look through it again."""
    gc.freeze()
    parts = getattr(worker.wsgi, "extensions", {})
    if "capitune.presence" not in parts:
        return  # a baseline of the bench, which has no live connections of ours
    # Imported here only: in the master it would come before gevent's patch.
    from capitune.core.realtime import serving  # noqa: PLC0415

    engine = parts["socketio"].server.eio
    serving.attend(parts["capitune.presence"], engine, lambda: bool(worker.alive))
