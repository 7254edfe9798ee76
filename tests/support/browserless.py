"""A test client that does what a browser does with a form: it sends the page's CSRF token."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|"X-CSRFToken": ?"([^"]+)"')


class Browserless(FlaskClient):
    """Keeps cookies; ``submit`` reads the form's page first and sends its token with the fields."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """One request with a ``g`` of its own, as in production, even inside a test's app context.

        Its body is closed behind it: a large form is a temporary file, which Werkzeug leaves open.
        """
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        answer.request.environ["wsgi.input"].close()
        return answer

    def token(self, page: str = "/login") -> str:
        """The CSRF token on ``page``."""
        found = TOKEN.search(self.get(page).get_data(as_text=True).replace("&#34;", '"'))
        assert found, f"no CSRF token on {page}"
        return found.group(1) or found.group(2)

    def submit(
        self, path: str, data: dict[str, Any] | None = None, *, page: str | None = None, **more: Any
    ) -> TestResponse:
        """Send a form to ``path`` as it stands on ``page`` (the same address by default)."""
        fields = {"csrf_token": self.token(page or path), **(data or {})}
        return self.post(path, data=fields, **more)
