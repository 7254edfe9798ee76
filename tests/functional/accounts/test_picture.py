"""One's picture: sent, seen by those who are shown the face, replaced, taken back, at both doors."""

import io
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import FileStorage as SentFile
from werkzeug.test import encode_multipart

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.accounts.pictures import address_of, keys_of
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import unit_of_work
from tests.factories.dossiers import assign, make_dossier
from tests.factories.listed import make_listed
from tests.factories.people import acting, make_person, make_professional
from tests.factories.pictures import give_picture, photo
from tests.support import corpus
from tests.support.browserless import Browserless
from tests.support.outbox import run_outbox
from tests.support.program import got, program_of, refused
from tests.support.signing import browser_of
from tests.support.statements import statements

PAGE = "/profile/picture"


def sending(data: bytes | None = None, name: str = "moi.jpg", **more: Any) -> dict[str, Any]:
    return {"file": (io.BytesIO(photo() if data is None else data), name), **more}


def avatar_of(user: User) -> uuid.UUID | None:
    db.session.expire_all()
    return db.session.get_one(User, user.id).avatar_id


def shown(user: User, side: int = 128) -> str:
    avatar_id = avatar_of(user)
    assert avatar_id is not None
    return address_of(user.id, avatar_id, side)


def is_kept(avatar_id: uuid.UUID) -> bool:
    answers = set()
    for key in keys_of(avatar_id):
        try:
            current_storage().open(key).close()
        except StorageMissing:
            answers.add(False)
        else:
            answers.add(True)
    (answer,) = answers
    return answer


def kept_files(app: Flask) -> set[Path]:
    return {path for path in Path(app.config["STORAGE_PATH"]).rglob("*") if path.is_file()}


def test_a_photo_sent_is_shown_in_the_header_and_on_the_profile(app: Flask) -> None:
    awa = make_person()
    browser = browser_of(app, awa)
    assert "<img" not in browser.get("/dashboard").text
    assert "Ajouter ma photo" in browser.get("/profile").text
    answer = browser.submit(PAGE, sending())
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert f'<img src="{shown(awa)}"' in browser.get("/dashboard").text
    profile = browser.get("/profile").text
    assert "Changer ma photo" in profile
    assert f'<img src="{shown(awa, 512)}"' in browser.get(PAGE).text
    for side in (128, 512):
        picture = browser.get(shown(awa, side))
        assert (picture.status_code, picture.content_type) == (200, "image/webp")
        image = Image.open(io.BytesIO(picture.data))
        assert (image.format, image.size, len(image.getexif())) == ("WEBP", (side, side), 0)


