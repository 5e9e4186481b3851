"""Transactions: whole or not at all, never lost, never on half-old answers."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.ports import StaleResponse, StoredDiagnosis
from app.store.sql_store import SqlStore
from tests.store import made

TOKEN = "0" * 64


class Change(Exception):
    """Raised within a transaction."""


@pytest.fixture
def with_response(store: SqlStore) -> SqlStore:
    with store.writing() as work:
        work.responses.add(made.response(n=0), TOKEN)
    return store


def at_once(*tasks: Callable[[], None]) -> None:
    """Runs each in a thread of its own, all let go together; raises what any of them raised."""
    gate, raised = threading.Barrier(len(tasks)), []

    def run(task: Callable[[], None]) -> None:
        gate.wait()
        try:
            task()
        except BaseException as error:  # noqa: BLE001 (raised again below)
            raised.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if raised:
        raise raised[0]


def test_an_exception_leaves_nothing_behind(with_response: SqlStore) -> None:
    def change() -> None:
        with with_response.writing() as work:
            work.responses.save(made.response(n=1))
            work.responses.add(made.response("r2"), "2" * 64)
            made.keep(work, StoredDiagnosis("d1", "r1", made.NOW, made.real_diagnosis()))
            raise Change

    with pytest.raises(Change):
        change()
    with with_response.reading() as work:
        assert work.responses.by_token(TOKEN) == made.response(n=0)
        assert work.responses.by_token("2" * 64) is None
        assert work.diagnoses.get("d1") is None


def test_nobody_sees_what_is_not_committed(with_response: SqlStore) -> None:
    with with_response.writing() as work:
        work.responses.save(made.response(n=1))
        with with_response.reading() as other:
            assert other.responses.by_token(TOKEN).answers == {"n": 0}


def test_a_reading_transaction_sees_one_state_throughout(with_response: SqlStore) -> None:
    with with_response.reading() as work:
        before = work.responses.by_token(TOKEN)
        with with_response.writing() as other:
            made.keep(other, StoredDiagnosis("d1", "r1", made.NOW, made.real_diagnosis()))
            other.responses.save(made.response(n=1))
        assert work.diagnoses.latest("r1") is None
        assert work.responses.by_token(TOKEN) == before


def test_a_reading_transaction_cannot_write(with_response: SqlStore) -> None:
    with pytest.raises(Exception, match=r"read-?only"), with_response.reading() as work:
        work.responses.save(made.response(n=1))
    with with_response.reading() as work:
        assert work.responses.by_token(TOKEN).answers == {"n": 0}


def test_writing_goes_on_after_a_reading_transaction(with_response: SqlStore) -> None:
    for _ in range(3):
        with with_response.reading() as work:
            response = work.responses.by_token(TOKEN)
        with with_response.writing() as work:
            work.responses.save(response)


def test_a_stale_version_is_refused_and_changes_nothing(with_response: SqlStore) -> None:
    with with_response.writing() as work:
        saved = work.responses.save(made.response(n=1))
    with pytest.raises(StaleResponse), with_response.writing() as work:
        work.responses.save(made.response(n=2))
    with with_response.reading() as work:
        assert work.responses.by_token(TOKEN) == saved


def test_a_response_that_is_not_kept_cannot_be_saved(store: SqlStore) -> None:
    with pytest.raises(StaleResponse), store.writing() as work:
        work.responses.save(made.response())


def test_saves_from_many_threads_lose_nothing(with_response: SqlStore) -> None:
    def count_up() -> None:
        for _ in range(10):
            with with_response.writing() as work:
                response = work.responses.by_token(TOKEN)
                work.responses.save(replace(response, answers={"n": response.answers["n"] + 1}))

    at_once(*[count_up] * 4)
    with with_response.reading() as work:
        found = work.responses.by_token(TOKEN)
    assert (found.answers, found.version) == ({"n": 40}, 41)


def test_a_response_being_written_is_waited_for(with_response: SqlStore) -> None:
    """So that a save merges into the newest answers at once, and does not have to start over."""
    read = threading.Event()

    def first() -> None:
        with with_response.writing() as work:
            response = work.responses.by_token(TOKEN)
            read.set()
            time.sleep(0.3)
            work.responses.save(replace(response, answers={"first": 1}))

    def second() -> None:
        read.wait(10)
        with with_response.writing() as work:
            response = work.responses.by_token(TOKEN)
            work.responses.save(replace(response, answers={**response.answers, "second": 2}))

    at_once(first, second)
    with with_response.reading() as work:
        assert work.responses.by_token(TOKEN).answers == {"first": 1, "second": 2}


def test_an_edition_kept_by_many_threads_at_once_is_kept_once(store: SqlStore) -> None:
    def keep() -> None:
        with store.writing() as work:
            work.editions.keep("rules", made.EDITION, {"pack.yaml": b"x" * 1000})

    at_once(*[keep] * 8)
    with store.reading() as work:
        assert work.editions.files(made.EDITION.digest) == {"pack.yaml": b"x" * 1000}


def test_an_edition_that_another_transaction_is_just_keeping_is_waited_for(store: SqlStore) -> None:
    """The other has it inserted but not committed, so looking it up first finds nothing."""
    inserted, done = threading.Event(), threading.Event()

    def first() -> None:
        with store.writing() as work:
            work.editions.keep("rules", made.EDITION, {"pack.yaml": b"first"})
            inserted.set()
            assert not done.wait(0.5)

    def second() -> None:
        inserted.wait(10)
        with store.writing() as work:
            work.editions.keep("rules", made.EDITION, {"pack.yaml": b"second"})
        done.set()

    at_once(first, second)
    with store.reading() as work:
        assert work.editions.files(made.EDITION.digest) == {"pack.yaml": b"first"}


def test_one_token_opens_one_response(with_response: SqlStore) -> None:
    with pytest.raises(sa.exc.IntegrityError), with_response.writing() as work:
        work.responses.add(made.response("r2"), TOKEN)


def test_no_diagnosis_without_its_response_and_its_editions(with_response: SqlStore) -> None:
    diagnosis = made.real_diagnosis()
    with pytest.raises(sa.exc.IntegrityError), with_response.writing() as work:
        made.keep(work, StoredDiagnosis("d1", "nobody", made.NOW, diagnosis))
    with pytest.raises(sa.exc.IntegrityError), with_response.writing() as work:
        work.diagnoses.add(StoredDiagnosis("d1", "r1", made.NOW, diagnosis))


def test_an_error_never_quotes_answers(with_response: SqlStore) -> None:
    with pytest.raises(sa.exc.IntegrityError) as raised, with_response.writing() as work:
        work.responses.add(made.response("r1", company_name="株式会社秘密"), "2" * 64)
    assert "株式会社秘密" not in str(raised.value)


FORK = """
import os, sys
from dataclasses import replace
from app.store.sql_store import open_store
from tests.store import made

store = open_store(sys.argv[1])

def count_up():
    with store.writing() as work:
        response = work.responses.by_token("0" * 64)
        work.responses.save(replace(response, answers={"n": response.answers["n"] + 1}))

count_up()
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        for _ in range(10):
            count_up()
        os._exit(0)
    children.append(child)
for child in children:
    assert os.waitpid(child, 0)[1] == 0
count_up()
store.close()
"""


def test_a_store_in_use_can_be_carried_over_a_fork(database: str, with_response: SqlStore) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", FORK, database], check=True, timeout=60, cwd=made.CHECKOUT)
    with with_response.reading() as work:
        assert work.responses.by_token(TOKEN).answers == {"n": 32}
