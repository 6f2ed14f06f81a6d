"""Many writers at once, and one that is killed: the chain stays one chain, and what was acknowledged is there."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from django.db import close_old_connections, connection, transaction

from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import INSTANCE, append, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines, verify

TRIED = kind("test.tried", "tried something", number="which one")
WRITERS, EACH = 4, 10


def test_writers_at_once_make_one_chain(transactional_db: None) -> None:
    """Each also starts a second chain, so that several find it missing at once."""
    troubles: list[BaseException] = []
    begin = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        try:
            begin.wait(timeout=30)
            for number in range(EACH):
                with transaction.atomic():
                    append(INSTANCE, TRIED, actor=operator(f"writer {writer}"), subject="a", details={"number": number})
                with transaction.atomic():
                    append(school_chain("sch_x"), TRIED, actor=operator(f"writer {writer}"), subject="b")
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    close_old_connections()

    assert troubles == []
    assert [(verdict.entries, verdict.faults) for verdict in verify()] == [(WRITERS * EACH, ())] * 2
    latest = lines(INSTANCE, labels=["school"], at_most=WRITERS * EACH)
    for writer in range(WRITERS):  # nobody's entries overtook one another
        mine = [line.details["number"] for line in latest if line.actor == f"writer {writer}" and line.details]
        assert mine == list(reversed(range(EACH)))


KILLED = """
import django; django.setup()
from django.db import transaction
from schoolgate.frame import readiness
from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.ledger.kinds import kind
readiness.make_ready()
tried = kind("test.tried", "tried something")
while True:
    with transaction.atomic():
        ref = append(INSTANCE, tried, actor=operator("killed"), subject="a")
    print(ref, flush=True)
"""
LOOKED_AT = """
import django; django.setup()
from schoolgate.ledger.models import Body
from schoolgate.ledger.queries import verify
print(*Body.objects.values_list("ref", flat=True))
print([fault for verdict in verify() for fault in verdict.faults])
"""


def test_a_writer_killed_at_once_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    environ = {**os.environ, "SCHOOLGATE_DATA": str(tmp_path), "DATABASE_URL": ""}
    with subprocess.Popen([sys.executable, "-c", KILLED], env=environ, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(25)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.read().split()[:-1]  # the last line may have been cut short

    done = subprocess.run(
        [sys.executable, "-c", LOOKED_AT], env=environ, capture_output=True, text=True, timeout=60, check=True
    )
    kept, faults = done.stdout.splitlines()
    assert set(acknowledged) <= set(kept.split())
    assert faults == "[]"
