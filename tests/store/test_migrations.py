"""The tables are made and changed by migrations, whoever starts first."""

import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.domain.ports import DatabaseUnavailable
from app.store import database as opening
from app.store.migrate import upgrade
from app.store.models import Base
from app.store.sql_store import SqlStore, open_store
from tests.store import made


def test_the_migrated_tables_are_those_of_the_models(database: str) -> None:
    engine = opening.open_database(database)
    with opening.reading(engine) as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
    engine.dispose()


def test_keys_and_constraints_have_the_names_of_the_models(database: str) -> None:
    """compare_metadata passes over them, but a later migration that drops one would trip."""
    engine = opening.open_database(database)
    inspector = sa.inspect(engine)
    for table in Base.metadata.sorted_tables:
        found = [inspector.get_pk_constraint(table.name)]
        found += inspector.get_foreign_keys(table.name) + inspector.get_unique_constraints(table.name)
        assert {each["name"] for each in found} == {each.name for each in table.constraints}
    engine.dispose()


def test_migrating_again_changes_nothing(database: str, store: SqlStore) -> None:
    with store.writing() as work:
        work.responses.add(made.response(n=1), "0" * 64)
    upgrade(database)
    with store.reading() as work:
        assert work.responses.by_token("0" * 64) == made.response(n=1)


def test_processes_that_start_at_once_migrate_once(empty_database: str) -> None:
    program = "import sys; from app.store.migrate import upgrade; sys.stdin.readline(); upgrade(sys.argv[1])"
    command = [sys.executable, "-W", "error", "-c", program, empty_database]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": made.CHECKOUT}
    started = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    store = open_store(empty_database)
    with store.writing() as work:
        work.responses.add(made.response(), "0" * 64)
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alembic.op.create_index", lambda *_: (_ for _ in ()).throw(RuntimeError("stopped")))
    with pytest.raises(RuntimeError, match="stopped"):
        upgrade(empty_database)
    engine = opening.open_database(empty_database)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_of_a_newer_edition_is_left_alone(database: str) -> None:
    engine = opening.open_database(database)
    with opening.writing(engine) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="database-newer") as raised:
        upgrade(database)
    assert raised.value.problems[0].code == "database-newer"


def test_a_database_without_tables_says_how_to_make_them(empty_database: str) -> None:
    store = open_store(empty_database)
    with pytest.raises(DatabaseUnavailable, match="database-not-migrated"), store.reading() as work:
        work.responses.by_token("0" * 64)
    store.close()


def test_importing_the_store_does_not_import_alembic() -> None:
    program = "import sys, app.store.migrate, app.store.sql_store; sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=made.CHECKOUT)
