"""What was compiled, as a document and in words."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from schoolgate.feeds.blocklists.contract import KINDS
from schoolgate.filtering.lists.sources import Skipped
from schoolgate.filtering.store.layout import Header, ListFacts
from schoolgate.gates.web.categories import BY_BIT


def document(header: Header, out: Path, skipped: list[Skipped], rejects: Path, seconds: float) -> dict[str, Any]:
    """``{store, made_on, digest, rows, read, kept, repeated, narrowed, refused: {kind: n}, categories: {key: n}, lists,
    skipped: [{path, reason}], rejects, seconds, known: {lists, lifted}}``; ``rows`` are the entries of the store,
    ``kept`` those of its lists. ``known``: Schoolgate's own lists, and of how many rows it lifted a category.
    """
    refused: Counter[str] = Counter()
    lists = [each for each in header.lists if not each.own]
    for each in lists:
        refused.update(each.refused)
    return {
        "store": str(out),
        "made_on": header.made_on,
        "digest": header.digest,
        "rows": header.rows,
        "read": sum(each.read for each in lists),
        "kept": sum(each.kept for each in lists),
        "repeated": sum(each.repeated for each in lists),
        "narrowed": sum(each.narrowed for each in lists),
        "rejected": refused.total(),
        "refused": dict(sorted(refused.items())),
        "categories": {
            BY_BIT[int(bit)].key: count
            for bit, count in sorted(header.categories.items(), key=lambda each: int(each[0]))
        },
        "lists": [_plain(each) for each in lists],
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in skipped],
        "rejects": str(rejects),
        "seconds": round(seconds, 3),
        "known": {"lists": [_plain(each) for each in header.lists if each.own], "lifted": header.lifted},
    }


def _plain(facts: ListFacts) -> dict[str, Any]:
    told = asdict(facts)
    del told["own"]
    return told


def words(told: dict[str, Any]) -> str:
    lists = told["lists"]
    lines = [
        f"{told['store']} holds {told['rows']:,} names, pages and addresses from {_count(len(lists), 'list')}. "
        "Whoever uses it takes it up by itself.",
        "",
        *(f"  {count:>10,}  {key}" for key, count in told["categories"].items()),
        "",
        f"Read {told['read']:,} rows: kept {told['kept']:,}, said twice {told['repeated']:,}, not kept "
        f"{told['rejected']:,}.",
        *(f"  {count:>10,}  {KINDS[kind]}" for kind, count in told["refused"].items()),
    ]
    if told["narrowed"]:
        lines.append(f"  {told['narrowed']:>10,}  kept for the name alone: {KINDS['public-suffix']}")
    if told["rejected"] or told["narrowed"]:
        lines.append(f"Each of those is in {told['rejects']}.")
    if (known := told["known"])["lists"]:
        lines.append(
            f"Schoolgate's own lists have {sum(each['kept'] for each in known['lists']):,} names; "
            f"{_count(known['lifted'], 'row was', 'rows were')} lifted from lists that have a site wrongly."
        )
    if told["skipped"]:
        lines += ["", f"Left out: {_count(len(told['skipped']), 'folder or file', 'folders or files')}."]
        lines += [f"  {each['path']}: {each['reason']}." for each in told["skipped"]]
    return "\n".join(lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
