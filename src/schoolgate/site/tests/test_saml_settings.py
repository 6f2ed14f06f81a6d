"""A provider that speaks SAML is set up whole, safely and with what it needs, or the site does not start."""

from pathlib import Path

import pytest

from schoolgate.kernel.errors import BadInputError
from schoolgate.site import env, saml


@pytest.fixture
def said(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "idp.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    return {
        "SCHOOLGATE_URL": "https://gate.robinhill.example",
        "SCHOOLGATE_SIGN_IN_DOMAINS": "RobinHill.example",
        "SCHOOLGATE_SAML_ENTITY": "https://idp.robinhill.example",
        "SCHOOLGATE_SAML_URL": "https://idp.robinhill.example/sign-in",
        "SCHOOLGATE_SAML_CERTIFICATE": str(tmp_path / "idp.pem"),
    }


def test_it_works(said: dict[str, str]) -> None:
    found = env.read(said).saml
    assert (found["name"], found["domains"]) == ("School account", ("robinhill.example",))
    assert env.read({}).saml == {}


def test_its_metadata_will_do(said: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "idp.xml").write_text("<IDPSSODescriptor/>")
    short = {key: said[key] for key in ("SCHOOLGATE_URL", "SCHOOLGATE_SIGN_IN_DOMAINS")}
    short["SCHOOLGATE_SAML_METADATA"] = str(tmp_path / "idp.xml")
    assert env.read(short).saml["metadata"] == str(tmp_path / "idp.xml")
    with pytest.raises(BadInputError, match="Keep one of the two"):
        env.read({**said, **short})


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("SCHOOLGATE_SIGN_IN_DOMAINS", "", "it is empty"),
        ("SCHOOLGATE_SAML_URL", "", "it is empty"),
        ("SCHOOLGATE_SAML_CERTIFICATE", "", "it is empty"),
        ("SCHOOLGATE_SAML_URL", "http://idp.robinhill.example", "not an https address"),
        ("SCHOOLGATE_URL", "http://localhost:8000", "not an https address"),
        ("SCHOOLGATE_SAML_CERTIFICATE", "/no/such/file", "cannot be read"),
        ("SCHOOLGATE_SAML_SIGNING", __file__.replace("test_saml_settings", "__init__"), "holds no 'PRIVATE KEY"),
    ],
)
def test_what_is_missing_or_not_safe_is_named(said: dict[str, str], key: str, value: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words) as refused:
        env.read({**said, key: value})
    assert refused.value.thing == key


def test_the_packages_it_needs_are_asked_for(said: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the site runs; only who sets SAML up is told what to install."""
    monkeypatch.setattr(saml, "_TOOLKIT", "no_such_toolkit")
    assert env.read({}).saml == {}
    with pytest.raises(BadInputError, match=r"setup --saml, or pip install 'schoolgate\[saml\]'"):
        env.read(said)
