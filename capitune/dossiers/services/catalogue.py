"""Filling the catalogue from the data that ships with the product."""

from capitune.authz.actor import Actor


def seed_catalogue(actor: Actor, *, keep_drafts: bool = False) -> None:
    """Write document types, templates and reasons; again changes nothing that is the same.

    With ``keep_drafts`` (production) entries that nobody has confirmed start unpublished.
    """
    raise NotImplementedError
