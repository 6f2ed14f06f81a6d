"""``./check --audit``: known vulnerabilities in what is locked, and a list of all parts (SBOM).

Exit 0 when nothing is known, 1 when something is, 2 when it could not be asked: silence is never safety.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from house.files import ROOT

LOCKS = ("core", "postgres", "node", "uv", "dev")
_BIN = Path(sys.executable).parent
_OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--timeout=20", "--format=json")


def audit(lock: Path, command: Sequence[str] = (str(_BIN / "pip-audit"),)) -> int:
    """Ask the vulnerability service about every package of one lock. Says what it found, or that it could not ask."""
    try:
        done = subprocess.run(
            [*command, *_OPTIONS, "-r", str(lock)], capture_output=True, text=True, timeout=300, check=False
        )
        packages = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return _not_checked(lock, "it gave no answer within 300 s")
    except (ValueError, KeyError):
        return _not_checked(lock, (done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    found = [(package, flaw) for package in packages for flaw in package.get("vulns", [])]
    for package, flaw in found:
        mended = ", ".join(flaw.get("fix_versions", [])) or "no version yet"
        sys.stdout.write(f"{lock.name}: {package['name']} {package['version']}: {flaw['id']}, mended in {mended}\n")
    # A package that the service would not speak of is reported as skipped, with a good exit code.
    passed_over = [package for package in packages if "skip_reason" in package]
    if passed_over:
        reason = f"{len(passed_over)} of {len(packages)} packages were passed over: {passed_over[0]['skip_reason']}"
        return 1 if found else _not_checked(lock, reason)
    sys.stdout.write(f"{lock.name}: {len(packages)} packages, {len(found)} known vulnerabilities.\n")
    return 1 if found else 0


def _not_checked(lock: Path, cause: str) -> int:
    sys.stderr.write(
        f"{lock.name}: NOT CHECKED. The vulnerability service could not be asked: {cause[:300]}.\n"
        "Run ./check --audit on a machine that reaches it. Until then, nothing is known either way.\n"
    )
    return 2


def write_bill(lock: Path, out: Path) -> int:
    """Write a CycloneDX list of all parts, from the lock."""
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [str(_BIN / "cyclonedx-py"), "requirements", str(lock), "--output-reproducible", "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        sys.stderr.write(f"{lock.name}: no list of parts: {done.stderr.strip()[-300:]}\n")
        return 2
    sys.stdout.write(f"The list of all parts is in {out}.\n")
    return 0


def main() -> int:
    codes = [write_bill(ROOT / "requirements" / "core.txt", ROOT / "build" / "sbom.json")]
    for name in LOCKS:
        codes.append(audit(ROOT / "requirements" / f"{name}.txt"))
        if codes[-1] == 2:
            break  # the service is not there for the others either
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
