"""A person at a browser: what they do, by the names that forms and addresses have."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page

from tests.browser.journey.product import Product

AXE = Path(__file__).parent.parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
PASSWORD = "Capitune-demo-2026"
WIDTHS = {"phone": 390, "desk": 1280}
HEIGHT = 844
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """One page of one browser. ``wrong`` collects script errors and blocked content."""

    def __init__(self, page: Page, product: Product) -> None:
        self.page, self.product = page, product
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text or "Refused to" in said.text:
            self.wrong.append(said.text)

    def submit(self, form: Locator) -> None:
        """Press the form's button and wait for what follows."""
        with self.page.expect_navigation():
            form.locator("button[type=submit]").first.click()

    def form(self, action: str) -> Locator:
        """The form that is sent to an address ending so."""
        return self.page.locator(f'main form[action$="{action}"]').first

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in as ``name``: a demo name, or a whole address."""
        self.page.goto("/login")
        form = self.page.locator("main form").first
        form.locator("[name=email]").fill(name if "@" in name else f"{name}@example.com")
        form.locator("[name=password]").fill(password)
        self.submit(form)
        assert self.path == "/dashboard", self.page.inner_text("main")

    def hold(self, cookie: str) -> None:
        """Be whom this cookie of the product names."""
        url = self.product.base_url
        self.page.context.add_cookies([{"name": "session", "value": cookie, "url": url}])

    @property
    def path(self) -> str:
        """Where they are."""
        return re.sub(r"^https?://[^/]+", "", self.page.url).partition("?")[0].partition("#")[0]

    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")

    def faults(self, width: str) -> list[str]:
        """What is wrong with the page at this width: found by axe-core, or wider than the window."""
        self.page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
        too_wide = self.overflow()
        return self.violations() + ([f"wider than the window by {too_wide} px"] if too_wide else [])

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and best practice: rule, then element."""
        if not self.page.evaluate("'axe' in window"):
            source = AXE.read_text()
            self.page.evaluate(source)
            # Sent once: from here on the browser brings it into each page by itself.
            self.page.add_init_script(source)
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        run = f"axe.run(document, {json.dumps(options)}).then(found => found.violations)"
        found: Any = self.page.evaluate(run)
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )
