"""The catalogue: about no person."""

from capitune.core.datamap import Retention, map_table, nothing

CATALOGUE = {
    "document_types": (
        "id",
        "created_at",
        "code",
        "category",
        "labels",
        "help",
        "validity",
        "reviewer_role",
        "sensitive",
        "lead_days",
        "published",
    ),
    "templates": (
        "id",
        "created_at",
        "code",
        "version",
        "family",
        "labels",
        "is_open",
        "published",
        "questions",
        "processing",
    ),
    "template_requirements": (
        "id",
        "created_at",
        "template_id",
        "document_type_id",
        "necessity",
        "position",
        "condition",
    ),
    "template_steps": (
        "id",
        "created_at",
        "template_id",
        "code",
        "labels",
        "owner",
        "offset_days",
        "duration_days",
        "completes_with",
        "position",
    ),
    "rejection_reasons": (
        "id",
        "created_at",
        "code",
        "labels",
        "applies_to",
        "published",
        "position",
    ),
}

for table, columns in CATALOGUE.items():
    map_table(
        table,
        domain="catalogue",
        purpose="what dossiers are made from",
        retention=Retention.ALWAYS,
        columns={name: nothing("the catalogue") for name in columns},
    )
