"""What a school sets, who proves an account, and whose connection a load balancer passes on."""

import base64
import ipaddress
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.proxy import accounts
from schoolgate.filtering.ways_in.proxy.limits import WORDS, Limits
from schoolgate.filtering.ways_in.proxy.listening import Listener, listener
from schoolgate.filtering.ways_in.proxy.prefaces import plain, read_preface
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.replies import proxy_file
from schoolgate.filtering.ways_in.proxy.settings import FILE, Settings, read, settings_of
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Loop, Site, running
from schoolgate.filtering.ways_in.proxy.tests.test_passing import asked
from schoolgate.kernel.errors import BadInputError

WHOLE = """
[[listen]]
address = "10.2.0.1:3128"
name = "infants"
accounts = true
behind = ["10.2.0.9", "10.3.0.0/24"]
[[listen]]
address = "[::1]:8080"
[reach]
allowed = ["10.2.0.0/16"]
tunnel_ports = [443, 8443]
[pages]
school = "Robin Hill Infant School"
schoolgate = "https://gate.robinhill.example/"
[browsers]
direct = ["Printers.Example."]
[limits]
idle_seconds = 30
connections = 100
"""


@pytest.fixture
def files(tmp_path: Path) -> FilterFolder:
    return FilterFolder(tmp_path)


def test_a_schools_file_is_read(files: FilterFolder) -> None:
    assert settings_of(files) == Settings()
    (files.root / FILE).write_text(WHOLE)
    said = settings_of(files)
    assert [str(each) for each in said.listeners] == ["10.2.0.1:3128", "[::1]:8080"]
    assert (said.listeners[0].name, said.listeners[0].accounts) == ("infants", True)
    assert said.listeners[0].is_behind("10.3.0.7")
    assert not said.listeners[0].is_behind("10.2.0.8")
    assert said.tunnel_ports == {443, 8443}
    assert said.gone_to_directly == ("gate.robinhill.example", "printers.example")
    assert (said.limits.idle_seconds, said.limits.connections) == (30, 100)
    assert said.limits.head_bytes == Limits().head_bytes


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[reach]\nalowed = []", "reach.alowed"),
        ("[reech]", "reech"),
        ("[limits]\nidle_seconds = -1", "idle_seconds"),
        ("[limits]\nidle_seconds = true", "idle_seconds"),
        ('[limits]\nconnections = "many"', "connections"),
        ("[reach]\nweb_ports = [0]", "web_ports"),
        ('[reach]\nallowed = ["10.2.0.1/16"]', "10.2.0.1/16"),
        ('[[listen]]\naddress = "somewhere:80"', "somewhere:80"),
        ('[listen]\naddress = "127.0.0.1:80"', "listen"),
        ("listen = []", "listen"),
        ("[reach", "no TOML"),
    ],
)
def test_what_is_wrong_in_it_is_named(text: str, named: str) -> None:
    with pytest.raises(BadInputError) as raised:
        read(text, Path("proxy.toml"))
    assert "proxy.toml" in str(raised.value)
    assert named in str(raised.value)


def test_every_limit_says_what_it_is() -> None:
    assert list(WORDS) == list(Limits.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3129", "127.0.0.1:3129"),
        ("localhost:80", "127.0.0.1:80"),
        ("10.0.0.1", "10.0.0.1:3128"),
        ("[::1]", "[::1]:3128"),
        ("::1", "[::1]:3128"),
        ("[2001:DB8::1]:8080", "[2001:db8::1]:8080"),
    ],
)
def test_where_to_listen_is_said_as_people_say_it(text: str, shown: str) -> None:
    assert str(listener(text)) == shown


def test_a_file_for_browsers_leaves_no_way_round() -> None:
    text = proxy_file(["10.2.0.1:3128"], ["gate.robinhill.example"])
    assert 'host === "gate.robinhill.example"' in text
    assert text.count("DIRECT") == 1
    assert text.rstrip().endswith('return "PROXY 10.2.0.1:3128";\n}')


