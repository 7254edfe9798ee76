"""The blueprint of professionals: their own pages, and how others find them."""

from flask import Blueprint

bp = Blueprint("practices", __name__)
