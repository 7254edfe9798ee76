"""The blueprint of pages that belong to no domain."""

from flask import Blueprint

bp = Blueprint("pages", __name__)
