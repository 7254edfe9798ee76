"""The blueprint of what people are told."""

from flask import Blueprint

bp = Blueprint("notifications", __name__)
