"""The mails of a development machine, to read what would have been sent."""

from flask import Response, current_app, make_response

from capitune.authz.web import public
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.core.mail import MailMissing, StoredMail, list_mails, read_mail
from capitune.pages.views.blueprint import bp

# A mail brings its own style, as mail programs want it; here it may do nothing else.
MAIL_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@bp.get("/dev/mail")
@public("development only: answers 404 elsewhere")
def mails() -> Response:
    """The newest mails."""
    return page("dev/mails.html", mails=list_mails(_folder()))


@bp.get("/dev/mail/<name>")
@public("development only: answers 404 elsewhere")
def mail(name: str) -> Response:
    """One mail, as text, with its headers."""
    return page("dev/mail.html", mail=_mail(name))


@bp.get("/dev/mail/<name>/html")
@public("development only: answers 404 elsewhere")
def mail_html(name: str) -> Response:
    """One mail, as a mail program shows it."""
    response = make_response(_mail(name).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


def _folder() -> str:
    if current_app.config["CAPITUNE_ENV"] != "development":
        raise NotFound
    return str(current_app.config["MAIL_PATH"])


def _mail(name: str) -> StoredMail:
    try:
        return read_mail(_folder(), name)
    except MailMissing as error:
        raise NotFound from error
