"""What the first view of a page costs on the wire, with its compressed twins."""

import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

STATIC = Path(__file__).parents[3] / "static"
ASKED = re.compile(r'(?:href|src)="/static/([^"?#]+)')
MOST = 150_000


def weight(html: str) -> dict[str, int]:
    """Bytes of the page and of each static file it asks for, as its compressed twin where it has one."""
    parts = {"the page itself": len(html.encode())}
    for path in set(ASKED.findall(html)):
        content = (STATIC / path).read_bytes()
        squeezed = content if path.endswith(".woff2") else brotli.compress(content)
        parts[path] = len(squeezed)
    return parts


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_home_page_weighs_at_most_150_kb(client: FlaskClient, language: str) -> None:
    html = client.get("/", headers={"Accept-Language": language}).get_data(as_text=True)
    parts = weight(html)

    assert "vendor/tabler-1.6.1/tabler.min.css" in parts
    assert "vendor/inter-5.3.0/inter-latin-wght-normal.woff2" in parts
    assert sum(parts.values()) <= MOST, parts
