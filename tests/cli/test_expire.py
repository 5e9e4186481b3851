"""`shikumi expire`: what nobody touched for 90 days goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store.migrate import upgrade
from app.store.sql_store import open_store
from tests.cli.conftest import Shikumi
from tests.store import made


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'shikumi.db'}"
    monkeypatch.setenv("SHIKUMI_DATABASE_URL", url)
    return url


def test_it_erases_what_is_past_its_time_and_says_how_much(shikumi: Shikumi, url: str) -> None:
    upgrade(url)
    store = open_store(url)
    now = datetime.now(UTC)
    with store.writing() as work:
        for days in (0, 89, 91, 400):
            at = now - timedelta(days=days)
            work.responses.add(replace(made.response(f"r{days}"), updated_at=at), f"{days:064d}")
    first = shikumi("expire")
    assert (first.exit_code, first.stdout) == (0, "保存期間（90日）を過ぎた回答を、診断結果とともに2件削除しました。\n")
    again = shikumi("expire", "--lang", "en")
    assert (again.exit_code, again.stdout) == (0, "No response was past its 90 days.\n")
    with store.reading() as work:
        assert [days for days in (0, 89, 91, 400) if work.responses.by_token(f"{days:064d}")] == [0, 89]
    store.close()


def test_a_database_without_tables_is_told(shikumi: Shikumi, url: str) -> None:
    result = shikumi("expire")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "shikumi db upgrade" in result.stderr or "表" in result.stderr
