"""Each kind of decision made out: its verdict, the rule that decided, the clause behind it, and its sentences."""

from datetime import datetime

from schoolgate.gates.web import sentences
from schoolgate.gates.web.categories import Category
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.phases import Phase
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.safe_search import Rewrite
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.gates.web.ways import BARE_ADDRESSES, LOOK_ALIKES, Way
from schoolgate.gates.web.windows import Pause, Window
from schoolgate.kernel.verdicts import Verdict

_LISTED = {Verdict.BLOCK: sentences.listed, Verdict.HOLD: sentences.held, Verdict.WARN: sentences.warned}


def unreadable(error: UnreadableError, epoch: int) -> Decision:
    because = sentences.unreadable(error.reason)
    rule = f"unreadable:{error.reason}"
    return Decision(Verdict.BLOCK, rule, because, otherwise=sentences.AS_SHOWN, epoch=epoch)


def locked(phase: Phase, category: Category) -> Decision:
    because = sentences.locked(category)
    return _block(phase, "locked", because, sentences.NEVER, category.key, "locked", category=category.key)


def nobody(phase: Phase) -> Decision:
    return _block(phase, "nobody-known", sentences.NOBODY_KNOWN, sentences.SAY_WHO, "nobody-known")


def paused(phase: Phase, level: Level, pause: Pause) -> Decision:
    because = sentences.paused(pause, _clock(phase, pause.until))
    return _block(phase, f"pause:{pause.ref}", because, sentences.WAIT, pause.ref, level.key)


def at_once(phase: Phase, level: Level, closure: Closure) -> Decision:
    because = sentences.closed_at_once(closure, _clock(phase, closure.until))
    return _block(phase, f"closure:{closure.ref}", because, sentences.ASK_CLOSER, closure.ref, level.key, askable=True)


def way(phase: Phase, level: Level, closed: Way) -> Decision | None:
    """``None`` where the level leaves this way open."""
    if closed.key not in level.closed_ways:
        return None
    askable = closed in (BARE_ADDRESSES, LOOK_ALIKES)  # these are sites; the others are questions and connections
    then = sentences.ASK if askable else sentences.SWITCH
    return _block(phase, f"way:{closed.key}", sentences.way(closed), then, closed.key, level.key, askable=askable)


def in_hours(phase: Phase, level: Level, window: Window) -> Decision:
    because = sentences.shut_by_window(window)
    return _block(phase, f"window:{window.ref}", because, sentences.ASK, window.ref, level.key, askable=True)


def listed(phase: Phase, level: Level, category: Category, verdict: Verdict) -> Decision:
    """The decision on a category; made once in a phase, for it is the same for every host."""
    made = phase.made.get((category.bit, verdict))
    if made is None:
        window = phase.timed.get(category.bit) if verdict is Verdict.BLOCK else None
        rule = f"level:{level.key}" if window is None else f"window:{window.ref}"
        made = phase.made[category.bit, verdict] = Decision(
            verdict,
            rule,
            _LISTED[verdict](category, level) if window is None else sentences.in_window(category, window),
            category.key,
            phase.clause(*([window.ref] if window else []), category.key, level.key),
            sentences.ASK if verdict is Verdict.BLOCK else sentences.THEN[verdict],
            askable=verdict is not Verdict.WARN,
            epoch=phase.epoch,
        )
    return made


def outside_garden(phase: Phase, level: Level) -> Decision:
    because = sentences.outside_garden(level)
    return _block(phase, "garden", because, sentences.ASK, "garden", level.key, askable=True)


def opened(phase: Phase, level: Level, exception: SiteException | None, safe: tuple[Rewrite, ...]) -> Decision:
    ref = exception.ref if exception else ""
    made = phase.made.get((ref, safe))
    if made is None:
        rule, because = f"level:{level.key}", sentences.nothing_closes(level)
        if exception is not None:
            rule = f"exception:{exception.ref}"
            because = sentences.opened(exception, _clock(phase, exception.until))
        clause = phase.clause(ref, level.key)
        made = phase.made[ref, safe] = Decision(
            Verdict.ALLOW, rule, because, clause=clause, rewrites=safe, epoch=phase.epoch
        )
    return made


def _block(
    phase: Phase, rule: str, because: str, otherwise: str, *clauses: str, category: str = "", askable: bool = False
) -> Decision:
    """In a phase one rule says one thing of a category: the decision made first is the one given again."""
    made = phase.made.get((rule, category))
    if made is None:
        clause = phase.clause(*clauses)
        made = phase.made[rule, category] = Decision(
            Verdict.BLOCK, rule, because, category, clause, otherwise, askable=askable, epoch=phase.epoch
        )
    return made


def _clock(phase: Phase, moment: datetime | None) -> str:
    """A moment on the school's wall clock, as a sentence says it; nothing for no end."""
    if moment is None:
        return ""
    local = moment.astimezone(phase.zone)
    return f"{local:%H:%M} on {local.day} {local:%B %Y}"
