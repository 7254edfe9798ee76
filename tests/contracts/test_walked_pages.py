"""Every page that can be opened is opened by a browser, with axe, in both languages and at both widths."""

from collections import defaultdict

from flask import Flask

from capitune.core.ids import new_id
from tests.browser.journey.pages import PAGES

# Written by hand: what answers GET and is no page of its own.
NO_PAGES = {
    "pages.alive": "a word for machines",
    "pages.ready": "a word for machines",
    "pages.language": "sends back to where one was",
    "pages.stored_file": "a file",
    "pages.mail": "a mail as it was sent, in development only",
    "pages.mail_html": "a mail as it was sent, in development only",
    "notifications.bell": "a part of every page",
    "notifications.live": "what changed, for scripts",
    "inside.fresh": "how many posts are new, for scripts",
    "accounts.take_export": "a file",
    "dossiers.requirement": "the page of the dossier with one row open, or that row",
    "analytics.export_csv": "a file",
    "catalogue.export": "a file",
    "analytics.export_xlsx": "a file",
    "dossiers.download": "a file",
    "dossiers.download_message_file": "a file",
    "dossiers.budget_pdf": "a file",
    "pages.checklist_pdf": "a file",
    "dossiers.export": "a file",
    "dossiers.summary_pdf": "a file",
    "dossiers.deposit_pdf": "a file",
    "dossiers.take_filing": "a file",
    "dossiers.read_calendar": "a file, for calendars",
    "dossiers.journal_file": "a file",
    "dossiers.known_file": "whether a file was sent before, for scripts",
    "dossiers.follow_upload": "how far a file is, for scripts",
    "practices.download_proof": "a file",
    "practices.credential": "a part of the page of verification, to which it sends",
}


def endpoints(app: Flask) -> set[str]:
    """What answers GET outside of the API, images aside."""
    asked = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    pages = [rule for rule in asked if not rule.rule.endswith((".webp", ".svg"))]
    return {rule.endpoint for rule in pages if not rule.rule.startswith(("/api/", "/static"))}


def walked(app: Flask) -> set[str]:
    """What the list of the browser leads to."""
    here, ids = app.url_map.bind("localhost"), defaultdict(lambda: str(new_id()))
    listed = {page for pages in PAGES.values() for page in pages} - {"/nowhere"}
    return {here.match(page.partition("?")[0].format_map(ids))[0] for page in listed}


def test_every_page_is_walked(shared_app: Flask) -> None:
    assert endpoints(shared_app) - walked(shared_app) - set(NO_PAGES) == set()


def test_what_is_excepted_is_there_and_not_walked(shared_app: Flask) -> None:
    assert set(NO_PAGES) - endpoints(shared_app) == set()
    assert set(NO_PAGES) & walked(shared_app) == set()
