"""Ten school days of web activity at Robin Hill, loaded and looked at by the real rules; and what its safeguarding lead
made of them each morning. What the last day's alerts come to is left to whoever looks round.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from schoolgate.activity.actions import add_source, record_assessment
from schoolgate.activity.actions.following import OURSELVES, expect
from schoolgate.activity.following.follower import at as as_followed
from schoolgate.activity.following.taking import take_in
from schoolgate.activity.models import Source
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.evidence import actions as evidence
from schoolgate.filtering.folder import filter_folder
from schoolgate.frame.actor import person as acting
from schoolgate.frame.actor import system
from schoolgate.monitoring.actions import look
from schoolgate.monitoring.actions.alerting import help_asked
from schoolgate.monitoring.actions.deciding import decide, finish, open_alerts
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries.teaching import who_taught
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.site.demo import decisions, machines, permitted, searched
from schoolgate.site.demo.cast import Cast
from schoolgate.site.demo.clock import standing_at
from schoolgate.site.demo.permitted import visiting
from schoolgate.site.demo.searched import Story

# The check of a Thursday comes after what happens on a visit day (``history``): the record is in order.
_MORNING, _AFTERNOON = time(9, 40), time(16, 10)
_FAR: Final = 60  # days, over the longest holiday
_ASSESSED: Final = 7  # school days from the end, and so of those below
_MUTED: Final = 6
_HALL_SILENT: Final = 3  # the last days, without a word of the screen in the hall
_DAYS_KEPT: Final = 30
_AROUND: Final = timedelta(minutes=5)
_NOTE: Final = (
    "Rows for thirty days, counts for three years. Words stay hidden until somebody presses, which is recorded."
)
_ANSWER: Final = "We talked about the squabble at playtime. Both are friends again."


def begin(school: School, cast: Cast, *, until: date, seed: int) -> "Days":
    """The last school days before ``until``, still to be lived through."""
    found = decisions.school_days(school, before=until, within=_FAR)
    return Days(school, cast, seed, [(len(found) - place, day) for place, day in enumerate(found, 1)])


@dataclass(slots=True)
class Days:
    """``left`` are the days to come, each with how many school days follow it."""

    school: School
    cast: Cast
    seed: int
    left: list[tuple[int, date]]
    source: Source | None = None
    stories: tuple[Story, ...] = ()
    told: dict[tuple[int, str], Story] = field(default_factory=dict)

    def up_to(self, day: date) -> None:
        """Live through the days before ``day`` that were not yet."""
        while self.left and self.left[0][1] < day:
            back, on = self.left.pop(0)
            with self._at(on, _MORNING):
                self._morning(back, self.source or self._begun())
            with self._at(on, _AFTERNOON):
                self._afternoon(back, on)

    def _at(self, day: date, hour: time) -> AbstractContextManager[None]:
        return standing_at(datetime.combine(day, hour, ZoneInfo(self.school.time_zone)))

    def _begun(self) -> Source:
        """Robin Hill filters with Schoolgate, so its log has no set-up."""
        machines.make(self.school, system("demo"))
        data = Path(settings.SCHOOLGATE_DATA)
        way = {"folder": str(filter_folder(data, self.school.ref).landing.relative_to(data))}
        name = "Our own web filter"
        self.source = add_source(self.school, name, "schoolgate", actor=OURSELVES, transport="landing", way=way)
        # Nobody uses it while somebody looks round, and it is not to be called silent for that.
        expect(self.source, "week", time(9), time(15), actor=acting(self.cast["it-lead"].ref))
        permitted.agree(self.school, self.cast)
        self.stories = searched.stories(self.school)
        self.told = {(one.back, one.known_by): one for one in self.stories}
        return self.source

    def _morning(self, back: int, _source: Source) -> None:
        """The check: each alert of the day before is decided about, and it is signed."""
        if back == _ASSESSED:
            self._assess()
        if back == _MUTED:
            permitted.set_aside(self.school, self.cast)
        for alert in self._open():
            story = self.told.get((back + 1, alert.words))
            self._decide(alert, story.outcome if story else "nothing")
        finish(visiting(self.cast["dsl"]), knows=True, not_covered=int(back < _HALL_SILENT))

    def _afternoon(self, back: int, day: date) -> None:
        """What came in is loaded. On the last day somebody has seen the list, and decided about what is no story."""
        landing = decisions.Landing.of(self.school, self.seed)
        quiet = [one.ref for one in decisions.on_list(self.school, "board")] if back < _HALL_SILENT else []
        landing.write(day, searched.of_day(landing, self.stories, back, day), quiet)
        self._load()
        if back:
            return
        tablet = searched.tablets(self.school)[1]
        pressed = datetime.combine(day, searched.PRESSED, ZoneInfo(self.school.time_zone))
        (group,) = tablet.groups
        help_asked(
            self.school, "made-up-press", actor=system("demo"), words=searched.PRESSES, group=group,
            device=tablet.device, at=pressed,
        )  # fmt: skip
        open_alerts(visiting(self.cast["dsl"]), [one.ref for one in self._open()])
        for alert in self._open():
            if alert.about or (back, alert.words) in self.told:
                continue
            self._decide(alert, "nothing")

    def _load(self) -> None:
        assert self.source is not None
        self.source.refresh_from_db()
        here = as_followed(self.source, Path(settings.SCHOOLGATE_DATA), timezone.now().timestamp())
        for piece in TRANSPORTS.get(self.source.transport).take(here):
            take_in(self.source, piece, actor=OURSELVES)

    def _open(self) -> list[Alert]:
        return list(Alert.objects.for_school(self.school).filter(state=Alert.State.OPEN).order_by("pk"))

    def _decide(self, alert: Alert, outcome: str) -> None:
        """``outcome`` as an alert has them; or "answered": the teacher was asked, and it was nothing. What becomes a
        job is done at once, but for a question that is still with a teacher."""
        lead = visiting(self.cast["dsl"])
        if outcome == "talk":
            look(
                self.school, lead.person, report="alerts", why="alert", words="What the class was doing when it came.",
                since=alert.first_at - _AROUND, until=alert.last_at + _AROUND, about=alert.ref, alert=alert.ref,
                actor=lead.actor,
            )  # fmt: skip
        made = decide(lead, alert.ref, "ask" if outcome == "answered" else outcome)
        if outcome == "answered":
            (teacher, _group), *_others = who_taught(self.school, alert).asked
            evidence.do_job(self.school, made.job, actor=acting(teacher.ref), person=teacher, note=_ANSWER)
            decide(lead, alert.ref, "nothing")
        elif made.job and outcome != "ask":
            evidence.do_job(self.school, made.job, actor=lead.actor, person=lead.person)

    def _assess(self) -> None:
        """The officer whom the first load asked has done it."""
        dpo, day = self.cast["dpo"], today(self.school)
        record_assessment(
            self.school, by=dpo, made_on=day, review_on=day + timedelta(days=364), days=_DAYS_KEPT, words=_NOTE,
            actor=acting(dpo.ref),
        )  # fmt: skip
