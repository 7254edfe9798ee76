"""Pages that belong to no domain: home, dashboard, legal, language, health, stored files, dev mail."""

from capitune.pages.views import (
    checklists,
    dashboard,
    files,
    health,
    home,
    language,
    legal,
    mail,
    parts,
    profile,
    shell,
)
from capitune.pages.views.blueprint import bp

__all__ = [
    "bp",
    "checklists",
    "dashboard",
    "files",
    "health",
    "home",
    "language",
    "legal",
    "mail",
    "parts",
    "profile",
    "shell",
]
