"""A stage for the components: the real templates, styles and behaviours, before answers made to order."""

import threading
from collections import Counter
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from jinja2 import FileSystemLoader
from whitenoise import WhiteNoise
from wtforms import PasswordField

from capitune.core import assets, formats, http, i18n
from capitune.extensions import csrf

ROOT = Path(__file__).parents[3]
PERSON = SimpleNamespace(
    id="1",
    first_name="Aminata",
    last_name="Diallo",
    initials="AD",
    avatar_tone="d",
    picture="",
    large_picture="",
    role="candidate",
)
ADDRESSES = ("home", "dashboard", "sign_in", "sign_out", "profile", "index")
LOCKED = "This file has a password."
SENT_BEFORE = "You sent this one before."
TWIN = sha256(b"twin" * 500).hexdigest()


class PasswordForm(FlaskForm):
    password = PasswordField("Password")


class Stage:
    """What the stage was asked, and the gate that holds an upload until a test opens it."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.asked: Counter[str] = Counter()
        self.gate = threading.Event()
        self.app = self._app()

    def reset(self) -> None:
        # New ones: a request cut by a test may still end here, in what was its own.
        self.received = []
        self.asked = Counter()
        self.gate = threading.Event()

    def _app(self) -> Flask:
        app = Flask("capitune.stage", root_path=str(ROOT / "capitune"), static_folder=None)
        app.config.update(SECRET_KEY="stage-" * 8, TRUSTED_PROXIES=0)
        folders = [ROOT / "templates", Path(__file__).parent / "templates"]
        app.jinja_loader = FileSystemLoader([str(folder) for folder in folders])
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
        for part in (http, assets):
            part.init_app(app)
        csrf.init_app(app)
        i18n.init_app(app, preference=lambda: request.args.get("language"), timezone=lambda: "UTC")
        formats.init_app(app)
        app.jinja_env.globals["live_cursor"] = lambda: "0" * 32
        app.jinja_env.globals["url_for"] = lambda endpoint, **_: f"/{endpoint.split('.')[-1]}"
        app.context_processor(
            lambda: {"me": PERSON, "nav": [], "unread": 0, "other_locale_url": "/language/en"}
        )
        app.add_url_rule("/upload", view_func=self.upload)
        app.add_url_rule("/forms", view_func=self.forms)
        app.add_url_rule("/documents", view_func=self.documents, methods=["POST"])
        app.add_url_rule("/known", view_func=self.known)
        app.add_url_rule("/saved", view_func=self.saved, methods=["POST"])
        app.add_url_rule("/part", view_func=self.part, methods=["POST"])
        for name in ADDRESSES:
            app.add_url_rule(f"/{name}", name, lambda: "elsewhere")
        app.wsgi_app = WhiteNoise(app.wsgi_app)  # type: ignore[method-assign]
        app.wsgi_app.add_files(str(ROOT / "static"), prefix="static/")
        return app

    def upload(self) -> str:
        return render_template("upload.html", received=self.received)

    def forms(self) -> str:
        return render_template("forms.html", form=PasswordForm())

    def documents(self) -> ResponseReturnValue:
        received, gate = self.received, self.gate
        file = request.files["file"]
        name = file.filename or ""
        self.asked[name] += 1
        if name.startswith("held"):
            gate.wait(20)
        if name.startswith("locked"):
            return {"detail": LOCKED}, 422, {"Content-Type": "application/problem+json"}
        if name.startswith("torn"):
            return '<p class="c-err"><span>This file is torn.</span></p>', 422
        if name.startswith("broken") and self.asked[name] == 1:
            return "Traceback: secret", 500
        received.append(name)
        return render_template("_requirement.html", received=received)

    def known(self) -> ResponseReturnValue:
        self.asked["known"] += 1
        if request.args["sha256"] == TWIN:
            return {"said": SENT_BEFORE}
        return ("Traceback: secret", 500) if self.asked["known"] == 1 else ("", 204)

    def saved(self) -> str:
        self.asked[f"saved {request.form.get('way')}"] += 1
        return "saved"

    def part(self) -> ResponseReturnValue:
        how = request.form.get("how", "200")
        self.asked[how] += 1
        if how == "204":
            self.gate.wait(20)
        answers: dict[str, Any] = {
            "422": '<div role="alert" tabindex="-1" data-focus>Answer again</div>',
            "401": "",
            "403": render_template("errors/_alert.html", status=403, sentence="Not yours."),
            "502": "<h1>nginx: Bad Gateway</h1>",
            "204": "",
            "200": "<h2>Accepted</h2>",
        }
        return Response(answers[how], status=int(how), content_type="text/html")
