"""The registry: a file in a folder is an entry, an installed package may add one, and nothing is taken unchecked."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.kernel.errors import NotFoundError
from schoolgate.kernel.refs import new_ref
from schoolgate.kernel.registry import Registry, RegistryError
from schoolgate.kernel.tests.bird import Bird


class Woods:
    """A real package in a new folder on the import path, to put modules in."""

    def __init__(self, root: Path) -> None:
        self.root, self.name = root, new_ref("woods")
        self.path = root / self.name
        self.path.mkdir()
        (self.path / "__init__.py").touch()

    def add(self, module: str, body: str) -> None:
        (self.path / f"{module}.py").write_text(f"from schoolgate.kernel.tests.bird import Bird\n{body}\n")

    def install(self, point: str, value: str) -> None:
        """What an installed package leaves behind: its metadata with an entry point."""
        info = self.root / f"{point}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {point}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{self.name}]\n{point} = {value}\n")

    def birds(self) -> Registry[Bird]:
        return Registry("bird", Bird, folder=self.name, attribute="BIRD", besides=("model",))


@pytest.fixture
def woods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Woods]:
    monkeypatch.syspath_prepend(tmp_path)
    woods = Woods(tmp_path)
    yield woods
    for name in [name for name in sys.modules if name.startswith(woods.name)]:
        del sys.modules[name]


def test_it_works(woods: Woods) -> None:
    woods.add("wren", "BIRD = Bird('wren')")
    woods.add("robin", "BIRD = Bird('robin')")
    birds = woods.birds()
    assert birds.get("robin") == Bird("robin")
    assert birds.keys() == ("robin", "wren")
    assert "wren" in birds
    assert [bird.key for bird in birds] == ["robin", "wren"]
    assert len(birds) == 2


def test_modules_that_are_not_entries_are_left_alone(woods: Woods) -> None:
    woods.add("model", "")
    woods.add("_nest", "raise RuntimeError('never imported')")
    woods.add("tests", "raise RuntimeError('never imported')")
    assert woods.birds().keys() == ()


def test_a_missing_key_says_what_is_near_or_known(woods: Woods) -> None:
    woods.add("robin", "BIRD = Bird('robin')")
    with pytest.raises(NotFoundError, match=r"bird 'robbin': there is no such bird. Did you mean .*robin"):
        woods.birds().get("robbin")
    with pytest.raises(NotFoundError, match="Known: robin"):
        woods.birds().get("xyzzy")


def test_two_under_one_key_are_both_named(woods: Woods) -> None:
    woods.add("robin", "BIRD = Bird('robin')")
    woods.add("redbreast", "BIRD = Bird('robin')")
    with pytest.raises(RegistryError, match=r"bird 'robin': both .*redbreast and .*robin offer it"):
        woods.birds().keys()


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "has no BIRD"),
        ("BIRD = 'a string'", "must be a Bird, and this is a str"),
        ("BIRD = Bird('')", "has no key"),
    ],
)
def test_a_module_that_offers_nothing_usable_fails_by_name(woods: Woods, body: str, cause: str) -> None:
    woods.add("cuckoo", body)
    with pytest.raises(RegistryError, match=rf"cuckoo: .*{cause}"):
        woods.birds().keys()


def test_an_installed_package_adds_an_entry(woods: Woods) -> None:
    woods.add("_elsewhere", "JAY = Bird('jay')")
    woods.install("jay", f"{woods.name}._elsewhere:JAY")
    assert woods.birds().keys() == ("jay",)


def test_an_installed_package_that_cannot_be_loaded_is_named(woods: Woods) -> None:
    woods.install("dodo", "no_such_package:DODO")
    with pytest.raises(RegistryError, match=r"'dodo'.*cannot be loaded as a bird"):
        woods.birds().keys()
