"""Getting a page: from the internet alone, in time, of a bounded size, with its certificate looked at."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.filtering.sites.fetching import Fetching, Limits, NotFetchedError, are_out_there, owner_of
from schoolgate.filtering.sites.tests.a_web import Web, a_web


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with a_web(tmp_path, "maths.example", "www.maths.example") as made:
        yield made


def test_it_works(web: Web) -> None:
    """A page over https, whose owner is the domain and those its certificate vouches for."""
    web.shows("maths.example/sums?level=2", "Sums")
    reply = web.fetching().get(f"https://maths.example:{web.https}/sums?level=2")
    assert (reply.status, reply.owner) == (200, owner_of("maths.example", ["maths.example"]))
    assert b"<title>Sums</title>" in reply.body
    assert web.asked == ["maths.example/sums?level=2"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.4.4",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *(
            "::1",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:a00:1::",
            "::",
            "ff02::1",
        ),
        *("240.0.0.1", "255.255.255.255", "not an address", ""),
    ],
)
def test_nothing_but_the_internet_is_out_there(address: str) -> None:
    assert not are_out_there([address], 443)


def test_the_internet_is_out_there() -> None:
    assert are_out_there(["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"], 443)
    assert not are_out_there(["93.184.215.14", "10.0.0.1"], 443)


def test_a_name_that_leads_into_the_schools_network_is_not_opened(web: Web) -> None:
    """Not even where only one of its addresses does; and a bare address neither."""
    web.names["sly.example"] = ["93.184.215.14", "127.0.0.1"]
    for host in ("sly.example", "127.0.0.1", "[::1]"):
        with pytest.raises(NotFetchedError, match="own network"):
            web.fetching(own_network=False).get(f"http://{host}:{web.http}/")
    assert not web.asked


def test_a_name_is_looked_up_once_and_the_connection_goes_there(web: Web) -> None:
    """A name that answers otherwise the second time (DNS rebinding) gains nothing by it."""
    web.shows("maths.example/", "Sums")
    answers = iter([["127.0.0.1"], ["192.0.2.9"]])
    fetching = Fetching(Limits(own_network=True), resolve=lambda _host, _port: next(answers))
    assert fetching.get(f"http://maths.example:{web.http}/").status == 200
    assert next(answers) == ["192.0.2.9"]


def test_a_certificate_of_another_name_or_of_nobody_is_refused(web: Web) -> None:
    for host, trusted in (("other.example", web.trusted), ("maths.example", "")):
        with pytest.raises(NotFetchedError, match="certificate is not good"):
            web.fetching(trusted=trusted).get(f"https://{host}:{web.https}/")
    assert not web.asked


def test_a_page_without_end_is_cut(web: Web) -> None:
    web.pages["maths.example/"] = (200, {}, b"x" * 300_000)
    reply = web.fetching(size=1000).get(f"http://maths.example:{web.http}/")
    assert (len(reply.body), reply.cut) == (1000, True)


def test_a_site_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        fetching = Fetching(Limits(own_network=True, seconds=0.3), resolve=lambda _host, _port: ["127.0.0.1"])
        with pytest.raises(NotFetchedError, match="did not answer"):
            fetching.get(f"http://slow.example:{silent.getsockname()[1]}/")


def test_a_site_that_answers_letter_by_letter_is_given_up_in_the_same_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        over = threading.Event()
        threading.Thread(target=_drip, args=(slow, over), daemon=True).start()
        fetching = Fetching(Limits(own_network=True, seconds=0.5), resolve=lambda _host, _port: ["127.0.0.1"])
        with pytest.raises(NotFetchedError, match="did not answer"):
            fetching.get(f"http://slow.example:{slow.getsockname()[1]}/")
        over.set()


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://a.example:99999/", "http://a.example/\r\nHost: b", "nonsense://"]
)
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    with pytest.raises(NotFetchedError):
        Fetching(resolve=lambda _host, _port: []).get(url)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(NotFetchedError, match="no such site"):
        Fetching(resolve=lambda _host, _port: []).get("http://gone.example/")


def test_an_owner_is_told_by_domain_and_not_by_the_days_certificate() -> None:
    assert owner_of("www.maths.example", ["*.maths.example"]) == owner_of("maths.example", ["maths.example"])
    assert owner_of("maths.example", ["maths.example"]) != owner_of("maths.example", ["parked.example"])
    shared = [f"stranger{number}.example" for number in range(50)]
    assert owner_of("maths.example", shared) == owner_of("maths.example", [])
    assert owner_of("192.0.2.1", []) == ""


def _drip(server: socket.socket, over: threading.Event) -> None:
    taken, _ = server.accept()
    with taken:
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.1):
            try:
                taken.sendall(b"x")
            except OSError:
                return
