"""With what the two servers run: as in production, on local stores."""

from collections.abc import Mapping

HOST = "bench.example"
BASE_URL = f"https://{HOST}"
SECRET_KEY = "only-for-the-bench-0123456789-0123456789"  # noqa: S105 of databases that are thrown away


def environment(database_url: str, redis_url: str, instance: str) -> dict[str, str]:
    """The product's environment. Everything is on; the limit is counted but never reached.

    No scanner is asked for by the measured pages, but production does not start without one.
    """
    return {
        "CAPITUNE_ENV": "production",
        "SECRET_KEY": SECRET_KEY,
        "INSTANCE_PATH": instance,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "BASE_URL": BASE_URL,
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXIES": "1",
        "CLAMAV_HOST": "127.0.0.1",
        "RATE_LIMIT_GENERAL": "1000000 per minute",
        "RATE_LIMIT_EXPORT": "1000000 per minute",
    }


def floor_environment(database_url: str, cookie: str, token_key: bytes) -> dict[str, str]:
    """The floor's: the same secrets, so that it knows the same people."""
    return {
        "SECRET_KEY": SECRET_KEY,
        "BASE_URL": BASE_URL,
        "FLOOR_DATABASE": database_url.replace("postgresql+psycopg://", "postgresql://"),
        "FLOOR_COOKIE": cookie,
        "FLOOR_TOKEN_KEY": token_key.hex(),
    }


def through_proxy(more: Mapping[str, str]) -> dict[str, str]:
    """The headers of a request that came through one proxy, over https."""
    return {
        "Host": HOST,
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        "Accept-Language": "fr",
        **more,
    }
