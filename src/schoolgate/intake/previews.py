"""A plan as it is kept for the preview, and its digest, by which what is applied is held to what was shown."""

import json
import zlib
from dataclasses import replace
from typing import Any

from schoolgate.feeds.contract import Reject
from schoolgate.intake.loads.contract import Change, Plan
from schoolgate.kernel.digests import digest


def packed(plan: Plan) -> bytes:
    """The plan without its rejects, which are kept as rows."""
    plain = {
        "changes": [[one.verb, one.who, one.words, one.payload, one.line] for one in plan.changes],
        "unchanged": plan.unchanged,
        "stop": plan.stop,
        "remarks": plan.remarks,
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> Plan:
    plain: dict[str, Any] = json.loads(zlib.decompress(data))
    changes = tuple(Change(*change) for change in plain["changes"])
    return Plan(changes, (), plain["unchanged"], plain["stop"], tuple(plain["remarks"]))


def digest_of(plan: Plan) -> str:
    """The same for two plans that would do the same, ask the same, and leave the same rows out."""
    return digest(
        {
            "changes": [[one.verb, one.who, one.words, dict(one.payload), one.line] for one in plan.changes],
            "unchanged": plan.unchanged,
            "stop": plan.stop,
            "rejects": [[one.line, one.part, one.reason] for one in plan.rejects],
        }
    )


def counts_of(plan: Plan, verbs: list[str]) -> dict[str, int]:
    """How many changes of each verb, in the load's order; verbs with none are left out."""
    found = [change.verb for change in plan.changes]
    return {verb: found.count(verb) for verb in verbs if verb in found}


def with_rejects(plan: Plan, rejects: list[Reject]) -> Plan:
    """The plan with the feed's own rejects among those of the load, in the file's order."""
    every = sorted((*rejects, *plan.rejects), key=lambda reject: (reject.part, reject.line))
    return replace(plan, rejects=tuple(every))
