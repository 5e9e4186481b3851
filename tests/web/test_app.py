"""The site is put together without touching anything; requests are what opens the database."""

import threading
from pathlib import Path

from app import create_app
from app.config import Settings
from tests.web.conftest import KEY


def test_putting_the_site_together_touches_neither_database_nor_threads(tmp_path: Path) -> None:
    folder = tmp_path / "not there"
    before = threading.active_count()
    app = create_app(Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'web.db'}", secret_key=KEY))
    assert threading.active_count() == before
    assert not folder.exists()
    assert app.test_client().get("/").status_code == 200
    assert app.test_client().get("/healthz").status_code == 503
