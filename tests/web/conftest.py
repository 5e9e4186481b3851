"""The site over a fresh database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.store.migrate import upgrade
from tests.web.visitor import Visitor

KEY = "a key for tests that is long enough"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'web.db'}", secret_key=KEY)


@pytest.fixture
def app(settings: Settings) -> Flask:
    upgrade(settings.database_url)
    app = create_app(settings)
    app.testing = True
    return app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def new_visitor(app: Flask) -> Callable[[], Visitor]:
    return lambda: Visitor(app)