def test_the_picture_stays_in_that_browser_for_a_day(app: Flask) -> None:
    awa = give_picture(make_person())
    browser = browser_of(app, awa)
    picture = browser.get(shown(awa))
    assert picture.headers["Cache-Control"] == "private, max-age=86400"
    assert picture.headers["Vary"] == "Cookie"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert picture.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    again = browser.get(shown(awa), headers={"If-None-Match": picture.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = browser.get(shown(awa, 512), headers={"If-None-Match": picture.headers["ETag"]})
    assert other.status_code == 200
    gone = browser_of(app, None).get(shown(awa), headers={"If-None-Match": picture.headers["ETag"]})
    assert gone.status_code == 303
    assert gone.headers["Cache-Control"] == "no-store"


def test_those_who_are_shown_the_face_see_it(app: Flask) -> None:
    awa = give_picture(make_person())
    anne = give_picture(make_professional("immigration"))
    dossier = make_dossier(awa)
    assign(dossier, anne)
    page = browser_of(app, awa).get(f"/dossiers/{dossier.id}/documents").text
    assert page.count(f'<img src="{shown(anne)}"') >= 1
    for who in (anne, awa, make_person(), make_person(Role.ADMIN)):
        assert browser_of(app, who).get(shown(awa)).status_code == 200


def test_nobody_else_sees_anything(app: Flask) -> None:
    awa = give_picture(make_person())
    address = shown(awa)
    assert "/login" in browser_of(app, None).get(address).location
    browser = browser_of(app, make_person())
    assert browser.get(address.replace("/128.", "/64.")).status_code == 404
    assert browser.get(address_of(awa.id, new_id())).status_code == 404
    assert browser.get(address_of(new_id(), avatar_of(awa) or new_id())).status_code == 404
    with unit_of_work():
        db.session.get_one(User, awa.id).standing = Standing.SUSPENDED
    assert browser.get(address).status_code == 404


def test_a_new_photo_takes_the_place_of_the_old_one_which_is_erased_after_the_commit(
    app: Flask,
) -> None:
    awa = give_picture(make_person())
    before, address = avatar_of(awa), shown(awa)
    assert before is not None
    browser = browser_of(app, awa)
    browser.submit(PAGE, sending(corpus.png(100, 100), "moi.png"))
    assert avatar_of(awa) not in {None, before}
    assert browser.get(address).status_code == 404
    assert is_kept(before)
    run_outbox()
    assert not is_kept(before)
    assert browser.get(shown(awa)).status_code == 200


def test_it_is_taken_back(app: Flask) -> None:
    awa = give_picture(make_person())
    before = avatar_of(awa)
    assert before is not None
    browser = browser_of(app, awa)
    for _ in range(2):
        answer = browser.submit(f"{PAGE}/remove", page=PAGE)
        assert (answer.status_code, answer.location) == (303, PAGE)
        assert avatar_of(awa) is None
    run_outbox()
    assert not is_kept(before)
    page = browser.get(PAGE).text
    assert "<img" not in page
    assert ">AD<" in page


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "Choisissez un fichier"),
        (b"", "vide.jpg", "Ce fichier est vide"),
        (corpus.pdf(), "moi.jpg", "Choisissez une photo"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "moi.svg", "Choisissez une photo"),
        (b"GIF89a" + bytes(100), "moi.gif", "Choisissez une photo"),
        (corpus.jpeg()[:3000], "moi.jpg", "abîmé ou incomplet"),
        (corpus.huge_png(), "moi.png", "trop de pixels"),
        (corpus.png(20, 20), "moi.png", "trop petite"),
        (corpus.jpeg_with_comment(b"<script>alert(1)</script>"), "moi.jpg", "programme"),
    ],
    ids=["none", "empty", "pdf", "svg", "gif", "half", "bomb", "tiny", "polyglot"],
)
def test_what_is_no_photo_is_refused_in_words(
    app: Flask, data: bytes, name: str, words: str
) -> None:
    awa = give_picture(make_person())
    before, files = avatar_of(awa), kept_files(app)
    answer = browser_of(app, awa).submit(PAGE, sending(data, name))
    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert (avatar_of(awa), kept_files(app)) == (before, files)


def test_a_photo_that_is_too_large_is_said_so(app: Flask) -> None:
    browser = browser_of(app, make_person())
    file = SentFile(io.BytesIO(photo() + bytes(15 * 1024 * 1024)), "moi.jpg")
    # Encoded here: the test client would put so much in a temporary file, and leave it open.
    boundary, body = encode_multipart({"csrf_token": browser.token(PAGE), "file": file})
    form = f"multipart/form-data; boundary={boundary}"
    answer = browser.post(PAGE, data=body, content_type=form)
    assert answer.status_code == 422
    assert "dépasse 15" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_sent_twice_by_one_form_it_is_one_picture(app: Flask) -> None:
    awa = make_person()
    browser = browser_of(app, awa)
    files, key = kept_files(app), str(new_id())
    for _ in range(2):
        assert browser.submit(PAGE, sending(form_key=key)).status_code == 303
    assert len(kept_files(app) - files) == 2  # one picture in two sizes


def test_without_its_token_nothing_is_taken(app: Flask) -> None:
    awa = make_person()
    assert browser_of(app, awa).post(PAGE, data=sending()).status_code == 400
    assert avatar_of(awa) is None


