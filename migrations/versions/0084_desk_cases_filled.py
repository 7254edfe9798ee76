"""Lines of the dossiers' desk that code before 0076 writes are whole too: it does not know what they show.

Schema apart from data; no import of the application.
"""

from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

FILL = """
    CREATE FUNCTION fill_desk_case() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT d.number, d.created_at, d.template_id, d.candidate_id, u.first_name, u.last_name
        INTO NEW.number, NEW.created_at, NEW.template_id, NEW.candidate_id, NEW.candidate_first_name,
            NEW.candidate_last_name
        FROM dossiers AS d JOIN users AS u ON u.id = d.candidate_id WHERE d.id = NEW.dossier_id;
        RETURN NEW;
    END $$
"""
TRIGGER = """
    CREATE TRIGGER desk_cases_filled BEFORE INSERT ON desk_cases
    FOR EACH ROW WHEN (NEW.number IS NULL) EXECUTE FUNCTION fill_desk_case()
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(FILL)
    op.execute(TRIGGER)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP TRIGGER desk_cases_filled ON desk_cases")
    op.execute("DROP FUNCTION fill_desk_case()")
