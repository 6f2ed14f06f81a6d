"""Does the interval the policy gives agree with its own two dates?"""

from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import GivenDate, GivenInterval

_APPROVED = GivenDate(date(2022, 11, 30), "month", "November 2022")
_DUE = GivenDate(date(2024, 11, 30), "month", "November 2024")
# Dates given by month can be read a month either way.
_SLACK_MONTHS = 1


@control(
    title="The policy's review interval agrees with its dates",
    topics=("policy-review.review-date",),
    owner="head",
    rhythm="daily",
    examples=(
        Example(
            "Every two years, and two years between the dates.",
            date(2023, 1, 1),
            {
                "policy.approved": _APPROVED,
                "policy.review_due": _DUE,
                "policy.review_interval": GivenInterval("every two years", 24),
            },
            Standing.KEPT,
        ),
        Example(
            "Every year, and two years between the dates.",
            date(2023, 1, 1),
            {
                "policy.approved": _APPROVED,
                "policy.review_due": _DUE,
                "policy.review_interval": GivenInterval("annually", 12),
            },
            Standing.BROKEN,
        ),
        Example(
            "A word that can be read two ways is asked about, not guessed.",
            date(2023, 1, 1),
            {
                "policy.approved": _APPROVED,
                "policy.review_due": _DUE,
                "policy.review_interval": GivenInterval("bi-annually", None),
            },
            Standing.NOT_KNOWN,
        ),
        Example("No interval, nothing to compare.", date(2023, 1, 1), {"policy.review_due": _DUE}, None),
        Example(
            "A month more, between dates given by month, is no disagreement.",
            date(2023, 1, 1),
            {
                "policy.approved": _APPROVED,
                "policy.review_due": GivenDate(date(2024, 12, 31), "month", "December 2024"),
                "policy.review_interval": GivenInterval("every two years", 24),
            },
            Standing.KEPT,
        ),
    ),
)
def judge(
    *,
    approved: GivenDate | None,
    review_due: GivenDate | None,
    review_interval: GivenInterval | None,
    today: date,  # noqa: ARG001 - every control is asked on a day
) -> Finding | None:
    if approved is None or review_due is None or review_interval is None:
        return None
    between = (review_due.date.year - approved.date.year) * 12 + review_due.date.month - approved.date.month
    if review_interval.months is None:
        because = f"“{review_interval.text}” can be read more than one way; the dates are {between} months apart."
        return Finding(Standing.NOT_KNOWN, because)
    if between > review_interval.months + _SLACK_MONTHS:
        because = f"The policy says “{review_interval.text}”, and its own dates are {between} months apart."
        return Finding(Standing.BROKEN, because)
    return Finding(Standing.KEPT, f"Its dates are {between} months apart, as “{review_interval.text}” asks.")
