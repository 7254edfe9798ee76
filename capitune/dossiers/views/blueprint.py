"""The blueprint of dossiers."""

from flask import Blueprint

from capitune.dossiers.words.naming import named, typeset, whose

bp = Blueprint("dossiers", __name__)
bp.add_app_template_filter(named)
bp.add_app_template_filter(typeset)
bp.add_app_template_filter(whose)
