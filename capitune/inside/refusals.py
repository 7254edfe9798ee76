"""What to tell people about the codes of the community."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "publishing_closed": _(
        "Verified professionals and our team publish here. You can read, and thank them."
    ),
    "post_published": _("It is published already."),
    "post_not_published": _("Not everybody can read it yet."),
    "post_hidden": _("Our team took it away. The reason stands on its page."),
    "unknown_parent": _(
        "The comment you answer is gone. Your answer can still stand under the post."
    ),
    "own_comment": _("You wrote it yourself: somebody else of the team decides."),
    "comment_not_held": _("Everybody can read it already."),
    "posts_limit": _(
        "You have published as much as you can for now. Your text is kept: publish it in %(minutes)s minutes."
    ),
    "comments_limit": _(
        "You have commented as much as you can for now. Your text is kept: send it in %(minutes)s minutes."
    ),
    "too_many_links": _("At most %(most)s links in one text for now. Take some out."),
    "own_post": _("You wrote it yourself: somebody else of the team decides."),
    "too_many_drafts": _("You keep 50 drafts already. Delete one, or publish it."),
    "oneself": _("That is you."),
    "not_to_follow": _("You can follow verified professionals and our team."),
    "too_many_followed": _("You follow and mute 200 already. Let one go first."),
    "words_too_short": _("Say a little more, so that others can help."),
    "too_many_tags": _("Choose five tags at most."),
    "unknown_tag": _("Choose among the tags of the list."),
    "unknown_pile": _("Read what you follow, what you keep, or what you wrote."),
    "unknown_author": _("Name somebody by their id."),
    "unknown_sort": _("Read the newest or the popular ones."),
    "unknown_category": _("Choose one of the categories."),
}
