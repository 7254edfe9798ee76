"""Where the pages of the community hang."""

from flask import Blueprint

bp = Blueprint("inside", __name__)
