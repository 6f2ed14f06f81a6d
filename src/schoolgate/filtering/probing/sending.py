"""Giving results to Schoolgate: at once, or kept in a folder until it can be reached or somebody brings them."""

from __future__ import annotations

import datetime
import json
import os
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from schoolgate.filtering.probing.plans import Plan

_PENDING = "filter-test-*.json"
_NOT_AGAIN = (400, 403, 404, 409, 413, 422)  # answers that asking again does not change


class NotSentError(Exception):
    """Why the results are still here. ``for_good``: they were read and refused."""

    def __init__(self, why: str, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


def keep_results(document: dict[str, Any], folder: Path) -> Path:
    """Write the results into the folder, whole or not at all, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = document["ended"].replace(":", "").replace("+0000", "Z")
    to = folder / ("filter-test-%s-%s.json" % (stamp, document.get("seal", "unsealed")[:8]))
    draft = to.with_suffix(".part")
    draft.write_text(json.dumps(document, indent=1), encoding="utf-8")
    os.replace(str(draft), str(to))
    return to


def send_kept(folder: Path, plan: Plan, token: str, authority: str = "") -> tuple[int, str]:
    """Send all that is kept, oldest first, and take away what arrived: how many, and why the rest is still here."""
    sent, why = 0, ""
    for path in sorted(folder.glob(_PENDING), key=_when):
        try:
            send_results(json.loads(path.read_text(encoding="utf-8")), plan, token, authority)
        except NotSentError as error:
            why = str(error)
            if not error.for_good:
                break
            os.replace(str(path), str(path.with_suffix(".refused")))
        except ValueError:
            os.replace(str(path), str(path.with_suffix(".refused")))
            why = "%s could not be read" % path.name
        else:
            path.unlink()
            sent += 1
    return sent, why


def _when(path: Path) -> tuple[str, int]:
    """The second in the name, which a copied folder keeps; within it, when the file was written."""
    return path.name.rsplit("-", 1)[0], path.stat().st_mtime_ns


def send_results(document: dict[str, Any], plan: Plan, token: str, authority: str = "") -> dict[str, Any]:
    """Send one result; the same sent twice is one. Never through the filter that is tested. Raises ``NotSentError``."""
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    body = json.dumps(dict(document, sent=now)).encode()
    if not plan.send_to.startswith(("https://", "http://")):
        raise NotSentError("the plan does not say where to")
    request = urllib.request.Request(plan.send_to, data=body, method="POST")  # noqa: S310 - as was just looked at
    request.add_header("Authorization", "Bearer " + token)
    request.add_header("Content-Type", "application/json")
    context = ssl.create_default_context(cafile=authority or None)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(request, timeout=30) as answer:
            return dict(json.loads(answer.read().decode()))
    except urllib.error.HTTPError as error:
        raise NotSentError(_why(error), error.code in _NOT_AGAIN) from None
    except (OSError, ValueError) as error:
        raise NotSentError("%s cannot be reached: %s" % (plan.send_to, getattr(error, "reason", error))) from None


def _why(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read().decode())["detail"])
    except (ValueError, KeyError, OSError):
        return "Schoolgate answered %d" % error.code
