"""The ``flask`` commands."""

import json
import uuid
from pathlib import Path
from typing import IO

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from capitune import demo, volumes
from capitune.accounts import services as accounts
from capitune.audit.chain import NotAJournal, Verdict, lines_of, read_head
from capitune.audit.chain import verify as follow
from capitune.audit.links import journals, kept_fingerprints, verify_stored
from capitune.authz.actor import Actor, Role
from capitune.authz.web import declared
from capitune.backoffice import reconciling
from capitune.core import outbox
from capitune.core.reconcile import look_for_missing, remove_unnamed
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossier_acts

seed = AppGroup("seed", help="Fill the database.")
staff = AppGroup("staff", help="Staff accounts.")
box = AppGroup("outbox", help="Effects that wait.")
journal = AppGroup("journal", help="Journals of dossiers, chained by fingerprints.")


def register(app: Flask) -> None:
    """Add the commands to the application."""
    for group in (seed, staff, box, journal):
        app.cli.add_command(group)
    for command in (prepare, list_routes, openapi, reconcile):
        app.cli.add_command(command)


@click.command("prepare")
def prepare() -> None:
    """Migrate, seed the catalogue and, on an empty database, the demo."""
    upgrade()
    _catalogue()
    demo.load(if_empty=True)


def _catalogue() -> None:
    # In production what nobody has confirmed waits for staff.
    keep_drafts = current_app.config["CAPITUNE_ENV"] == "production"
    with unit_of_work():
        dossier_acts.seed_catalogue(Actor.system("seed"), keep_drafts=keep_drafts)


@seed.command("catalogue")
def seed_catalogue() -> None:
    """Document types, templates and reasons."""
    _catalogue()


@seed.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are people already.")
def seed_demo(*, if_empty: bool) -> None:
    """The demo accounts and Jean's dossier."""
    demo.load(if_empty=if_empty)


@seed.command("load")
@click.option("--users", type=int, default=1000, help="People in all.")
@click.option("--dossiers", type=int, default=1000, help="Dossiers in all.")
@click.option("--posts", type=int, default=0, help="Posts: none are stored yet.")
@click.option("--thin", is_flag=True, help="New dossiers ask for one document each.")
def seed_load(*, users: int, dossiers: int, posts: int, thin: bool) -> None:
    """Made-up volumes, to measure with."""
    if posts:
        click.echo("The community is not there yet: no post was written.")
    volumes.load(volumes.Volume(users=users, dossiers=dossiers, thin=thin))
    click.echo(f"{users} people, {dossiers} dossiers")


@staff.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice(["admin", "moderator"]), required=True)
def invite(email: str, role: str) -> None:
    """Invite a person to the staff: they get a mail to choose their password."""
    with unit_of_work():
        accounts.invite_staff(Actor.system("cli"), email=email, role=Role(role))
    click.echo(f"Invited {email} as {role}.")


@box.command("sweep")
def sweep() -> None:
    """Push again the effects that wait."""
    click.echo(f"{outbox.sweep()} pushed")


@journal.command("verify")
@click.argument("file", type=click.File("rb"))
@click.option("--alone", is_flag=True, help="Judge the file by itself, without the database.")
def verify_journal(*, file: IO[bytes], alone: bool) -> None:
    """Name the first line of an exported journal that is not as it was written; 1 if there is one."""
    lines = lines_of(file)
    try:
        head = read_head(next(lines, b""))
    except NotAJournal as error:
        raise click.ClickException("This file is not a journal.") from error
    kept = None if alone else kept_fingerprints(head.journal, head.lines).get
    _tell(head.journal, follow(head, lines, kept))


@journal.command("check")
def check_journals() -> None:
    """The same for every journal as it is stored now."""
    after, flawed = uuid.UUID(int=0), 0
    while found := journals(after):
        for after in found:
            verdict = verify_stored(after)
            if verdict.flaw:
                flawed += 1
                _say(after, verdict)
    if flawed:
        raise click.exceptions.Exit(1)
    click.echo("Every journal is as it was written.")


def _tell(key: uuid.UUID, verdict: Verdict) -> None:
    _say(key, verdict)
    if verdict.flaw:
        raise click.exceptions.Exit(1)


def _say(key: uuid.UUID, verdict: Verdict) -> None:
    if verdict.flaw is None:
        click.echo(f"Journal {key}: {verdict.lines} lines, all as written")
        return
    said = f" ({verdict.said['act'][:80]}, {verdict.said['at'][:40]})" if verdict.said else ""
    click.echo(f"Journal {key}: line {verdict.line}{said} is {verdict.flaw.value}")


@click.command("reconcile")
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option(
    "--even-many", is_flag=True, help="Remove files even when suspiciously many are unnamed."
)
def reconcile(*, dry_run: bool, even_many: bool) -> None:
    """Bring storage and rows together: remove files that no row names, report those that are lost."""
    if dry_run:
        missed, unnamed = look_for_missing(dry=True), remove_unnamed(dry=True)
    else:
        missed, unnamed = reconciling.reconcile(even_many=even_many)
    click.echo(f"{missed.missing} of {missed.due} files that rows name are missing")
    click.echo(
        f"{unnamed.unnamed} of {unnamed.objects} files are unnamed for a day: {unnamed.removed} removed"
    )
    if missed.stopped or (unnamed.is_suspect and not unnamed.removed):
        click.echo("So many: is this the store of this database?")


@click.command("routes-access")
def list_routes() -> None:
    """Each address, its methods and who may."""
    app = click.get_current_context().obj.load_app()
    for line in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        mark = declared(app.view_functions[line.endpoint])
        who = (mark.permission or f"public: {mark.reason}") if mark else "CLOSED"
        methods = ",".join(sorted((line.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{methods:<12} {line.rule:<60} {who}")


@click.command("openapi")
@click.option("--output", type=click.Path(path_type=Path))
def openapi(output: Path | None) -> None:
    """The OpenAPI document."""
    app = click.get_current_context().obj.load_app()
    with app.test_client() as client:
        text = json.dumps(client.get("/api/openapi.json").get_json(), indent=2, ensure_ascii=False)
    if output:
        output.write_text(text)
    else:
        click.echo(text)
