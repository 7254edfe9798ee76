"""Every act leaves its trace in the audit log, or stands here with the reason why not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source import called, calls, imports, literal, modules, relative, tree

RECORD = "capitune.audit.services.record"

UNAUDITED = {
    "capitune.accounts.services.check_password": "reads only: holds a password against its hash",
    "capitune.accounts.services.secret_of": "reads only: opens what was sealed",
    "capitune.accounts.services.pending_of": "reads only: the sign-in that a token stands for",
    "capitune.accounts.services.rescue_of_link": "reads only: what a link would stop",
    "capitune.accounts.services.offered_rescue": "reads only: what a link would begin",
    "capitune.accounts.services.departure_of_link": "reads only: what a link would take back",
    "capitune.accounts.services.way_back": "reads only: the address of a link",
    "capitune.accounts.services.begin_app": "nothing counts before the first code, which is audited",
    "capitune.accounts.services.ask_new_passkey": "a question to a device: its answer is audited",
    "capitune.accounts.services.ask_passkey": "a question to a device: its answer is audited",
    "capitune.accounts.services.ask_second_step": "a question to a device: its answer is audited",
    "capitune.accounts.services.choose_password": "keeps nothing: judges a new password and hashes it",
    "capitune.accounts.services.store_picture": "stores pictures that no person has yet",
    "capitune.accounts.services.touch": "a last-seen time, at most once a minute",
    "capitune.accounts.services.revoke_all": "a part of acts that are audited by their own names",
    "capitune.accounts.services.record_export": "the machine's part: asking and taking away are audited",
    "capitune.accounts.services.record_removal": "the same, when the seven days are over",
    "capitune.analytics.services.count_days": "the clock's: counts what is recorded elsewhere",
    "capitune.analytics.services.add_visits": "the same; of nobody in particular",
    "capitune.dossiers.services.record_filing": "the machine's part: asking and taking away are audited",
    "capitune.dossiers.services.record_filing_removal": "the machine's part: its week is over",
    "capitune.dossiers.services.export_journal": "reads only: what its page shows, as a file",
    "capitune.dossiers.services.verify_journal": "reads only: follows a chain",
    "capitune.dossiers.services.record_previews": "the machine's part: sending and opening are audited",
    "capitune.professionals.services.record_proof_previews": "the machine's part: sending and opening are audited",
    "capitune.dossiers.services.as_described": "writes nothing: puts together what is to be said",
    "capitune.dossiers.services.warn_of_expiry": "the clock's: the notice itself is kept",
    "capitune.dossiers.services.begin_upload": "nothing is sent yet: completing it is audited as a sending",
    "capitune.dossiers.services.cancel_upload": "nothing was sent",
    "capitune.dossiers.services.keep_reply": "one's own words, of no weight before they are sent",
    "capitune.dossiers.services.change_reply": "the same",
    "capitune.dossiers.services.remove_reply": "the same",
    "capitune.moderation.services.open_case": "a consequence: its cause is audited",
    "capitune.moderation.services.settle_on_page": "a part of acts that are audited by their own names",
    "capitune.inside.services.keep_draft": "of its author alone, of no weight before it is published",
    "capitune.inside.services.like": "a thank you: its own row says who and when",
    "capitune.inside.services.unlike": "the same",
    "capitune.inside.services.bookmark": "what one keeps for oneself",
    "capitune.inside.services.unbookmark": "the same",
    "capitune.safety.services.meet": "a part of acts that are audited by their own names",
    "capitune.safety.services.judge_hits": "the same",
    "capitune.safety.services.confirm_fraud": "the same",
    "capitune.inside.services.follow": "what one reads, of no weight to anybody else",
    "capitune.inside.services.unfollow": "the same",
    "capitune.inside.services.mute": "the same",
    "capitune.inside.services.unmute": "the same",
    "capitune.dossiers.services.note_reading": "on which day a program last read, some times a day",
    "capitune.dossiers.services.set_aside": "out of one's own pipeline; the dossier stays as it is",
    "capitune.dossiers.services.take_up": "the same",
    "capitune.dossiers.services.save_view": "how one orders one's own clients, of no weight to a dossier",
    "capitune.dossiers.services.rename_view": "the same",
    "capitune.dossiers.services.remove_view": "the same",
    "capitune.dossiers.services.keep_tag": "how one orders one's own clients, of no weight to a dossier",
    "capitune.dossiers.services.find_tag": "the same",
    "capitune.dossiers.services.change_tag": "the same",
    "capitune.dossiers.services.remove_tag": "the same",
    "capitune.dossiers.services.set_tags": "the same",
    "capitune.dossiers.services.add_tag": "the same",
    "capitune.dossiers.services.mark_seen": "a reader's own mark, of no weight to the dossier",
    "capitune.dossiers.services.purge_invitations": "the clock's: each end of one is audited",
    "capitune.dossiers.services.purge_uploads": "the same, when its day is over",
    "capitune.resources.services.mark_lesson": "a reader's own mark, of no weight to anybody else",
    "capitune.announcements.services.put_aside": "a reader's own mark, of no weight to anybody else",
    "capitune.notifications.services.tell": "a consequence: its cause is audited",
    "capitune.notifications.services.mark_read": "a reader's own mark, of no weight to anybody else",
    "capitune.notifications.services.mark_group_read": "the same, for what was read where it is",
    "capitune.notifications.services.mark_all_read": "the same, for all",
    "capitune.notifications.services.note_event": "the letter's own row says what became of it",
    "capitune.notifications.services.ask_digest": "the clock's, and the letter's own row says it",
    "capitune.professionals.services.refuse_practice": "a refusal: it writes nothing",
    "capitune.professionals.services.set_up_practice": "for the people of the demo; no door offers it",
}

DOMAINS = sorted(
    {name for name in modules() if name.endswith(".services") and name.count(".") == 2}
    - {"capitune.audit.services"}
)


def parts(services: str) -> dict[str, Path]:
    """The modules of a domain's services."""
    return {
        name: path
        for name, path in modules().items()
        if name == services or name.startswith(f"{services}.")
    }


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}


