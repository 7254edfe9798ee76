"""What is written meets the rules, on every creation and every change: held with a reason, or marked for its readers."""

from capitune.core.i18n import gettext as _
from capitune.inside.models import Comment, Post
from capitune.inside.typed import Fit
from capitune.safety import likeness
from capitune.safety import services as safety
from capitune.safety.judging import Verdict
from capitune.safety.states import Place, Tier


def screen_post(post: Post, typed: Fit, tier: Tier) -> Verdict:
    """What becomes of the post by what was ``typed``: what is masked since counts too. ``notice`` and ``reason`` are set."""
    words = f"{typed.title}\n{typed.body}"
    watched = safety.meet((post.author_id, tier), Place.POST, post.id, words)
    verdict = watched.verdict
    post.notice = verdict.notice.value
    post.contacts = sorted({*post.contacts, *likeness.contacts(words)})
    if verdict.held:
        post.reason = watched.message or _default()
    return verdict


def screen_comment(comment: Comment, words: str, tier: Tier) -> Verdict:
    """The same of a comment, which is ``held`` from now on, or stays as it is."""
    watched = safety.meet((comment.author_id, tier), Place.COMMENT, comment.id, words)
    verdict = watched.verdict
    comment.notice = verdict.notice.value
    if verdict.held:
        comment.held, comment.reason = True, watched.message or _default()
    return verdict


def _default() -> str:
    return str(
        _("It is very close to a message that turned out to be a fraud: our team reads it first.")
    )
