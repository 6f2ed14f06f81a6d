"""The filter's page tells where a browser is pointed at it, from what the proxy noted, and believes no old note."""

import socket
from collections.abc import Callable

from django.test import Client

from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.serving import MOST, note
from schoolgate.filtering.tests.reading import words_of
from schoolgate.people.models import School

type WorksAs = Callable[..., Client]


def shown(school: School, works_as: WorksAs) -> str:
    return words_of(works_as("head").get(f"/schools/{school.ref}/filter/"))


def with_rules(school: School) -> None:
    folder = folder_of(school)
    folder.root.mkdir(parents=True, exist_ok=True)
    folder.rules.write_text("{}")


def test_it_works(school: School, works_as: WorksAs) -> None:
    assert "Where it listens" not in shown(school, works_as)
    with_rules(school)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        note(folder_of(school), [address])
        page = shown(school, works_as)
        assert f"It listens at {address}" in page
        assert f"http://{address}/proxy.pac" in page
    assert "It is not listening." in shown(school, works_as)


def test_an_installation_of_many_schools_says_that_it_serves_none(school: School, works_as: WorksAs) -> None:
    with_rules(school)
    for number in range(MOST):
        other = folder_of(school).root.with_name(f"sch_{number}")
        other.mkdir()
        (other / "rules.json").write_text("{}")
    assert "This installation serves no filter itself, because more than 4 schools" in shown(school, works_as)
