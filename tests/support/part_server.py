"""A small server that takes the parts of a folder storage, as the product's own route does."""

import base64
import threading
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from capitune.core.storage import FileStorage, LinkRefused, PartsRefused, StorageMissing


class PartServer:
    """Listens on a port of its own and gives the storage that address; ``close`` ends it."""

    def __init__(self, storage: FileStorage) -> None:
        self._parts = storage.parts
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self._parts.base_url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    @Request.application
    def _answer(self, request: Any) -> Response:
        md5 = request.headers.get("Content-MD5")
        try:
            facts = self._parts.read_link(request.path.rsplit("/", 1)[1])
            digest = base64.b64decode(md5) if md5 else None
            etag = self._parts.receive(facts, request.stream, digest)
        except (LinkRefused, StorageMissing):
            return Response(status=404)
        except PartsRefused:
            return Response(status=422)
        return Response(headers={"ETag": f'"{etag}"'})
