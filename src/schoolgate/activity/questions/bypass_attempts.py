"""Ways round the filter that were tried: proxies, tunnels, look-up of names elsewhere, remote control."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, some, together, whole
from schoolgate.activity.questions.tables import Tables, among, total, within
from schoolgate.gates.web.categories import CATALOGUE, Kind

_ROUND: Final = tuple(each.key for each in CATALOGUE if each.kind is Kind.BYPASS)


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    tried = within(tables.rows, values).filter(among(row.category, _ROUND) | among(row.alarm, values["rules"]))
    counted = tried.group_by("category", "site", "level").agg(
        rows=row.count(),
        let_through=total(ibis.ifelse(row.verdict == "block", 0, 1)),
        devices=row.device.nunique(),
        days=row.day.nunique(),
        last_day=row.day.max(),
    )
    return counted.order_by(ibis.desc("let_through"), ibis.desc("rows"), "category", "site", "level")


def _says(rows: Told, _words: Wording) -> str:
    sites, through = len({row["site"] for row in rows}), together(rows, "let_through")
    got = f"{some(through)} of them got through" if through is not None else "some of them got through"
    return whole(
        f"ways round the filter were tried with {many(together(rows, 'rows'), 'request')} to "
        f"{many(sites, 'site')}, and {got}"
    )


QUESTION: Final = Question(
    key="bypass-attempts",
    words="Who tries to get round the filter, and does it work?",
    example="A proxy, by juniors: 14 requests from 6 devices on 2 days, 3 of them let through.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(Parameter("rules", "Rules that notice it as well", "texts", default=("bypass",)),),
    counts=("rows", "let_through", "devices"),
    whom="safeguarding",
)
