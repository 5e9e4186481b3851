"""Responses, diagnoses and the editions they were made with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the first tables."""
    op.create_table(
        "responses",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("questionnaire_id", sa.String(100), nullable=False),
        sa.Column("questionnaire_edition", sa.String(100), nullable=False),
        sa.Column("questionnaire_digest", sa.String(64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("submitted_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.UniqueConstraint("token_digest", name="uq_responses_token_digest"),
    )
    op.create_table(
        "editions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("edition", sa.String(100), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_editions"),
    )
    op.create_table(
        "diagnoses",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("response_id", sa.String(64), nullable=False),
        sa.Column("questionnaire_digest", sa.String(64), nullable=False),
        sa.Column("rules_digest", sa.String(64), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_diagnoses"),
        sa.UniqueConstraint("id", name="uq_diagnoses_id"),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name="fk_diagnoses_response_id_responses", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_digest"], ["editions.digest"], name="fk_diagnoses_questionnaire_digest_editions"
        ),
        sa.ForeignKeyConstraint(["rules_digest"], ["editions.digest"], name="fk_diagnoses_rules_digest_editions"),
    )
    op.create_index("ix_diagnoses_response_id", "diagnoses", ["response_id"])


def downgrade() -> None:
    """Drops them with all they hold."""
    op.drop_table("diagnoses")
    op.drop_table("editions")
    op.drop_table("responses")
