"""A response is opened by several tokens: one for each browser, and links to go on elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
UNIQUE = "uq_responses_token_digest"


def upgrade() -> None:
    """Makes the table of keys; the tokens that open responses today become keys of browsers."""
    op.create_table(
        "keys",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("response_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=True),
        sa.Column("revoked_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_keys"),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name="fk_keys_response_id_responses", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_keys_response_id", "keys", ["response_id"])
    op.execute(
        "INSERT INTO keys (digest, response_id, kind, created_at) "
        "SELECT token_digest, id, 'browser', created_at FROM responses"
    )
    with op.batch_alter_table("responses") as responses:
        responses.drop_constraint(UNIQUE, type_="unique")
        responses.drop_column("token_digest")
    op.create_index("ix_responses_updated_at", "responses", ["updated_at"])


def downgrade() -> None:
    """Goes back to one token a response: the first browser's. Other browsers are shut out, and links lead nowhere."""
    op.drop_index("ix_responses_updated_at", "responses")
    op.add_column("responses", sa.Column("token_digest", sa.String(64), nullable=True))
    op.execute(
        # An id is the digest of no token, so that a response without a browser stays, and is opened by none.
        "UPDATE responses SET token_digest = coalesce((SELECT digest FROM keys WHERE response_id = responses.id "
        "AND kind = 'browser' ORDER BY created_at, digest LIMIT 1), id)"
    )
    with op.batch_alter_table("responses") as responses:
        responses.alter_column("token_digest", existing_type=sa.String(64), nullable=False)
        responses.create_unique_constraint(UNIQUE, ["token_digest"])
    op.drop_table("keys")
