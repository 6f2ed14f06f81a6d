"""How many different hosts and sites each level reached."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, total, within


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    # Each host once, and then counted: an engine that counts distinct values of all rows at once needs far more memory.
    met = within(tables.rows, values).group_by("level", "site", "host")
    hosts = met.agg(rows=row.count(), blocked=total(ibis.ifelse(row.verdict == "block", 1, 0)))
    sites = hosts.group_by("level", "site").agg(hosts=row.count(), rows=total(row.rows), blocked=total(row.blocked))
    each = sites.group_by("level").agg(
        hosts=total(row.hosts),
        sites=row.count(),
        sites_blocked=total(ibis.ifelse(row.blocked > 0, 1, 0)),
        rows=total(row.rows),
    )
    return each.order_by("level")


def _says(rows: Told, words: Wording) -> str:
    first = max(rows, key=lambda row: row["sites"])
    blocked = f"{first['sites_blocked']:,} of them blocked at least once" if first["sites_blocked"] else "none blocked"
    return whole(f"{words.level(first['level'])} reached the most: {many(first['sites'], 'site')}, {blocked}")


QUESTION: Final = Question(
    key="distinct-hosts",
    words="How many different sites does each level reach?",
    example="Infants: 212 hosts of 96 sites, 3 of them blocked at least once.",
    over=("rows",),
    ask=_ask,
    says=_says,
)
