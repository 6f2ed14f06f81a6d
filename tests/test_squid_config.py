"""``filter squid-config`` as a technician runs it: what it writes, what it asks to be done next, and drift."""

import json
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from schoolgate.cli.main import run
from schoolgate.filtering.ways_in.squid import config
from schoolgate.filtering.ways_in.squid.lines import SNI
from schoolgate.filtering.ways_in.tests.robin_hill import put_whereabouts


@pytest.fixture
def files(tmp_path: Path) -> Path:
    root = tmp_path / "filter" / "sch_robin"
    root.mkdir(parents=True)
    put_whereabouts(root / "whereabouts.jsonl")
    return root


@pytest.fixture(autouse=True)
def without_squid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Squid's own opinion is for the tests with a real one."""
    monkeypatch.setattr("schoolgate.cli.filtering.configuring.check", lambda path: False)


def said(capsys: pytest.CaptureFixture[str], files: Path, out: Path, *more: str) -> tuple[int, dict[str, Any]]:
    code = run(["--json", "filter", "squid-config", "--folder", str(files), "--out", str(out), *more])
    return code, json.loads(capsys.readouterr().out)


def test_it_works(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, files, tmp_path / "out", "--pages", "https://schoolgate.example/")
    written = (tmp_path / "out" / "squid.conf").read_text()
    assert code == 0
    assert told["clients"] == ["10.4.0.0-10.4.3.255", "192.0.2.0-192.0.2.255", "2001:db8:9::-2001:db8:9::ffff"]
    for line in (
        "acl school src 192.0.2.0-192.0.2.255",
        "acl school src 2001:db8:9::-2001:db8:9::ffff",
        "deny_info 302:https://schoolgate.example/blocked/%o open",
        "acl own_host dstdomain schoolgate.example",
        "acl own_port port 443",
        "http_access allow own_host own_port",
        "http_access deny !open",
        "access_log none",
        "acl private dst 169.254.0.0/16",
    ):
        assert f"\n{line}\n" in written, line
    asked_here = written.index("http_access allow own_host own_port")
    assert written.index("http_access deny !school") < asked_here < written.index("http_access deny !open")
    assert f"--folder {files}" in written
    assert "ssl_bump" not in written
    assert not list((tmp_path / "out").glob("*.pem"))


def test_by_data_and_school(files: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert run(["--data", str(tmp_path), "--school", "sch_robin", "filter", "squid-config", "--out", out]) == 0
    assert run(["filter", "squid-config", "--out", out]) == 2


def test_the_order_of_what_decides(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sign-in.conf").write_text("auth_param basic program /usr/lib/squid/basic_pam_auth\n")
    said(capsys, files, tmp_path / "out", "--sign-in", "--intercept", "3129", "3130", "--listener", "3131=net_guests")
    lines = [line for line in (tmp_path / "out" / "squid.conf").read_text().splitlines() if "http_access" in line]
    assert lines == [
        "http_access deny manager",
        "http_access deny !school",
        "http_access deny !safe_ports",
        "http_access deny by_proxy !signed_in",
        "http_access deny !taken_tls !open",
        "http_access deny private",
        "http_access allow school",
        "http_access deny all",
    ]
    assert "redirect to :3130" in (tmp_path / "out" / "firewall.nft").read_text()
    assert "udp dport { 80, 443" in (tmp_path / "out" / "firewall.nft").read_text()


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.254"),  # RFC 1918
        *(
            "127.0.0.1",
            "127.8.0.1",
            "0.0.0.0",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "198.19.9.9",
        ),
        *("224.0.0.251", "239.255.255.250", "255.255.255.255"),
        *("::", "::1", "fc00::1", "fd12:3456::9", "fe80::1", "febf::1", "ff02::fb", "64:ff9b:1::a00:1"),
    ],
)
def test_what_is_of_no_site_is_never_gone_to(
    address: str, files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, files, tmp_path / "out")[0] == 0
    lines = (tmp_path / "out" / "squid.conf").read_text().splitlines()
    shut = [ip_network(line.split()[-1]) for line in lines if line.startswith("acl private dst ")]
    at = ip_address(address)
    assert any(at in each for each in shut)
    assert not any(ip_address(site) in each for site in ("192.0.2.80", "9.9.9.9", "2620:fe::fe") for each in shut)


@pytest.mark.parametrize("way", [("--check-greeting",), ("--inspect",), ("--intercept", "3129", "3130")])
def test_a_tunnel_goes_on_only_where_the_site_it_greets_is_open(
    way: tuple[str, ...], files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, files, tmp_path / "out", *way)[0] == 0
    lines = (tmp_path / "out" / "squid.conf").read_text().splitlines()
    rules = [line for line in lines if line.startswith("ssl_bump ")]
    assert rules[-1] == "ssl_bump terminate all"
    goes_on = [line for line in rules if line.startswith(("ssl_bump splice", "ssl_bump bump"))]
    assert goes_on
    for line in goes_on:
        assert "open_site" in line.split() or line == "ssl_bump bump greeted may_be_opened"
    (asked,) = [line for line in lines if line.startswith("acl open_site ")]
    assert asked.endswith(f"external schoolgate {SNI}")
    if "--inspect" not in way:
        assert rules.index("ssl_bump terminate greeted !open_site") < rules.index("ssl_bump splice greeted open_site")


def test_the_schools_own_authority_says_nothing_of_health_and_is_made_once(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    _, told = said(capsys, files, out, "--inspect")
    key = (out / "inspecting.pem").read_bytes()
    assert (out / "inspecting.pem").stat().st_mode & 0o777 == 0o600
    assert told["certificate"] == str(out / "inspecting.crt")
    certificate = x509.load_pem_x509_certificate((out / "inspecting.crt").read_bytes())
    never = certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert never.critical
    assert x509.DNSName("nhs.uk") in (never.value.excluded_subtrees or [])
    assert b"PRIVATE" not in (out / "inspecting.crt").read_bytes()
    (out / "own.conf").write_text("cache_mem 16 MB\n")
    said(capsys, files, out, "--inspect")
    assert (out / "inspecting.pem").read_bytes() == key
    assert (out / "own.conf").read_text() == "cache_mem 16 MB\n"


def test_a_change_by_hand_is_found_and_so_is_a_new_network(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert said(capsys, files, out, "--check")[0] == 1
    said(capsys, files, out)
    assert said(capsys, files, out, "--check") == (0, {"changed": False, "why": ""})
    path = out / "squid.conf"
    whole = path.read_text()
    assert not config.changed(whole)
    path.write_text(whole.replace("http_access deny !open\n", ""))
    code, told = said(capsys, files, out, "--check")
    assert (code, "by hand" in told["why"]) == (1, True)
    path.write_text(whole)
    put_whereabouts(files / "whereabouts.jsonl", some=[["network", "net_b", "pupil", "", [["10.5.0.0", "10.5.0.9"]]]])
    assert said(capsys, files, out, "--check")[0] == 1


def test_what_cannot_be_is_said(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert run(["filter", "squid-config", "--folder", str(files), "--out", out, "--listener", "guests"]) == 2
    assert "not a port and a ref" in capsys.readouterr().err
    assert run(["filter", "squid-config", "--folder", str(files), "--out", out, "--sign-in"]) == 2
    assert "sign-in.conf" in capsys.readouterr().err
    (files / "whereabouts.jsonl").unlink()
    assert run(["filter", "squid-config", "--folder", str(files), "--out", out]) == 2
    assert "--clients" in capsys.readouterr().err
