"""Somebody asks what is kept of them: entered, due in a month, gathered whole with others covered, given."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from schoolgate.activity.engines.contract import PartUnreadableError
from schoolgate.activity.models import Source
from schoolgate.activity.queries import parts
from schoolgate.activity.tests.squid import give, line
from schoolgate.evidence.queries import jobs
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring.actions.giving_access import ask_access, gather_access, give_access
from schoolgate.monitoring.models import AccessRequest
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.monitoring.tests.test_hours import ROBIN, look, source
from schoolgate.people.access import today

__all__ = ["source"]


def asked(cast: Cast, on: date | None = None) -> AccessRequest:
    return ask_access(cast.school, cast.robin, on or today(cast.school), actor=cast.acts(cast.dsl))


def gathered(cast: Cast, ref: str) -> dict[str, str]:
    row = gather_access(cast.school, ref, actor=cast.acts(cast.dsl))
    with zipfile.ZipFile(io.BytesIO(row.file.open("rb").read())) as pack:
        return {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}


def test_all_of_ones_own_rows_and_looks_are_given_and_nobody_elses(cast: Cast, source: Source) -> None:
    cast.granted()
    look(cast)
    search = "http://www.google.co.uk/search?q=is+ruth+lark+nice+to+robin"
    give(source, [line(300, search, account=ROBIN), line(310, "http://x.example/ruth-lark.png", account=ROBIN)])
    found = gathered(cast, asked(cast).ref)
    rows = found["your-web-activity.csv"]
    assert rows.count("\n") == 6  # the heads, three of the fixture's and these two
    assert "other.example" not in rows
    assert "is [name] [name] nice to robin" in rows
    assert "/[name]-[name].png" in rows
    assert "Safeguarding lead" in found["who-looked.csv"]
    assert "Priya" not in found["who-looked.csv"]
    row = AccessRequest.objects.for_school(cast.school).get()
    assert (row.rows, row.covered) == (5, 4)


def test_it_is_a_job_until_it_was_given(cast: Cast, source: Source) -> None:
    row = asked(cast)
    assert row.due == add_months(today(cast.school), 1)
    assert asked(cast).ref == row.ref
    assert row.job in [job.ref for job in jobs(cast.school, on=today(cast.school))]
    acts = cast.acts(cast.dsl)
    with pytest.raises(BadInputError):
        give_access(cast.school, row.ref, actor=acts)
    gathered(cast, row.ref)
    give_access(cast.school, row.ref, actor=acts)
    assert row.job not in [job.ref for job in jobs(cast.school, on=today(cast.school))]
    with pytest.raises(NotFoundError):
        give_access(cast.school, row.ref, actor=acts)


def test_what_is_given_is_whole_or_is_not_given(cast: Cast, source: Source) -> None:
    row = asked(cast)
    for part in parts(cast.school):
        part.path.write_bytes(b"no Parquet")
    with pytest.raises(PartUnreadableError):
        gather_access(cast.school, row.ref, actor=cast.acts(cast.dsl))
    row.refresh_from_db()
    assert not row.file


def test_nobody_gives_themselves_and_a_technician_gives_nobody(cast: Cast) -> None:
    day = today(cast.school)
    for who, subject in ((cast.technician, cast.robin), (cast.dpo, cast.robin), (cast.dsl, cast.dsl)):
        with pytest.raises(DeniedError):
            ask_access(cast.school, subject, day, actor=cast.acts(who))
    with pytest.raises(BadInputError):
        asked(cast, day + timedelta(days=1))


def test_the_pages_take_it_from_asking_to_giving(cast: Cast, source: Source) -> None:
    client, day = cast.client(cast.dsl), today(cast.school)
    page = reverse("monitoring.requests", args=[cast.school.ref])
    said = {"person": cast.robin.ref, "asked_on-day": day.day, "asked_on-month": day.month, "asked_on-year": day.year}
    one = client.post(page, said)["Location"]
    assert "Nothing was gathered yet." in client.get(one).content.decode()
    assert client.get(f"{one}file/").status_code == 404
    assert "3 lines were gathered" in client.post(one, {"gather": "1"}, follow=True).content.decode()
    assert client.get(f"{one}file/")["Content-Disposition"] == 'attachment; filename="web-activity.zip"'
    assert "was given it" in client.post(one, {"give": "1"}, follow=True).content.decode()
