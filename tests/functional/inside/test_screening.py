"""What is written meets the rules: held with a plain reason, warned about, never silenced for asking; bounded by tiers."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Limited, NotFound
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.models import Comment, Post
from capitune.inside.queries.standing import tier
from capitune.inside.states import PostStatus
from capitune.moderation.models import ModerationCase
from capitune.moderation.states import Cause, Priority
from capitune.safety.models import WatchHit, WatchRule
from capitune.safety.states import Mode, Tier
from capitune.settings.services import turn
from capitune.settings.states import Switch
from tests.factories.people import acting, make_person, make_professional
from tests.factories.posts import commented, fresh_post, posted, said
from tests.support.program import got, program_of
from tests.support.signing import browser_of

JOB = "EIMT à vendre dans une ferme, départ en mars, places limitées, écrivez vite."
OFFER = "Nous traitons les dossiers de visa, écrivez-nous au 514 555-0199 dès ce soir."
VICTIM = "On m’a proposé une EIMT à vendre pour 12 000 $, il m’écrit au 514 555-0199. Est-ce une arnaque ?"


@pytest.fixture(autouse=True)
def _app(app: Flask) -> Flask:
    with unit_of_work():
        turn(acting(make_person(Role.ADMIN)), Switch.CANDIDATES_PUBLISH, on=True, version=0)
    return app


def written(author: User, body: str, **facts: Any) -> Post:
    with unit_of_work():
        return services.publish(acting(author), said(body=body, **facts))


def known(days: int = 100, posts: int = 2) -> User:
    """A candidate with an account of so many days, and so many posts that everybody reads."""
    author = make_person()
    with unit_of_work():
        db.session.execute(
            update(User).where(User.id == author.id).values(created_at=now() - timedelta(days=days))
        )
    moderator = acting(make_person(Role.MODERATOR))
    for _ in range(posts):
        post = written(author, "Une question honnête sur les délais de traitement.")
        if not post.is_published:
            with unit_of_work():
                services.release(moderator, post.id, version=post.version)
    return author


@pytest.mark.parametrize("body", [JOB, OFFER])
def test_what_sells_waits_and_its_author_reads_why(app: Flask, body: str) -> None:
    author = known()
    post = written(author, body)
    assert post.status is PostStatus.HELD
    page = browser_of(app, author).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert post.reason in page.replace("&#39;", "'")
    assert "Nous lisons d’abord les messages qui" in post.reason
    assert browser_of(app, make_person()).get(f"/inside/posts/{post.id}").status_code == 404
    answer = program_of(app, author).get(f"/api/posts/{post.id}")
    assert got(answer)["status"] == "held"
    assert got(answer)["reason"] == post.reason


def test_what_a_verified_professional_writes_is_shown_and_stands_in_the_queue() -> None:
    anne = make_professional("immigration")
    sale, offer = posted(anne, body=JOB), posted(anne, body=OFFER)
    assert sale.is_published
    assert offer.is_published
    assert "0199" not in offer.body
    found = select(ModerationCase.target_id, ModerationCase.reason, ModerationCase.priority)
    cases = [tuple(row) for row in db.session.execute(found)]
    assert cases == [(sale.id, Cause.WATCH_RULE, Priority.P0)]
    with unit_of_work():
        services.change_post(acting(anne), said(body=f"{JOB} Encore."), key=sale.id)
    assert fresh_post(sale).is_published
    assert len(db.session.execute(found).all()) == 1  # the case that is open is joined


def test_whoever_asks_for_help_is_read_at_once_even_a_first_post(app: Flask) -> None:
    author = make_person()
    post = written(author, VICTIM)
    assert post.is_published
    assert "0199" not in post.body
    page = browser_of(app, make_person()).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "Besoin d’aide" in page
    assert "/verify-consultant" in page


def test_a_first_post_that_only_asks_something_waits_as_before() -> None:
    post = written(make_person(), "Quels papiers faut-il pour le permis d’études en 2026 ?")
    assert post.status is PostStatus.HELD
    assert post.reason == ""


def test_a_clean_post_then_edited_waits(app: Flask) -> None:
    author = known()
    post = written(author, "Une question honnête sur les délais de traitement.")
    assert post.is_published
    with unit_of_work():
        services.change_post(acting(author), said(body=JOB), key=post.id)
    assert fresh_post(post).status is PostStatus.HELD
    assert JOB not in browser_of(app, make_person()).get("/inside").get_data(as_text=True)


def test_readers_are_warned_of_a_promise() -> None:
    post = written(known(), "Mon ami dit que le visa garanti existe dans ce programme.")
    assert post.is_published
    assert post.notice == "guarantee"


def test_a_held_comment_is_its_author_s_and_the_team_s(app: Flask) -> None:
    post, author, other = posted(), make_person(), make_person()
    comment = commented(post, author, JOB)
    assert comment.held
    place = f"/inside/posts/{post.id}"
    assert JOB not in browser_of(app, other).get(place).get_data(as_text=True)
    assert JOB in browser_of(app, author).get(place).get_data(as_text=True)
    assert got(program_of(app, other).get(f"/api{place[7:]}/comments"))["items"] == []
    assert program_of(app, other).get(f"/api/comments/{comment.id}").status_code == 404
    assert "0 commentaire" in browser_of(app, other).get(place).get_data(as_text=True)
    with pytest.raises(Invalid), unit_of_work():
        services.write_comment(acting(other), post.id, "Une réponse", parent_id=comment.id)
    with pytest.raises(NotFound), unit_of_work():
        services.release_comment(acting(make_person()), comment.id)
    team = browser_of(app, make_person(Role.MODERATOR))
    sent = {"csrf_token": team.token("/inside")}
    assert team.post(f"/inside/comments/{comment.id}/release", data=sent).status_code == 303
    page = browser_of(app, other).get(place).get_data(as_text=True)
    assert JOB in page
    assert "1 commentaire" in page
    with pytest.raises(Conflict), unit_of_work():
        services.release_comment(acting(make_person(Role.MODERATOR)), comment.id)
    assert db.session.scalars(select(WatchHit.right)).all() == [False] * 2


def test_a_comment_changed_into_an_offer_waits_and_is_not_counted(app: Flask) -> None:
    post, author = posted(), make_person()
    comment = commented(post, author, "Merci beaucoup à tous")
    with unit_of_work():
        services.change_comment(acting(author), comment.id, JOB)
    page = browser_of(app, make_person()).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert JOB not in page
    assert "0 commentaire" in page
    with unit_of_work():
        services.delete_comment(acting(author), comment.id)
    page = browser_of(app, make_person()).get(f"/inside/posts/{post.id}").get_data(as_text=True)
    assert "0 commentaire" in page


def test_a_rule_in_shadow_only_counts() -> None:
    with unit_of_work():
        db.session.execute(
            update(WatchRule)
            .where(WatchRule.slug.in_(("job-sale", "offer")))
            .values(mode=Mode.SHADOW)
        )
    post = written(known(), JOB)
    assert post.is_published
    hits = db.session.scalars(select(WatchHit).where(WatchHit.subject_id == post.id)).all()
    assert {(hit.mode, hit.held) for hit in hits} == {(Mode.SHADOW, False)}


@pytest.mark.parametrize(
    "body",
    [
        "Ε І М Т  à  v e n d r e, écrivez-moi vite, il en reste deux.",
        "V1S4 G4R4NT1 pour tous ! C0ntacte moi sur wh4tsapp, résultat rapide.",
        "Vіsа gаrаntі à toute la famille, appelez le ５１４ ５５５ ０１９９.",
        "E\u200bI\u200bM\u200bT à v\u00adendre, places limitées pour la ferme.",
    ],
)
def test_tricks_of_writing_change_nothing(body: str) -> None:
    assert written(known(), body).status is PostStatus.HELD


def test_a_fraud_that_comes_back_is_known_by_its_words_or_its_number() -> None:
    words = (
        "Bonsoir la famille, ma tante a obtenu ses papiers grâce à Monsieur Paul en trois mois, "
        "il est à Douala et il reçoit le mardi, demandez-moi comment faire pour le joindre 655 55 01 23"
    )
    first = written(known(), words)
    assert first.is_published
    moderator = acting(make_person(Role.MODERATOR))
    with unit_of_work():
        services.hide(moderator, first.id, "Fraude", version=first.version, fraud=True)
    again = words.replace("tante", "cousine").replace("trois", "deux").replace("mardi", "jeudi")
    assert written(known(), again.replace("655 55 01 23", "")).status is PostStatus.HELD
    other = "Pour vos bagages et vos colis vers Montréal, un bon plan : 6 5 5 . 5 5 . 0 1 . 2 3"
    assert written(known(), other).status is PostStatus.HELD
    honest = (
        "Bonsoir, ma tante attend ses papiers depuis trois mois, quels sont les délais à Douala ?"
    )
    assert written(known(), honest).is_published


def test_tiers_come_with_time_and_what_was_accepted_never_with_thanks(app: Flask) -> None:
    assert tier(acting(make_person())) is Tier.T0
    assert tier(acting(known(days=3))) is Tier.T0
    assert tier(acting(known(days=8, posts=1))) is Tier.T0
    author = known(days=8)
    assert tier(acting(author)) is Tier.T1
    assert tier(acting(make_professional("immigration"))) is Tier.PRO
    assert tier(acting(make_person(Role.MODERATOR))) is Tier.STAFF
    fresh = known(days=8, posts=1)
    post = db.session.scalars(select(Post).where(Post.author_id == fresh.id)).one()
    for _ in range(30):
        with unit_of_work():
            services.like(acting(make_person()), post.id)
    assert tier(acting(fresh)) is Tier.T0
    for _ in range(5):
        commented(post, fresh)
    assert tier(acting(fresh)) is Tier.T0, "whoever talks to themselves is no better known"


def test_the_bound_is_shown_before_it_bites_and_keeps_the_text(app: Flask) -> None:
    author = make_person()
    browser = browser_of(app, author)
    assert "publier encore" not in browser.get("/inside/posts/new").get_data(as_text=True)
    for number in range(5):
        if number == 3:
            page = browser.get("/inside/posts/new").get_data(as_text=True)
            assert "publier encore 2 messages" in page
        written(author, f"Une question honnête, la numéro {number} de ce matin.")
    assert "publier encore 0 message" in browser.get("/inside/posts/new").get_data(as_text=True)
    with pytest.raises(Limited) as refusal, unit_of_work():
        services.publish(acting(author), said())
    assert refusal.value.code == "posts_limit"
    form = {
        "title": "Encore une question",
        "body": "Un texte que je ne veux surtout pas perdre.",
        "category": "work",
        "tags": ["pal"],
        "version": "0",
        "csrf_token": browser.token("/inside"),
    }
    answer = browser.post("/inside/posts/new", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert form["body"] in page
    assert "dans 60 minutes" in page
    refused = program_of(app, author).post(
        "/api/posts", json={key: form[key] for key in ("title", "body", "category", "tags")}
    )
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 3000


def test_a_change_that_is_refused_says_why(app: Flask) -> None:
    author = known()
    post = written(author, "Une question honnête sur les délais de traitement.")
    browser = browser_of(app, author)
    form = {
        "post_id": str(post.id),
        "title": "Court",
        "body": "Voyez https://a.example et https://b.example " * 5,
        "category": "work",
        "tags": ["pal"],
        "version": str(post.version),
        "csrf_token": browser.token("/inside"),
    }
    place = f"/inside/posts/{post.id}/edit"
    answer = browser.post(place, data=form)
    assert answer.status_code == 422
    assert "Dites-en un peu plus" in answer.get_data(as_text=True)


def test_what_was_deleted_counts_all_the_same() -> None:
    author = make_person()
    for _ in range(5):
        post = written(author, "Une question honnête que je reprends aussitôt.")
        with unit_of_work():
            services.delete_post(acting(author), post.id)
    with pytest.raises(Limited), unit_of_work():
        services.publish(acting(author), said())


def test_new_members_send_two_links() -> None:
    links = "Voyez https://www.canada.ca et https://www.quebec.ca et https://college-ic.ca pour les délais."
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.publish(acting(make_person()), said(body=links))
    assert refusal.value.code == "too_many_links"
    author = make_person()
    post, comment = (
        written(author, "Une question honnête sur les délais."),
        commented(posted(), author),
    )
    with pytest.raises(Invalid), unit_of_work():
        services.change_post(acting(author), said(body=links), key=post.id)
    with pytest.raises(Invalid), unit_of_work():
        services.change_comment(acting(author), comment.id, links)
    assert posted(body=links).is_published


def test_comments_are_bounded_too(app: Flask) -> None:
    post, author = posted(), make_person()
    for number in range(30):
        commented(post, author, f"Une remarque, la numéro {number}.")
    with pytest.raises(Limited), unit_of_work():
        services.write_comment(acting(author), post.id, "Encore une")
    assert len(db.session.scalars(select(Comment)).all()) == 30
