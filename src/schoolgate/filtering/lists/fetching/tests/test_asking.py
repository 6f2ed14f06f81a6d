"""A list comes whole, over HTTPS, from where it was said to be, or it does not come at all."""

import hashlib
from pathlib import Path

import pytest

from schoolgate.filtering.lists.fetching.asking import Limits, Wanted, fetched, published
from schoolgate.filtering.lists.fetching.connecting import Trusted
from schoolgate.filtering.lists.fetching.tests.publisher import Page, Publisher, publishing
from schoolgate.kernel.errors import BadInputError

BODY = b"owl.example\nheron.example\n"
QUICK = Limits(most_bytes=10_000, seconds=5, wait=1, redirects=2)


def got(publisher: Publisher, tmp_path: Path, wanted: Wanted, limits: Limits = QUICK) -> bytes | None:
    found = fetched(wanted, tmp_path / "came", limits, publisher.trusted)
    if found is None:
        return None
    body = found.path.read_bytes()
    found.path.unlink()
    return body


def refused(publisher: Publisher, tmp_path: Path, wanted: Wanted, limits: Limits = QUICK) -> str:
    with pytest.raises(BadInputError) as caught:
        fetched(wanted, tmp_path / "came", limits, publisher.trusted)
    assert not (tmp_path / "came").exists(), "nothing is left of what was refused"
    return caught.value.cause


def test_a_list_is_fetched_and_only_once_while_it_stays_the_same(tmp_path: Path) -> None:
    with publishing(tmp_path) as publisher:
        address = publisher.lists("/l", "owl.example", ETag='"1"', Last_Modified="Sun, 01 Nov 2026 06:00:00 GMT")
        first = fetched(Wanted(address), tmp_path / "came", QUICK, publisher.trusted)
        assert first is not None
        assert (first.path.read_bytes(), first.size, first.etag) == (b"owl.example\n", 12, '"1"')
        assert first.sha256 == hashlib.sha256(b"owl.example\n").hexdigest()
        assert first.day is not None
        assert first.path.stat().st_mtime == first.day.timestamp()
        again = Wanted(address, etag=first.etag, modified=first.modified)
        assert fetched(again, tmp_path / "again", QUICK, publisher.trusted) is None
        assert publisher.asked[1][1]["If-Modified-Since"] == "Sun, 01 Nov 2026 06:00:00 GMT"
        assert not (tmp_path / "again").exists()


WRONG = {
    "not there": (Page(status=404), "answered 404"),
    "cut short": (Page(BODY, cut=5), "cut short"),
    "too long by its own word": (Page(b"x" * 10_001), "10,000 are the most"),
    "too long without a word": (Page(b"x" * 10_001, length=False), "over 10,000 bytes"),
    "empty": (Page(b""), "nothing came"),
    "packed unasked": (Page(BODY, headers={"Content-Encoding": "br"}), "packed by br"),
    "round and round": (Page(status=302, headers={"Location": "/l"}), "over 2 times"),
    "led away from HTTPS": (Page(status=302, headers={"Location": "http://lists.example/l"}), "https"),
    "led to a file": (Page(status=302, headers={"Location": "file:///etc/passwd"}), "cannot be read"),
    "for ever": (Page(BODY * 40, slowly=0.4), "took over 1 seconds"),
    "silent": (Page(BODY, slowly=3), "did not answer in time"),
}


@pytest.mark.parametrize("case", WRONG)
def test_whatever_is_wrong_is_said_and_nothing_is_kept(tmp_path: Path, case: str) -> None:
    page, said = WRONG[case]
    limits = Limits(10_000, 1, 0.6, 2) if case in ("for ever", "silent") else QUICK
    with publishing(tmp_path) as publisher:
        publisher.pages["/l"] = page
        assert said in refused(publisher, tmp_path, Wanted(f"{publisher.address}/l"), limits)


