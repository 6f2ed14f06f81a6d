"""The build of the look's outside parts."""

import json
from pathlib import Path

import pytest

from schoolgate.frame import assets
from schoolgate.kernel.errors import BadInputError

GOVUK = (
    '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2) format("woff2")}'
    ".govuk-label{font-family:GDS Transport,arial,sans-serif;margin:0}"
    ".crest{color:red;background-image:url(/assets/images/govuk-crest.svg);padding:0}/*# sourceMappingURL=a.map */"
)


def test_the_restricted_typeface_and_crest_are_left_out() -> None:
    css = assets.unrestricted(GOVUK)
    assert "GDS Transport" not in css
    assert "/assets/" not in css
    assert "sourceMappingURL" not in css
    assert ".govuk-label{font-family:var(--sg-font,arial);margin:0}" in css
    assert ".crest{color:red;padding:0}" in css


def test_a_face_is_served_from_our_own_files_only() -> None:
    css = "src: url(./files/a.woff2) format('woff2'), url(./files/a.woff) format('woff');"
    assert assets.font_face(css).strip() == "src: url(files/a.woff2) format('woff2');"


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((assets.ROOT / "package-lock.json").read_text("utf-8"))
    assert "resolved" not in json.dumps(lock)
    assert lock["packages"]["node_modules/govuk-frontend"]["version"] == "6.6.0"


def test_a_build_is_made_once(tmp_path: Path) -> None:
    root, vendor = tmp_path / "root", tmp_path / "vendor"
    govuk = root / "node_modules/govuk-frontend/dist/govuk"
    faces = root / "node_modules/@fontsource/atkinson-hyperlegible"
    govuk.mkdir(parents=True)
    (faces / "files").mkdir(parents=True)
    (root / "package-lock.json").write_text("{}")
    (govuk / "govuk-frontend.min.css").write_text(GOVUK)
    (faces / "LICENSE").write_text("OFL")
    for face in assets.FACES:
        (faces / f"{face.replace('-normal', '')}.css").write_text("@font-face {}")
        for letters in ("latin", "latin-ext"):
            (faces / "files" / f"atkinson-hyperlegible-{letters}-{face}.woff2").write_bytes(b"wOF2")
    assert not assets.is_built(root, vendor)
    assets.copy(root, vendor)
    assert assets.is_built(root, vendor)
    assert assets.build(root, vendor) is False
    (root / "package-lock.json").write_text('{"changed": true}')
    assert not assets.is_built(root, vendor)


def test_without_node_the_next_step_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BadInputError, match="Install Node 20 or newer"):
        assets.npm()


def test_outside_a_checkout_the_build_says_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="already carries them"):
        assets.wanted_stamp(tmp_path)