def test_each_person_may_send_so_many(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_UPLOAD", "2 per minute")
    awa, omar = program_of(app, make_person()), program_of(app, make_person())
    statuses = [awa.put("/api/users/me/avatar", data=sending(b"no")).status_code for _ in range(3)]
    assert statuses == [422, 422, 429]
    assert omar.put("/api/users/me/avatar", data=sending()).status_code == 200


def test_programs_send_look_and_take_back(app: Flask) -> None:
    awa = make_person()
    program = program_of(app, awa)
    assert got(program.get("/api/users/me"))["avatar_url"] is None
    address = got(program.put("/api/users/me/avatar", data=sending()))["avatar_url"]
    assert got(program.get("/api/users/me"))["avatar_url"] == address
    sent = program_of(app, make_person()).get(address)
    assert sent.status_code == 302
    picture = program.get(sent.location.removeprefix(app.config["BASE_URL"]))
    assert Image.open(io.BytesIO(picture.data)).size == (512, 512)
    assert picture.content_type == "image/webp"
    picture.close()
    assert program.get(address.replace("/512.", "/128.")).status_code == 302
    assert program.delete("/api/users/me/avatar").status_code == 204
    assert program.delete("/api/users/me/avatar").status_code == 204
    refused(program.get(address), 404, "not_found")
    refused(program.put("/api/users/me/avatar", data=sending(corpus.pdf())), 422,
            "file_not_a_photo", ("file", "file_not_a_photo"))  # fmt: skip
    refused(
        program.put("/api/users/me/avatar", data={}, content_type="multipart/form-data"),
        422,
        "invalid",
        ("file", "required"),
    )


def test_the_directory_shows_professionals_with_their_picture(app: Flask) -> None:
    anne = give_picture(make_listed())
    awa = make_person()
    for path in ("/inside/directory", f"/inside/directory/{anne.id}"):
        assert f'<img src="{shown(anne)}"' in browser_of(app, awa).get(path).text
    program = program_of(app, awa)
    (listed,) = got(program.get("/api/professionals"))["items"]
    read = got(program.get(f"/api/professionals/{anne.id}"))
    for told in (listed, read):
        assert told["avatar_url"] == f"/api/users/{anne.id}/avatar/{avatar_of(anne)}/512.webp"
    with unit_of_work():
        services.remove_avatar(acting(anne), anne)
    assert got(program.get(f"/api/professionals/{anne.id}"))["avatar_url"] is None


def test_strangers_learn_the_picture_of_verified_professionals_only(app: Flask) -> None:
    program = program_of(app, make_person())
    anne = give_picture(make_professional("immigration"))
    public = got(program.get(f"/api/users/{anne.id}"))
    assert str(avatar_of(anne)) in public["avatar_url"]
    for other in (make_person(), make_professional()):
        assert got(program.get(f"/api/users/{give_picture(other).id}"))["avatar_url"] is None


def test_two_at_once_leave_one_picture(live_app: Flask) -> None:
    awa = make_person()
    browsers = [browser_of(live_app, awa) for _ in range(2)]
    files = kept_files(live_app)
    gate = threading.Barrier(2)

    def send(browser: Browserless) -> None:
        token = browser.token(PAGE)
        gate.wait()
        answer = browser.post(PAGE, data=sending(csrf_token=token))
        assert answer.status_code == 303

    threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_outbox()
    kept = kept_files(live_app) - files
    assert len(kept) == 2
    avatar_id = avatar_of(awa)
    assert avatar_id is not None
    assert is_kept(avatar_id)


def test_a_picture_costs_two_statements(app: Flask) -> None:
    """Whose session it is, and whose picture."""
    awa = give_picture(make_person())
    browser, address = browser_of(app, awa), shown(awa)
    with statements() as sent:
        assert browser.get(address).status_code == 200
    assert len(sent) == 2
    with statements() as sent:
        assert browser.get(PAGE).status_code == 200
    assert len(sent) <= 3