def test_an_account_is_proven_by_its_secret(files: FilterFolder) -> None:
    proves = accounts.Accounts(files)
    secret = accounts.make(files, "amira")
    proves.refresh()
    assert proves.proven(basic("amira", secret)) == "amira"
    for wrong in (basic("amira", secret[:-1]), basic("", ""), basic("tom", ""), b"Basic !", b"", b"Bearer x"):
        assert proves.proven(wrong) == ""
    assert secret not in (files.root / accounts.FILE).read_text()
    accounts.take_back(files, "amira")
    proves.refresh()
    assert proves.proven(basic("amira", secret)) == ""
    for name in ("", "a:b", "a\nb"):
        with pytest.raises(BadInputError):
            accounts.make(files, name)
    with pytest.raises(BadInputError):
        accounts.take_back(files, "amira")


def basic(account: str, secret: str) -> bytes:
    return b"Basic " + base64.b64encode(f"{account}:{secret}".encode())


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


def test_a_way_that_asks_for_accounts_lets_nobody_by_without(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop)
    settings = Settings((Listener(accounts=True),), allowed=("127.0.0.0/8",))
    with running(tmp_path, settings, ports=(site.port,)) as proxy:
        secret = accounts.make(proxy.files, "amira")
        with proxy.call() as caller:
            status, fields, _ = caller.say(asked("heron.example", site.port)).answer()
            assert (status, fields["proxy-authenticate"][:5]) == (407, "Basic")
        proxy.proxy.accounts.refresh()
        said = f"Proxy-Authorization: {basic('amira', secret).decode()}"
        with proxy.call() as caller:
            for _ in range(2):
                assert caller.say(asked("heron.example", site.port, said)).answer()[0] == 200
            assert caller.say(asked("heron.example", site.port)).answer()[0] == 407  # each request proves it
    assert all(b"amira" not in head and b"Proxy-Auth" not in head for head in site.heard)


def preface(address: str) -> bytes:
    packed = ipaddress.ip_address(address).packed
    body = packed + packed + b"\x10\x00\x0c\x38"
    family = b"\x11" if len(packed) == 4 else b"\x21"
    return b"\r\n\r\n\x00\r\nQUIT\n\x21" + family + len(body).to_bytes(2) + body


@pytest.mark.parametrize("address", ["10.1.0.7", "2001:db8::7"])
def test_a_load_balancer_says_whose_connection_it_is(address: str) -> None:
    whole = preface(address) + b"GET"
    assert read_preface(whole) == (address, b"GET")
    assert all(read_preface(whole[:place]) is None for place in range(len(whole) - 3))
    assert plain("::ffff:10.1.0.7") == "10.1.0.7"


@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\n", preface("10.1.0.7").replace(b"\x21\x11", b"\x21\x31")])
def test_a_load_balancer_that_does_not_is_refused(said: bytes) -> None:
    with pytest.raises(RefusedError):
        read_preface(said)


def test_only_a_load_balancer_that_is_trusted_is_believed(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop)
    behind = (ipaddress.ip_network("127.0.0.1/32"),)
    settings = Settings((Listener(behind=behind), Listener()), allowed=("127.0.0.0/8",))
    with running(tmp_path, settings, ports=(site.port,)) as proxy:
        with proxy.call() as caller:
            assert caller.say(preface("10.1.0.7") + asked("heron.example", site.port)).answer()[0] == 200
        with proxy.call() as caller:
            assert caller.say(asked("heron.example", site.port)).answer()[0] == 400
        with proxy.call(proxy.listeners[1].port) as caller:
            assert caller.say(preface("10.1.0.7") + asked("heron.example", site.port)).answer()[0] == 400
        proxy.desk.flush()
        assert [each.host for each in landed(proxy.files.landing)] == ["heron.example"]
