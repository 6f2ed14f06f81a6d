"""The real Squid with what a school may choose: signing in, greetings that are read, inspection, several ports."""

import subprocess

import pytest
from cryptography import x509

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.ways_in.squid.tests import a_squid
from schoolgate.filtering.ways_in.squid.tests.test_real_squid import PAGES, files, soon
from schoolgate.filtering.ways_in.tests.robin_hill import account, put_whereabouts
from schoolgate.filtering.ways_in.whereabouts import Row

pytestmark = pytest.mark.real


def test_people_who_sign_in_have_their_own_level() -> None:
    """With Squid's own way of taking any password, since whose it is is the directory's to say."""
    fake = "auth_param basic program /usr/lib/squid/basic_fake_auth\nauth_param basic realm Schoolgate\n"
    with a_squid.running(sign_in=True, sign_in_lines=fake) as squid:
        assert squid.get("heron.example").status == 407
        assert squid.tunnel("heron.example").status == 407
        put_whereabouts(files(squid).whereabouts, Setting(unknown="junior"), [_ali()])
        soon(200, lambda: squid.get("owl.example", sign_in="ms.ali:secret").status)
        assert squid.get("owl.example", sign_in="leo:secret").status == 403
        assert squid.tunnel("owl.example", sign_in="ms.ali:secret").status == 200


def _ali() -> Row:
    return ["person", "per_ali", [], [], ["teachers"], "", [account("ms.ali")]]


def test_a_tunnel_whose_greeting_names_a_closed_site_is_ended() -> None:
    with a_squid.running(check_greeting=True) as squid:
        assert squid.tunnel("heron.example").body.strip() == "heron.example"
        assert squid.tunnel("heron.example", sni="owl.example").status == 0
        assert squid.tunnel("owl.example").status == 0
        site = x509.load_pem_x509_certificate((squid.root / "site.crt").read_bytes())
        shown = x509.load_der_x509_certificate(squid.tunnel("heron.example").certificate)
        assert shown == site  # nothing was looked into


def test_where_the_school_chose_so_all_but_banks_are_looked_into() -> None:
    with a_squid.running(
        inspect=True, pages=PAGES, more="sslproxy_cert_sign signTrusted all\nsslproxy_cert_error allow all\n"
    ) as squid:
        site = x509.load_pem_x509_certificate((squid.root / "site.crt").read_bytes())
        own = x509.load_pem_x509_certificate((squid.wanted.out / "inspecting.crt").read_bytes())

        def shown(host: str) -> x509.Certificate:
            return x509.load_der_x509_certificate(squid.tunnel(host).certificate)

        assert shown("heron.example").issuer == own.subject
        assert shown("bank.example") == site
        blocked = squid.tunnel("owl.example")
        assert blocked.status == 302
        assert blocked.fields["location"].startswith(f"{PAGES}/blocked/sch_robin.")


def test_squid_takes_every_configuration_we_write() -> None:
    with a_squid.running(intercept=(8142, 8143), ways=((8144, "net_guests"),), inspect=True, pages=PAGES) as squid:
        conf = str(squid.wanted.out / "squid.conf")
        said = subprocess.run(
            ["/usr/sbin/squid", "-k", "parse", "-f", conf], capture_output=True, text=True, timeout=60, check=True
        )
        assert "WARNING" not in said.stderr
        put_whereabouts(files(squid).whereabouts, Setting(unknown="junior"))
        soon(200, lambda: squid.get("owl.example", port=8144).status)  # the port that is the guests'
        assert squid.get("owl.example").status == 302