def acts(services: str) -> set[str]:
    """The public functions of a domain's services: what the package offers, or the module defines."""
    path = modules()[services]
    if path.name != "__init__.py":
        return {name for name in functions(path) if not name.startswith("_")}
    offered = next(
        node.value
        for node in tree(path).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    names = {literal(item) or "" for item in ast.walk(offered)} - {""}
    return {name for name in names if name[0].islower()}


def brought(path: Path) -> dict[str, str]:
    """What a local name stands for, by its dotted name."""
    found: dict[str, str] = {}
    for statement, _, names in imports(path):
        aliases = getattr(statement, "names", [])
        found |= {
            alias.asname or alias.name: full for alias, full in zip(aliases, names, strict=True)
        }
    return found


def named(path: Path, module: str, function: ast.FunctionDef) -> Iterator[str]:
    """Dotted names that a function calls or hands on."""
    known = brought(path)
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield known.get(node.id, f"{module}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{known.get(node.value.id, node.value.id)}.{node.attr}"


def graph() -> dict[str, set[str]]:
    """Who calls whom among all services, by dotted names of where each is defined."""
    edges: dict[str, set[str]] = {}
    for services in DOMAINS:
        for module, path in parts(services).items():
            for name, function in functions(path).items():
                edges[f"{module}.{name}"] = set(named(path, module, function))
    return edges


def home_of(name: str) -> str:
    """Where a function that a package offers is defined."""
    package, _, function = name.rpartition(".")
    path = modules().get(package)
    offered = brought(path) if path and path.name == "__init__.py" else {}
    return offered.get(function, name)


GRAPH = graph()


def audits(name: str, seen: frozenset[str] = frozenset()) -> bool:
    home = home_of(name)
    if home == RECORD:
        return True
    if home in seen or home not in GRAPH:
        return False
    return any(audits(other, seen | {home}) for other in GRAPH[home])


@pytest.mark.parametrize("services", DOMAINS)
def test_each_act_is_audited_or_says_why_not(services: str) -> None:
    offered = {f"{services}.{name}" for name in acts(services)}
    assert offered
    assert sorted(name for name in offered if not audits(name) and name not in UNAUDITED) == []


def test_exceptions_are_acts_that_are_not_audited() -> None:
    offered = {f"{services}.{name}" for services in DOMAINS for name in acts(services)}
    assert set(UNAUDITED) <= offered
    assert [name for name in UNAUDITED if audits(name)] == []


def test_there_are_acts() -> None:
    assert "capitune.accounts.services" in DOMAINS
    assert audits("capitune.accounts.services.close_session")


def test_services_open_no_transaction() -> None:
    """The edge does; a service that did could not be a part of a larger act."""
    for services in DOMAINS:
        for path in parts(services).values():
            opened = {called(call) for call in calls(path)} & {"unit_of_work", "work.unit_of_work"}
            assert opened == set(), relative(path)


def test_the_audit_holds_no_words_of_people() -> None:
    """``data`` is codes and ids: no title, comment, name, address or file name."""
    personal = {"title", "comment", "description", "body", "email", "name", "file_name", "password"}
    for path in modules().values():
        for call in calls(path):
            data = next((k.value for k in call.keywords if k.arg == "data"), None)
            if called(call).endswith("record") and isinstance(data, ast.Dict):
                keys = {literal(key) for key in data.keys if key}
                assert not keys & personal, f"{relative(path)}:{call.lineno}"
