"""Sites the filter may close wrongly: many classes were stopped there at once, or somebody asked for the site."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, among, total, within


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    stopped = within(tables.rows, values).filter(row.verdict == "block", row.site != "")
    # Counted by what stands in ``groups`` before that is taken apart: some thousands of rows instead of millions.
    together = stopped.group_by("site", "category", "day", "groups").agg(rows=row.count())
    classes = together.mutate(group=row.groups.split(" ").unnest()).filter(row.group != "")
    most = classes.group_by("site", "category", "day").agg(here=row.group.nunique())
    worst = most.group_by("site", "category").agg(classes=row.here.max())
    whole = together.group_by("site", "category").agg(rows=total(row.rows), days=row.day.nunique())
    both = whole.left_join(worst, ["site", "category"])
    told = both.select(
        "site",
        "category",
        classes=ibis.coalesce(both.classes, 0).cast("int64"),
        rows=both.rows,
        days=both.days,
        asked_for=among(both.site, values["asked"]),
    )
    kept = told.filter((row.classes >= values["classes"]) | row.asked_for)
    return kept.order_by(ibis.desc("asked_for"), ibis.desc("classes"), ibis.desc("rows"), "site", "category")


def _says(rows: Told, _words: Wording) -> str:
    first = rows[0]
    why = [f"it was closed in {first['classes']} classes on one day"] if first["classes"] else []
    why += ["somebody asked for it"] if first["asked_for"] else []
    more = f", and about {many(len(rows) - 1, 'other site')}" if len(rows) > 1 else ""
    return whole(f"the web filter may be wrong about {first['site']}: {' and '.join(why)}{more}")


QUESTION: Final = Question(
    key="over-block-candidates",
    words="What may be blocked wrongly?",
    example="An atlas, as games: blocked in 5 classes on one day, and a teacher asked for it.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(
        Parameter("classes", "Blocked in at least so many classes on one day", "number", default=3, least=2, most=500),
        Parameter("asked", "Sites that somebody asked for", "texts", default=()),
    ),
)
