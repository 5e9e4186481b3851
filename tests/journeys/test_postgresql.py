"""The same site over PostgreSQL, by one setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.journeys.plain import Plain
from tests.journeys.site import Site, start, stop_in_peace

REQUIRED_TEAM = {"marketing_headcount": "6", "department_age": "1_to_3y", "decision_owner": "head"}


@pytest.fixture
def site_on_postgresql(empty_database: str, tmp_path: Path) -> Iterator[Site]:
    running = start(tmp_path, SHIKUMI_DATABASE_URL=empty_database)
    yield running
    stop_in_peace(running)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_from_start_to_pdf_on_postgresql(site_on_postgresql: Site, empty_database: str) -> None:
    visitor = Plain(site_on_postgresql.url)
    assert visitor.start().path == "/sections/company"
    assert visitor.save("company", {"company_name": "株式会社ポスグレ", "employees": "180"}).path == "/sections/team"
    assert visitor.save("team", REQUIRED_TEAM, go="list").path == "/review"
    result = visitor.submit()
    assert result.status == 200
    assert result.path.startswith("/results/")
    assert "株式会社ポスグレ" in result.page.one("h1").text
    pdf = visitor.get(f"{result.path}/report.pdf")
    assert pdf.status == 200
    assert pdf.body.startswith(b"%PDF")
    workbook = visitor.get(f"{result.path}/workbook.xlsx")
    assert (workbook.status, workbook.body[:2]) == (200, b"PK")
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT count(*) FROM diagnoses").fetchone() == (1,)
    assert not list(site_on_postgresql.data_dir.glob("*.db"))
