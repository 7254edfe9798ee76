"""Posts of the community, for tests: written through the product's own acts."""

import itertools
from typing import Any

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Comment, Post
from capitune.inside.queries.posts import post_by_id
from capitune.inside.states import PostStatus
from capitune.inside.typed import Said
from tests.factories.people import acting, make_person, make_professional

_number = itertools.count(1)
BODY = "Trois points à vérifier avant de déposer une demande."


def said(**facts: Any) -> Said:
    """What a post is to say, fit to be published."""
    words: dict[str, Any] = {
        "title": f"Lettre d’attestation provinciale {next(_number)}",
        "body": BODY,
        "category": "documents",
        "tags": ("pal",),
        **facts,
    }
    return Said(**words)


def posted(author: User | None = None, **facts: Any) -> Post:
    """A post of ``author``, a verified professional by default, that everybody may read."""
    author = author or make_professional("immigration")
    with unit_of_work():
        return services.publish(acting(author), said(**facts))


def drafted(author: User, **facts: Any) -> Post:
    """A draft of theirs."""
    with unit_of_work():
        return services.keep_draft(acting(author), said(**facts))


def commented(
    post: Post, author: User, body: str = "Merci pour ces conseils.", parent: Comment | None = None
) -> Comment:
    """A comment of theirs on it."""
    with unit_of_work():
        return services.write_comment(
            acting(author), post.id, body, parent_id=parent.id if parent else None
        )


def fresh_post(post: Post) -> Post:
    """As it stands in the database now."""
    db.session.expire_all()
    found = post_by_id(post.id)
    assert found
    return found


def commented_in_secret() -> Comment:
    """A comment that nobody but the author of its post may know of."""
    post = posted()
    comment = commented(post, make_person())
    with unit_of_work():
        fresh_post(post).status = PostStatus.DRAFT
    return comment
