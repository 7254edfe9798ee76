"""The one blueprint of the API: no cookie, hence no CSRF; one limit over all of it."""

from flask import Blueprint

from capitune.core import limits
from capitune.extensions import csrf

bp = Blueprint("api", __name__, url_prefix="/api")
csrf.exempt(bp)
# Here and not where the blueprint is mounted: each application in a process would count once more.
limits.general()(bp)