def test_it_is_followed_to_another_place_of_the_same_kind(tmp_path: Path) -> None:
    with publishing(tmp_path) as publisher:
        publisher.pages["/old"] = Page(status=301, headers={"Location": "/new"})
        publisher.pages["/new"] = Page(BODY)
        assert got(publisher, tmp_path, Wanted(f"{publisher.address}/old")) == BODY


def test_a_certificate_of_an_unknown_authority_or_for_another_name_is_refused(tmp_path: Path) -> None:
    with publishing(tmp_path / "a") as publisher, publishing(tmp_path / "b", name="lists.example") as other:
        address = publisher.lists("/l", "owl.example")
        other.lists("/l", "owl.example")
        stranger = Publisher(publisher.address, Trusted(loopback=True))
        assert "certificate" in refused(stranger, tmp_path, Wanted(address))
        assert "certificate" in refused(other, tmp_path, Wanted(f"{other.address}/l"))
        assert publisher.asked == other.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://lists.example/l", "does not begin with https"),
        ("ftp://lists.example/l", "does not begin with https"),
        ("https://name:word@lists.example/l", "name or password"),
        ("https://lists.example/a b", "cannot be read"),
        ("https://[::1/l", "cannot be read"),
        ("https://", "cannot be read"),
        ("https://127.0.0.1:9/l", "not out on the internet"),
        ("https://[::1]:9/l", "not out on the internet"),
        ("https://10.0.0.8/l", "not out on the internet"),
        ("https://169.254.169.254/latest", "not out on the internet"),
    ],
)
def test_an_address_is_over_https_and_out_on_the_internet(tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        fetched(Wanted(address), tmp_path / "came", QUICK, Trusted())
    assert said in caught.value.cause
    assert "word" not in str(caught.value).replace("password", "")


def test_over_plain_http_only_this_machine_is_asked_and_only_by_tests(tmp_path: Path) -> None:
    with publishing(tmp_path, secure=False) as publisher:
        address = publisher.lists("/l", "owl.example")
        assert got(publisher, tmp_path, Wanted(address)) == b"owl.example\n"
        assert "https" in refused(Publisher(address, Trusted()), tmp_path, Wanted(address))


def test_what_is_published_about_a_list_is_compared_with_what_came(tmp_path: Path) -> None:
    right, wrong = hashlib.sha256(BODY).hexdigest(), hashlib.sha256(b"other").hexdigest()
    with publishing(tmp_path) as publisher:
        publisher.pages["/l.txt"] = Page(BODY)
        place = f"{publisher.address}/l.txt"
        for said in (right, f"{wrong}  other.txt\n{right} *l.txt\n", f"MD5 (l.txt) = {hashlib.md5(BODY).hexdigest()}"):
            publisher.pages["/sums"] = Page(said.encode())
            assert got(publisher, tmp_path, Wanted(place, checksum=f"{publisher.address}/sums")) == BODY
        publisher.pages["/sums"] = Page(f"{wrong}  l.txt\n".encode())
        assert "changed or cut short" in refused(
            publisher, tmp_path, Wanted(place, checksum=f"{publisher.address}/sums")
        )
        publisher.pages["/sums"] = Page(b"<p>Not found</p>")
        assert "no checksum of it" in refused(publisher, tmp_path, Wanted(place, checksum=f"{publisher.address}/sums"))
        assert got(publisher, tmp_path, Wanted(place, digest=right.upper())) == BODY
        assert "not the file" in refused(publisher, tmp_path, Wanted(place, digest=wrong))


def test_of_many_checksums_the_one_that_names_the_file_counts_and_never_one_by_chance() -> None:
    one, two = "1" * 32, "2" * 64
    assert published(f"{one}  a/adult.tar.gz\n{two}  a/adult.tar.gz\n", "adult.tar.gz") == two
    assert published(f"{one}  notadult.tar.gz\n", "adult.tar.gz") is None
    assert published(f"{one}\n{two}\n", "x") is None
    assert published("nothing", "x") is None
