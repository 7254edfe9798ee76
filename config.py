"""Settings: read from the environment once, checked once. See the README for their meaning."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DEVELOPMENT_SECRET = "development-only-secret-never-in-production"  # noqa: S105 refused in production
SECRET_LENGTH = 32
DEFAULT_PORT = "3001"
MEGABYTE = 1024 * 1024


class ConfigError(Exception):
    """The environment cannot be run with; the message lists every reason."""


def load(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings of the application.

    Raises ``ConfigError`` naming each missing, short or default value when ``CAPITUNE_ENV`` is
    ``production`` (and for an unknown ``CAPITUNE_ENV`` always).
    """
    env = environ.get("CAPITUNE_ENV", "development")
    if env not in {"development", "test", "production"}:
        raise ConfigError(f"CAPITUNE_ENV must be development, test or production, not {env!r}")
    root = Path(__file__).parent
    instance = Path(environ.get("INSTANCE_PATH") or root / "instance").resolve()
    base_url = environ.get("BASE_URL") or f"http://127.0.0.1:{environ.get('PORT', DEFAULT_PORT)}"
    settings: dict[str, Any] = {
        "CAPITUNE_ENV": env,
        "TESTING": env == "test",
        "SECRET_KEY": environ.get("SECRET_KEY") or _secret(env),
        "INSTANCE_PATH": str(instance),
        "BASE_URL": base_url.rstrip("/"),
        **_stores({**_running(env, instance), **environ}, instance),
        **_outside(environ, instance),
        **_web(environ, env, base_url),
    }
    if env == "production":
        _refuse_bad_production(settings, environ)
    return settings


def _secret(env: str) -> str:
    return DEVELOPMENT_SECRET if env == "development" else secrets.token_urlsafe(48)


def _running(env: str, instance: Path) -> dict[str, str]:
    """Addresses of the stores that `make run` serves from this folder, while it does."""
    if env != "development":
        return {}
    noted = {"DATABASE_URL": "database_url", "REDIS_URL": "redis_url"}
    files = {name: instance / "services" / file for name, file in noted.items()}
    return {name: file.read_text() for name, file in files.items() if file.is_file()}


def _stores(environ: Mapping[str, str], instance: Path) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": _psycopg(environ.get("DATABASE_URL", "")),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": 5,
            "max_overflow": 5,
            "pool_timeout": 3,
            "pool_recycle": 300,
            # A failed statement must not carry what people typed into the logs.
            "hide_parameters": True,
            "connect_args": {
                "connect_timeout": 5,
                "application_name": "capitune",
                "options": "-c statement_timeout=15000 -c lock_timeout=5000"
                " -c idle_in_transaction_session_timeout=60000",
            },
        },
        "REDIS_URL": environ.get("REDIS_URL", ""),
        "STORAGE_PATH": str(instance / "storage"),
        "S3_BUCKET": environ.get("S3_BUCKET", ""),
        "S3_ENDPOINT_URL": environ.get("S3_ENDPOINT_URL") or None,
        "AWS_ACCESS_KEY_ID": environ.get("AWS_ACCESS_KEY_ID") or None,
        "AWS_SECRET_ACCESS_KEY": environ.get("AWS_SECRET_ACCESS_KEY") or None,
        "AWS_REGION": environ.get("AWS_REGION") or None,
    }


def _outside(environ: Mapping[str, str], instance: Path) -> dict[str, Any]:
    return {
        "MAIL_PATH": str(instance / "mail"),
        "POSTAL_ADDRESS": environ.get("POSTAL_ADDRESS") or "CAPITUNE, Montréal (Québec) Canada",
        "MAIL_FROM": environ.get("MAIL_FROM") or "CAPITUNE <ne-pas-repondre@capitune.example>",
        "SENDGRID_API_KEY": environ.get("SENDGRID_API_KEY", ""),
        "SENDGRID_HOST": environ.get("SENDGRID_HOST") or "https://api.sendgrid.com",
        "SENDGRID_WEBHOOK_KEY": environ.get("SENDGRID_WEBHOOK_KEY", ""),
        "CLAMAV_HOST": environ.get("CLAMAV_HOST", ""),
        "PAGES_AHEAD": int(environ.get("PAGES_AHEAD") or 20),
    }


def _web(environ: Mapping[str, str], env: str, base_url: str) -> dict[str, Any]:
    host = urlsplit(base_url).netloc
    hosts = [h.strip() for h in environ.get("ALLOWED_HOSTS", "").split(",") if h.strip()]
    if not hosts:
        hosts = [host] if env == "production" else [host, "127.0.0.1", "localhost"]
    return {
        "TRUSTED_HOSTS": hosts,
        "TRUSTED_PROXIES": int(environ.get("TRUSTED_PROXIES") or 0),
        "CORS_ORIGINS": [o for o in environ.get("CORS_ORIGINS", "").split(",") if o],
        "MAX_CONTENT_LENGTH": 51 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,
        "MAX_FORM_PARTS": 200,
        "MAX_JSON_LENGTH": MEGABYTE,
        "SESSION_COOKIE_SECURE": env == "production" or base_url.startswith("https://"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
        "RATE_LIMIT_AUTH": environ.get("RATE_LIMIT_AUTH") or "10 per minute",
        "RATE_LIMIT_GENERAL": environ.get("RATE_LIMIT_GENERAL") or "100 per minute",
        "RATE_LIMIT_UPLOAD": environ.get("RATE_LIMIT_UPLOAD") or "60 per minute",
        "RATE_LIMIT_EXPORT": environ.get("RATE_LIMIT_EXPORT") or "5 per 10 minutes",
    }


def _psycopg(url: str) -> str:
    """Hosting platforms write ``postgres://``; SQLAlchemy wants the driver named."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _refuse_bad_production(settings: dict[str, Any], environ: Mapping[str, str]) -> None:
    secret = environ.get("SECRET_KEY", "")
    checks = {
        "SECRET_KEY is missing": not secret,
        "SECRET_KEY is the development default": secret == DEVELOPMENT_SECRET,
        f"SECRET_KEY is shorter than {SECRET_LENGTH} characters": 0 < len(secret) < SECRET_LENGTH,
        "DATABASE_URL is missing": not environ.get("DATABASE_URL"),
        "REDIS_URL is missing": not environ.get("REDIS_URL"),
        "BASE_URL and ALLOWED_HOSTS are missing: the host would be unknown": not (
            environ.get("BASE_URL") or environ.get("ALLOWED_HOSTS")
        ),
        "ALLOWED_HOSTS may not contain *": "*" in settings["TRUSTED_HOSTS"],
        "CLAMAV_HOST is missing: files would go unscanned": not settings["CLAMAV_HOST"],
        "FLASK_DEBUG may not be set": environ.get("FLASK_DEBUG", "0") not in {"", "0"},
    }
    reasons = [reason for reason, wrong in checks.items() if wrong]
    if reasons:
        raise ConfigError("refusing to start in production: " + "; ".join(reasons))
