"""An installation of an older release, with data, is brought up to date and loses nothing."""

import json
from pathlib import Path

import pytest

from schoolgate.caretaking.tests.installations import Installation, new

pytestmark = pytest.mark.django_db
LOOK = """
import django, json; django.setup()
from django.db import connection
from schoolgate.frame.scoped import unscoped
from schoolgate.ledger import triggers
from schoolgate.people.models import Person
from schoolgate.policy.models import Version
with unscoped("a test looks at everything"):
    (version,) = Version.objects.all()
    told = {"names": [one.name for one in Person.objects.all()], "file": version.file.open().read().decode(),
            "title": version.reading["document"]["title"], "guards": triggers.missing(connection)}
with connection.cursor() as cursor:
    cursor.execute("SELECT reading FROM policy_version")
    told["lies"] = str(cursor.fetchone()[0])[:3]
print(json.dumps(told))
"""


def entries(installation: Installation) -> dict[str, int]:
    """How many entries each chain of the record has; every one must be whole."""
    verdicts = installation.does("ledger", "verify")
    assert all(verdict["whole"] for verdict in verdicts)
    return {verdict["chain"]: verdict["entries"] for verdict in verdicts}


@pytest.fixture
def older(tmp_path: Path) -> Installation:
    installation = new(tmp_path / "data")
    done = installation.run(module="schoolgate.caretaking.tests.older_release")
    assert done.returncode == 0, done.stderr
    return installation


def test_it_works(older: Installation, tmp_path: Path) -> None:
    refused = older.run("school", "list")
    assert (refused.returncode, "older version" in refused.stderr) == (2, True)
    done = older.run("upgrade", "--json")
    told = json.loads(done.stdout)
    assert "policy.0003_files_and_readings_are_locked" in told["changes"]
    wrong = [one["cause"] for one in told["wrong"] if "Styles" not in one["thing"]]
    assert wrong == ["No head or administrator of it can sign in."]  # nor could anybody before
    assert json.loads(older.runs(LOOK)) == {
        "names": ["Amara Whitlock"],
        "file": "Amara Whitlock looks after it.",
        "title": "Zoë’s",
        "guards": [],
        "lies": "v1.",
    }
    assert entries(older)["school:sch_older"] == 20
    again = json.loads(older.run("upgrade", "--json").stdout)
    assert (again["changes"], again["backup"]) == ([], None)
    # The way back is the backup of before; restored by this release it is brought up to date on the way.
    there = new(tmp_path / "there")
    restored = there.does("restore", told["backup"], "--keys", str(older.keys))
    assert restored["changes_to_tables"] == len(told["changes"])
    assert json.loads(there.runs(LOOK))["file"] == "Amara Whitlock looks after it."
    assert entries(there)["school:sch_older"] == 20


def test_starting_the_site_does_the_same(older: Installation) -> None:
    done = older.run(module="schoolgate.site.prepare")
    assert done.returncode == 0, done.stderr
    assert json.loads(older.runs(LOOK))["names"] == ["Amara Whitlock"]


def test_records_of_a_newer_release_are_refused(older: Installation) -> None:
    older.runs(
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from django.utils import timezone\n"
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('people', '9999_of_next_year')"
    )
    refused = older.run("upgrade")
    assert refused.returncode == 2
    assert "newer version of Schoolgate (people.9999_of_next_year)" in refused.stderr
