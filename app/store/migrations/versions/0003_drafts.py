"""What was typed and is no answer is kept beside the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the drafts of a response; where nothing stands, as in those of today, there are none."""
    op.add_column("responses", sa.Column("drafts", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Lets the drafts go."""
    with op.batch_alter_table("responses") as responses:
        responses.drop_column("drafts")
