"""Where the pages of moderation hang."""

from flask import Blueprint

bp = Blueprint("moderation", __name__)
