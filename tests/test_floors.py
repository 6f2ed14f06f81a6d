"""A room knows only the rooms below it: by import, by foreign key, by template and by link."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from house.files import ROOT, SOURCE
from house.floors import floors, upward_keys, upward_templates


def room_of(module: str) -> str:
    """The room a module is in; the first part of its name when it is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "schoolgate" and len(parts) > 1 else parts[0]


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_no_room_imports_upwards() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [("kernel/high.py", "import schoolgate.site\n"), ("attic/__init__.py", "")],
    ids=["an import that points up", "a room without a floor"],
)
def test_an_upward_import_or_a_room_without_a_floor_is_found(name: str, text: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / ".importlinter", tmp_path)
    package = tmp_path / "src" / "schoolgate"
    rooms = [path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()]
    for room in ["", *rooms]:
        (package / room).mkdir(parents=True, exist_ok=True)
        (package / room / "__init__.py").touch()
    assert linted(tmp_path).returncode == 0
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_text(text)
    assert linted(tmp_path).returncode == 1


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("schoolgate."):
            for field in model._meta.get_fields():
                target = field.related_model
                if field.concrete and isinstance(target, type):
                    yield str(field), room_of(model.__module__), room_of(target.__module__)


def test_no_foreign_key_points_up() -> None:
    assert upward_keys(foreign_keys(), floors(ROOT)) == []


def test_a_foreign_key_that_points_up_or_across_is_found() -> None:
    heights = floors(ROOT)
    assert upward_keys([("people.Person.version", "people", "policy")], heights) != []
    assert upward_keys([("filtering.List.device", "filtering", "registers")], heights) != []
    assert upward_keys([("policy.Version.person", "policy", "people")], heights) == []


def urls_by_name(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from urls_by_name(pattern.url_patterns, inner)
        elif pattern.name:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield f"{space}{pattern.name}", room_of(view.__module__)


def test_no_template_loads_or_links_upwards() -> None:
    room_of_url = dict(urls_by_name(get_resolver().url_patterns))
    assert upward_templates(SOURCE, floors(ROOT), room_of_url) == []


def test_a_template_that_loads_or_links_upwards_is_found(tmp_path: Path) -> None:
    page = tmp_path / "people" / "templates" / "people" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        '{% extends "home/page.html" %}{% include "frame/mark.html" %}{% url "board" %}{% url "policy:one" %}'
    )
    problems = upward_templates(tmp_path, floors(ROOT), {"board": "home"})
    assert [problem.partition(": ")[2] for problem in problems] == [
        "loads home/page.html",
        "links to board",
        "links to policy:one",
    ]
