from pathlib import Path

import pytest
from flask import Flask

from capitune.core import mail


@pytest.mark.parametrize(("api_key", "driver"), [("", mail.EmlMailer), ("k", mail.SendGridMailer)])
def test_the_settings_choose_the_driver(tmp_path: Path, api_key: str, driver: type) -> None:
    app = Flask("bound")
    app.config.update(
        MAIL_PATH=str(tmp_path),
        MAIL_FROM="CAPITUNE <no-reply@capitune.example>",
        SENDGRID_API_KEY=api_key,
        SENDGRID_HOST="http://127.0.0.1:9",
    )
    mail.init_app(app)
    with app.app_context():
        assert isinstance(mail.current_mailer(), driver)
