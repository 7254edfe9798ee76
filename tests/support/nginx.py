"""nginx before two web servers, as in production: websockets pass through, no sticky sessions."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded.ports import HOST, free_port
from tests.support.eventually import eventually
from tests.support.web_server import answers

# A browser whose name ends in "-second" goes to the second server first, everybody else to the first; each to
# the other one when theirs is gone. So a test knows that what it sees has crossed processes.
SETTINGS = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream first {{ server {host}:{first} max_fails=1 fail_timeout=1s; server {host}:{second} backup; }}
  upstream second {{ server {host}:{second} max_fails=1 fail_timeout=1s; server {host}:{first} backup; }}
  map $http_user_agent $side {{ ~-second$ second; default first; }}
  server {{
    listen {host}:{port};
    location / {{
      proxy_pass http://$side;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $wanted;
      proxy_connect_timeout 2s;
    }}
  }}
  map $http_upgrade $wanted {{ default upgrade; "" ""; }}
}}
"""


class Nginx:
    """nginx on ``port``; it may be stopped and started again, which cuts every connection."""

    def __init__(self, folder: Path, first: int, second: int) -> None:
        self.port = free_port()
        self._settings = folder / "nginx.conf"
        self._settings.write_text(
            SETTINGS.format(
                # Its workers write in a folder that only root may enter.
                user="user root;" if os.geteuid() == 0 else "",
                folder=folder,
                host=HOST,
                port=self.port,
                first=first,
                second=second,
            )
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Serve."""
        self._process = subprocess.Popen(["nginx", "-c", str(self._settings)])
        eventually(lambda: answers(self.port), "nginx", 30)

    def stop(self) -> None:
        """End at once, with every connection."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None


@contextmanager
def before(folder: Path, first: int, second: int) -> Iterator[Nginx]:
    """Nginx before these two ports for the length of the block."""
    folder.chmod(0o755)
    nginx = Nginx(folder, first, second)
    try:
        nginx.start()
        yield nginx
    finally:
        nginx.stop()
