"""French by hand."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Toronto")
BEFORE_SIGN = re.compile(r"(?<=\S) ?(?=[;:!?»](?:\s|$))")
SHORT = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]
LONG = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
CATEGORIES = {
    "contrat": "Contrat",
    "identite": "Identité",
    "etudes": "Études",
    "langue": "Langue",
    "travail": "Travail",
    "finances": "Finances",
    "securite": "Sécurité",
    "formulaires": "Formulaires",
    "programme": "Programme",
    "affaires": "Affaires",
}
ROLES = {
    "lead": "responsable",
    "immigration": "immigration",
    "finance": "finances",
    "coach": "accompagnement",
}
STATUSES = {
    "required": ("", "circle-dashed", "À fournir"),
    "pending": ("", "shield-search", "Analyse antivirus"),
    "received": ("go", "hourglass", "En vérification"),
    "validated": ("ok", "circle-check", "Validé"),
    "rejected": ("no", "refresh-alert", "À refaire"),
}
DOTS = {
    "required": ("", "upload"),
    "pending": ("", "shield-search"),
    "received": ("go", "hourglass"),
    "validated": ("ok", "check"),
    "rejected": ("no", "exclamation-mark"),
}


def short_day(value: date | datetime) -> str:
    """``12 févr. 2027``."""
    if isinstance(value, datetime):
        value = value.astimezone(ZONE)
    return f"{value.day} {SHORT[value.month - 1]} {value.year}"


def day(value: date) -> str:
    """``12 février 2027``."""
    return f"{value.day} {LONG[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """``12 février 2027 à 16 h 10``."""
    local = value.astimezone(ZONE)
    return f"{day(local)} à {local.hour} h {local.minute:02}"


def ago(value: datetime) -> str:
    """``il y a 5 minutes``."""
    minutes = int((datetime.now(UTC) - value).total_seconds()) // 60
    for name, long in (("jour", 1440), ("heure", 60), ("minute", 1)):
        if minutes >= long:
            count = minutes // long
            return f"il y a {count} {name}{'s' if count > 1 else ''}"
    return "à l’instant"


def size(count: int) -> str:
    """``1,2 Mo``."""
    return f"{count / 1e6:.1f} Mo".replace(".", ",")


def typeset(text: str) -> str:
    """Curly apostrophes, narrow spaces before the signs that take one."""
    return BEFORE_SIGN.sub("\u202f", text.replace("'", "\u2019"))
