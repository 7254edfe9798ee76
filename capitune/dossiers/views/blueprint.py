"""The blueprint of dossiers."""

from flask import Blueprint

from capitune.dossiers.words.naming import named, typeset

bp = Blueprint("dossiers", __name__)
bp.add_app_template_filter(named)
bp.add_app_template_filter(typeset)
