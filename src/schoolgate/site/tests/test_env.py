"""Settings from the environment: typed, listed, and loud when wrong."""

from pathlib import Path

import pytest

from schoolgate.kernel.errors import BadInputError
from schoolgate.site import env


def test_it_works() -> None:
    said = env.read({"SCHOOLGATE_DATA": "/srv/school", "SCHOOLGATE_URL": "https://gate.robinhill.example/"})
    assert said.data == Path("/srv/school")
    assert said.keys == Path("/srv/school/keys")
    assert (said.url, said.https, said.hosts) == ("https://gate.robinhill.example", True, ("gate.robinhill.example",))


def test_nothing_need_be_set() -> None:
    said = env.read({})
    assert (said.url, said.https, said.database_url, said.sign_in_limits) == ("http://127.0.0.1:8000", False, "", True)
    assert said.hosts == ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SCHOOLGATE_URL", "http://gate.robinhill.example"),
        ("SCHOOLGATE_URL", "https://gate.robinhill.example/here"),
        ("SCHOOLGATE_URL", "https://someone:secret@gate.robinhill.example"),
        ("SCHOOLGATE_URL", "https://[gate"),
        ("SCHOOLGATE_URL", "https://gate:port"),
        ("SCHOOLGATE_URL", "gate.robinhill.example"),
        ("SCHOOLGATE_PROXIES", "-1"),
        ("SCHOOLGATE_PROXIES", "²"),
        ("SCHOOLGATE_PROXIES", "6"),
        ("SCHOOLGATE_SIGN_IN_LIMITS", "maybe"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_what_is_allowed(key: str, value: str) -> None:
    allowed = next(setting.allowed for setting in env.SETTINGS if setting.key == key)
    with pytest.raises(env.SettingError) as told:
        env.read({key: value})
    assert str(told.value) == f"{key}: it is set to {value!r}. Allowed: {allowed}."


def test_a_wrong_secret_is_told_without_showing_it() -> None:
    with pytest.raises(env.SettingError) as told:
        env.read({"DATABASE_URL": "mysql://school:hunter2@db/school"})
    assert "hunter2" not in str(told.value)
    assert str(told.value).startswith("DATABASE_URL: ")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("postgresql://school:hunter2@db/school\n", encoding="utf-8")
    said = env.read({"DATABASE_URL_FILE": str(tmp_path / "db")})
    assert said.database_url == "postgresql://school:hunter2@db/school"


def test_a_secret_file_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(env.SettingError, match="cannot be read"):
        env.read({"DATABASE_URL_FILE": str(tmp_path / "nowhere")})


def test_a_secret_said_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(env.SettingError, match="Keep one of the two"):
        env.read({"DATABASE_URL": "postgresql://a/b", "DATABASE_URL_FILE": str(tmp_path)})


def test_what_is_no_secret_is_not_read_from_a_file(tmp_path: Path) -> None:
    assert env.read({"SCHOOLGATE_PROXIES_FILE": str(tmp_path)}).proxies == 0


def test_every_setting_says_what_it_is_for() -> None:
    keys = [setting.key for setting in env.SETTINGS]
    assert len(keys) == len(set(keys))
    assert all(setting.words.endswith(".") and setting.allowed for setting in env.SETTINGS)


def test_the_second_step_is_left_out_on_this_machine_only() -> None:
    assert not env.read({"SCHOOLGATE_SECOND_STEP": "no"}).second_step
    with pytest.raises(env.SettingError, match="SCHOOLGATE_SECOND_STEP"):
        env.read({"SCHOOLGATE_SECOND_STEP": "no", "SCHOOLGATE_URL": "https://gate.robinhill.example"})


GOOGLE = {
    "SCHOOLGATE_GOOGLE_ID": "gate",
    "SCHOOLGATE_GOOGLE_SECRET": "shared",
    "SCHOOLGATE_SIGN_IN_DOMAINS": "RobinHill.example, wrenlane.example",
}


def test_a_provider_is_set_up_whole_or_not_at_all() -> None:
    (google,) = env.read(GOOGLE).providers
    assert google["issuer"] == "https://accounts.google.com"
    assert google["domains"] == ("robinhill.example", "wrenlane.example")
    for key in set(GOOGLE) - {"SCHOOLGATE_GOOGLE_ID"}:
        with pytest.raises(BadInputError, match=key):
            env.read({**GOOGLE, key: ""})


def test_microsoft_wants_the_schools_own_tenant_and_a_provider_of_ones_own_https() -> None:
    said = {key.replace("GOOGLE", "MICROSOFT"): value for key, value in GOOGLE.items()}
    with pytest.raises(BadInputError, match="SCHOOLGATE_MICROSOFT_TENANT"):
        env.read(said)
    (microsoft,) = env.read({**said, "SCHOOLGATE_MICROSOFT_TENANT": "aaaa-bbbb"}).providers
    assert str(microsoft["issuer"]).endswith("/aaaa-bbbb/v2.0")
    own = {key.replace("GOOGLE", "OIDC"): value for key, value in GOOGLE.items()}
    with pytest.raises(BadInputError, match="not an https address"):
        env.read({**own, "SCHOOLGATE_OIDC_URL": "http://sign-in.robinhill.example"})


def test_the_secret_of_a_provider_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    said = {key: value for key, value in GOOGLE.items() if "SECRET" not in key}
    (google,) = env.read({**said, "SCHOOLGATE_GOOGLE_SECRET_FILE": str(tmp_path / "secret")}).providers
    assert google["client_secret"] == "from the file"
