"""What members wrote and did in the community is theirs, and goes with their account."""

from capitune.core.datamap import (
    Author,
    Because,
    Kept,
    Replaced,
    Retention,
    content,
    describe,
    map_table,
    nothing,
    owned,
    technical,
    through,
    usage,
)
from capitune.core.i18n import lazy_gettext as _

# Of what others have answered the place stays, without a word.
PLACE = Kept(Because.OTHERS_WORDS)

describe("inside", _("What they wrote and kept in the community"))
map_table(
    "posts",
    domain="inside",
    purpose="what members write for each other",
    retention=Retention.ACCOUNT,
    rows=owned("author_id"),
    columns={
        "id": technical("key", exported=True),
        "created_at": usage("when it was begun"),
        "author_id": technical("who wrote it"),
        "status": content("who may read it"),
        "category": content("what it is about"),
        "tags": content("its topics"),
        "language": content("in which language"),
        "title": content("its title"),
        "body": content("what was written"),
        "body_html": technical("the same, as pages show it"),
        "excerpt": technical("how it begins, as lists show it"),
        "render_version": technical("of which making that is"),
        "place": technical("where it stands in the feed"),
        "published_at": usage("since when everybody may read it"),
        "edited_at": usage("when it was changed"),
        "reason": content("why the team took it away, or reads it first"),
        "notice": technical("what its readers are warned of"),
        "contacts": technical("fingerprints of the contacts that were masked in it"),
        "version": technical("optimistic lock"),
        "updated_at": technical("when the row was written"),
        "search": technical("its words, to find it"),
    },
)
map_table(
    "comments",
    domain="inside",
    purpose="what members answer to posts",
    retention=Retention.ACCOUNT,
    rows=owned("author_id"),
    columns={
        "id": technical("key", exported=True, erased=PLACE),
        "created_at": usage("when it was written", erased=PLACE),
        "post_id": technical("of which post", exported=True, erased=PLACE),
        "author_id": technical("who wrote it", erased=PLACE),
        "root_id": technical("with which comment its branch begins", erased=PLACE),
        "parent_id": technical("to which comment it is an answer", exported=True, erased=PLACE),
        "depth": technical("how deep it stands", erased=PLACE),
        "body": content("what was written", erased=Replaced("")),
        "body_html": technical("the same, as pages show it", erased=Replaced("")),
        "render_version": technical("of which making that is", erased=PLACE),
        "scopes": content("what the licence of its author allowed then", erased=Replaced([])),
        "held": technical("whether the team reads it first", erased=PLACE),
        "reason": content("why the team reads it first", erased=Replaced("")),
        "notice": technical("what its readers are warned of", erased=Replaced("")),
        "edited_at": usage("when it was changed", erased=Replaced(None)),
        "standing": technical("whether the team took it away", erased=PLACE),
        "version": technical("optimistic lock", erased=PLACE),
    },
)
map_table(
    "post_stats",
    domain="technical",
    purpose="what is counted of a post",
    retention=Retention.ACCOUNT,
    rows=through("post_id", "posts"),
    columns={
        "post_id": technical("of which post"),
        "category": technical("its category, to order it"),
        "place": technical("where it stands in the feed"),
        "likes": technical("how many say thank you"),
        "comments": technical("how many comments"),
        "hot": technical("its order among the popular ones"),
    },
)
map_table(
    "post_revisions",
    domain="inside",
    purpose="how a post read before it was changed",
    retention=Retention.ACCOUNT,
    rows=through("post_id", "posts"),
    columns={
        "id": technical("key"),
        "created_at": usage("when it was changed"),
        "post_id": technical("which post", exported=True),
        "version": technical("which version it was"),
        "title": content("its title then"),
        "body": content("what was written then"),
    },
)
map_table(
    "topics",
    domain="technical",
    purpose="the tags that posts may bear",
    retention=Retention.ALWAYS,
    columns={
        "id": nothing("key"),
        "created_at": nothing("when it was added"),
        "slug": nothing("its address"),
        "name_fr": nothing("its name in French"),
        "name_en": nothing("its name in English"),
    },
)
map_table(
    "post_tags",
    domain="technical",
    purpose="which tags a post bears",
    retention=Retention.ACCOUNT,
    rows=through("post_id", "posts"),
    columns={
        "post_id": technical("which post"),
        "topic_id": technical("which tag"),
        "place": technical("where the post stands in the feed"),
    },
)
map_table(
    "post_likes",
    domain="inside",
    purpose="for which posts a member says thank you",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "post_id": technical("which post", exported=True),
        "user_id": technical("who"),
        "created_at": usage("when"),
    },
)
map_table(
    "post_bookmarks",
    domain="inside",
    purpose="which posts a member keeps",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "id": technical("key"),
        "created_at": usage("when"),
        "post_id": technical("which post", exported=True),
        "user_id": technical("who"),
    },
)
map_table(
    "topic_stances",
    domain="inside",
    purpose="which tags a member follows and mutes",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    columns={
        "user_id": technical("who"),
        "topic_id": technical("which tag", exported=True),
        "stance": content("follows or mutes"),
        "created_at": usage("since when"),
    },
)
map_table(
    "member_stances",
    domain="inside",
    purpose="whose posts a member follows and mutes",
    retention=Retention.ACCOUNT,
    rows=owned("user_id"),
    # Whom somebody follows or mutes is theirs; the other is never told.
    author=Author(("member_id",), Because.OTHERS_RECORDS),
    columns={
        "user_id": technical("who"),
        "member_id": technical("whose", exported=True),
        "stance": content("follows or mutes"),
        "created_at": usage("since when"),
    },
)
