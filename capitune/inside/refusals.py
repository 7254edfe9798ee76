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
    "own_post": _("You wrote it yourself: somebody else of the team decides."),
    "too_many_drafts": _("You keep 50 drafts already. Delete one, or publish it."),
    "words_too_short": _("Say a little more, so that others can help."),
    "too_many_tags": _("Choose five tags at most."),
    "unknown_tag": _("Choose among the tags of the list."),
    "unknown_sort": _("Read the newest or the popular ones."),
    "unknown_category": _("Choose one of the categories."),
}
