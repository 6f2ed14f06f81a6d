"""How strongly a piece of policy binds, and which way: the rules that tell a promise from background."""

import re
from typing import Final

from schoolgate.reading.items import under
from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.present import present
from schoolgate.reading.stems import (
    StemKind,
    ends_in_condition,
    ends_in_knowing,
    ends_open,
    stem_kind,
)
from schoolgate.reading.wording.facts import REVIEW_LINE
from schoolgate.reading.wording.modals import Modal, aside, modals, opens_aside, pointed
from schoolgate.reading.wording.people import PERSON_RE, names_subject
from schoolgate.reading.wording.phrases import HOPES, KNOWS, LAW_AND_POINTERS, NARRATIVE, QUESTION
from schoolgate.reading.wording.senses import (
    ALLOWED,
    HAPPENS,
    SOFT_WILL,
)
from schoolgate.reading.wording.verbs import BASE, GERUNDS, PARTICIPLES, THIRD, Opening
from schoolgate.reading.wording.verdict import Judgement, none
from schoolgate.reading.wording.words import words


def folded(text: str) -> str:
    """Lower case, straight quotes, one kind of dash, emphasis marks gone: what the rules are written in."""
    text = _LEADING_MARK.sub("", text[:_LONGEST].translate(_STRAIGHT))
    text = re.sub(r"^(?:and|or),? (?!(?:will|must|should|may|are|is)\b)", "", text)
    text = _SLIP.sub(r"\1not\2", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}", "", text)).strip()


_LONGEST: Final = 2_000  # letters of a sentence that are heard
_STRAIGHT: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "\u00a0": " "})
_LEADING_MARK: Final = re.compile(
    r"^\s*(?:[-*>•●▪■◦○❖✓✔➢►▶‣∙·➔◆\uf000-\uf8ff]+\s+|o\s+(?=[A-Z])|\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.)]\s+)"
)
_SLIP: Final = re.compile(
    r"(?<=[a-zA-Z])(\b (?:is|are|may|must|should|will|can) )no( (?:be|available|allowed|permitted|used)\b)"
)
_FRAGMENT: Final = re.compile(r"^\W*$|^[\W\d]+$")
_BEST_PRACTICE: Final = re.compile(
    r"\bit is (?:\w+ )?(?:best|good) practice\b|\bis (?:recommended|advisable|advised)"
    r"\b"
)
_VITAL: Final = re.compile(
    r"^it is (?:\w+ )?(?:essential|vital|imperative|crucial|critical|mandatory|compulsory|"
    r"a requirement)(?: \w+)? (?:that|for|to)\b"
)


def judge(text: str, stem: str = "", heading: tuple[str, ...] = (), *, item: bool = False) -> Judgement:
    """What ``text`` promises, said under ``stem`` and ``heading``. ``item``: a list item or a table's cell."""
    plain = folded(text)
    if _FRAGMENT.match(plain) or QUESTION.search(plain):
        return none("question or mark")
    kind, lead = stem_kind(folded(stem), heading) if stem else (StemKind.OPEN, (Strength.NONE, Polarity.DO))
    own = _sentence(plain, heading, item=item)
    if not stem or kind is StemKind.OPEN:
        return own
    return under(plain, own, kind, lead, folded(stem))


def judge_stem(text: str, stem: str, heading: tuple[str, ...]) -> Judgement:
    """A sentence that opens a list. It promises by itself only where it says something whole before its items."""
    own = judge(text, stem, heading)
    lower = folded(text).lower().rstrip(" :-")
    found = modals(lower)
    rest = lower[found[-1].end :].split() if found else lower.split()
    whole = len(rest) >= 8 or (len(rest) >= 4 and not ends_open(lower))
    if own.promises and len(lower.split()) >= 4 and (ends_in_condition(lower) or ends_in_knowing(lower)):
        return own
    return own if own.promises and found and whole else none("stem")


_DOES_IT: Final = Opening(r"\s*(?:also |only )?", BASE - {"have", "help", "be"})
_TO_BE_DONE: Final = Opening(r".{3,40} for .{3,80}? to be ", PARTICIPLES)
_MAY_BE_DONE: Final = Opening(r"\s*(?:also |only )?be ", PARTICIPLES)
_NOT_LEAVE: Final = re.compile(r"\b(?:ensur\w+|helps?|so|that|to|if|feel|make|making)\b")
_TO_GROW: Final = re.compile(
    r" (?:be aware of the (?:risks?|dangers?)|(?:\w+ )?(?:learn|develop|understand|build|grow|feel|acquire|become)\b)"
)


def _sentence(plain: str, heading: tuple[str, ...], *, item: bool) -> Judgement:
    """One sentence on its own words."""
    lower = plain.lower()
    if REVIEW_LINE.search(lower):
        return Judgement(Strength.MUST, Polarity.DO, 0.7, "review date")
    for name, pattern in LAW_AND_POINTERS:
        if pattern.search(plain):
            return none(f"silent: {name}")
    if hopes := HOPES.search(plain):
        return _hoped(plain, hopes)
    stripped = KNOWS.sub("", plain)
    if stripped != plain and stripped:
        return _known(stripped, heading, reminded="reminded" in lower[: len(plain) - len(stripped)])
    if _EXCEPTION.match(lower):
        return Judgement(Strength.MAY, Polarity.DO, 0.6, "exception")
    if _VITAL.match(lower):
        return _vital(lower)
    bound = _by_modal(lower)
    if not bound and _BEST_PRACTICE.search(lower):
        return Judgement(Strength.SHOULD, Polarity.DO, 0.75, "modal best practice")
    if bound and (bound.strength is not Strength.MAY or bound.rule == "modal leave"):
        return bound
    for name, pattern in NARRATIVE:
        if pattern.search(plain):
            return none(f"narrative: {name}")
    return bound or present(plain, heading, item=item)


def _hoped(plain: str, hopes: re.Match[str]) -> Judgement:
    after = plain[hopes.start() :].lower()
    negative = re.search(
        r"\b(?:not to|do not|don't|never|that no|are not|should not|must not|will not|not be)\b", after
    )
    strength = Strength.MUST if hopes["verb"].lower().startswith("require") else Strength.SHOULD
    return Judgement(strength, Polarity.DO_NOT if negative else Polarity.DO, 0.8, "modal ask")


def _known(rule: str, heading: tuple[str, ...], *, reminded: bool) -> Judgement:
    """ "I understand that ...": what is understood is what binds; a bare fact understood is agreed to."""
    inner = _sentence(rule, heading, item=True)
    if inner.promises:
        weak = reminded and not inner.rule.startswith("modal")
        return Judgement(Strength.SHOULD, inner.polarity, 0.7, "reminded") if weak else inner
    later = modals(rule.lower())
    if later and later[-1].strength in {Strength.MUST, Strength.SHOULD} and not inner.rule.startswith("silent"):
        return Judgement(later[-1].strength, pointed(rule.lower(), later[-1]), 0.6, "modal known")
    return none("known fact", 0.6)


def _vital(lower: str) -> Judgement:
    rest = lower.split(" that ", 1)[-1]
    acted = " that " in lower or _TO_BE_DONE.match(lower)
    if not acted or re.search(r"\b(?:understand|aware|know|remember|recogni[sz]e|consider)\b", rest):
        return none("narrative vital", 0.6)
    polarity = Polarity.DO_NOT if re.search(r"\b(?:not|never|no)\b", rest) else Polarity.DO
    return Judgement(Strength.MUST, polarity, 0.75, "modal vital")


_HAS_VERB: Final = re.compile(r"\b(?:is|are|has|have|was|were|do|does)\b")
_EXCEPTION: Final = re.compile(r"(?:the )?(?:only )?exceptions? (?:to (?:this|these|the \w+) )?(?:is|are|will be)\b")
_NAMES_TOO: Final = words(
    "access use photographs phones phone reports report records record films logs log posts displays checks tests"
    " reviews views contacts contact help support monitoring training filtering reporting sharing teaching learning"
    " uses"
)
_STARTS_WITH_ACT: Final = Opening(r"(?:to )?", (BASE | THIRD | GERUNDS) - _NAMES_TOO)
_AIM_BEFORE: Final = re.compile(
    r"\b(?:aims?|purpose|objectives?|intention|goals?|vision|policy|this|rationale)\b[^,]*$"
)


def _by_modal(lower: str) -> Judgement | None:
    """The judgement of the first modal of the main clause that binds; None where there is no modal that does."""
    main = aside(lower)
    found = modals(main)
    whole = lower
    if (
        not found
        and not _STARTS_WITH_ACT.match(lower)
        and not re.match(r"use (?!of|by|and|in)\w", lower)
        and (opens_aside(lower) or _early_aside(lower, main))
    ):
        found, main = modals(lower)[-1:], lower
    for modal in found:
        judgement = _weigh(modal, main, whole)
        if judgement is not None:
            return judgement
    return None


def _early_aside(lower: str, main: str) -> bool:
    """Whether the subject carries a relative clause that swallowed the main verb: "Any pupil who ... will ..."."""
    head = re.match(r"\S+(?:\s\S+){0,6}", main)
    return bool(head) and not _HAS_VERB.search(main) and len(main.split()) <= 11 and len(lower.split()) > 7


def _weigh(modal: Modal, main: str, whole: str) -> Judgement | None:
    """One modal judged in place; None where it only tells how things are."""
    before, after = main[: modal.start], whole[modal.end :]
    polarity = pointed(main, modal)
    if modal.strength is Strength.NONE:
        return Judgement(Strength.NONE, Polarity.DO, 0.7, "not required")
    if (modal.word == "will" and _soft(before, after)) or (modal.word == "is to" and _AIM_BEFORE.search(before)):
        return None
    if modal.strength is Strength.MAY:
        return _permission(modal, main, after, polarity)
    if modal.word == "need" and before.strip() and _TO_GROW.match(after):
        return None
    if modal.word == "will" and polarity is Polarity.DO and re.match(r" be (?:allowed|permitted|welcome) to\b", after):
        return Judgement(Strength.MAY, polarity, 0.8, "modal will allow")
    if modal.word == "will" and re.match(r" (?:also )?(?:seek|aim|endeavour|try|strive|attempt) to\b", after):
        return Judgement(Strength.SHOULD, polarity, 0.75, "modal will try")
    if modal.word == "should" and re.match(r"(?:under|in) no circumstances|on no account|at no time", before):
        return Judgement(Strength.MUST, Polarity.DO_NOT, 0.85, "modal should")
    if modal.word == "should" and _BEST_PRACTICE.search(whole):
        return Judgement(Strength.SHOULD, polarity, 0.8, "modal should")
    named = PERSON_RE.search(before) or re.search(r"\b(?:you|they)\b", before)
    if modal.word == "cannot" and not named and not after.startswith(" be "):
        return None
    return Judgement(modal.strength, polarity, 0.9, f"modal {modal.word}")


_SOME: Final = re.compile(
    r"(?:some|many|most|a few|others|young people|children and young people|society|technology"
    r"|the world)\b(?! of (?:the|our))"
)


def _soft(before: str, after: str) -> bool:
    """A "will" that foretells rather than promises."""
    if SOFT_WILL.match(after) or _SOME.match(before.lstrip(" ,;")):
        return True
    return bool(
        re.search(
            r"(?:^|[,;.] )\s*(?:this|that|which|these|technology|the internet|social "
            r"media)\s*$",
            before,
        )
    ) and not re.match(
        r"\s*(?:also |always |then )?(?:be \w+ed|be (?:done|kept|carried|made|"
        r"given|sent|held|taken|set|led|overseen|undertaken)|include|not|apply|"
        r"take place)\b",
        after,
    )


_NOBODY: Final = re.compile(r"\W*(?:nobody|no[- ]one|none of)\b")
_NOTICED: Final = re.compile(r" (?:ever )?(?:notice|know|realise|have|be aware|understand|see (?:how|that|what))\b")


def _permission(modal: Modal, main: str, after: str, polarity: Polarity) -> Judgement | None:
    """A "may" or "can": leave given, or only how the world is."""
    said = main[modal.start : modal.end]
    allowed = ALLOWED.match(after)
    if said == "may" and _NOBODY.match(main[: modal.start]):
        noticed = _NOTICED.match(after)
        return None if noticed else Judgement(Strength.MUST, Polarity.DO_NOT, 0.85, "modal may not")
    if not names_subject(main[: modal.start]) or (HAPPENS.match(after) and not allowed):
        return None
    if polarity is Polarity.DO_NOT:
        return Judgement(Strength.MUST, Polarity.DO_NOT, 0.85, "modal may not")
    permits = said == "may" and (
        (PERSON_RE.search(main[: modal.start]) and _DOES_IT.match(after)) or _MAY_BE_DONE.match(after)
    )
    if said in {"can", "could"} and re.search(r"(?:^|, )(?:it|this|that|these) $", main[: modal.start]):
        return None
    if said in {"may", "can", "might", "could"} and not allowed and not permits:
        return None
    opening = main[: modal.start]
    close = re.split(r"(?:,| and| but) ", opening)[-1]
    if said.endswith("able to") and (
        _NOT_LEAVE.search(opening) or len(close.split()) > 8 or not (allowed or _DOES_IT.match(after))
    ):
        return None
    if said == "may" and _MAY_BE_DONE.match(after) and not re.search(r"^\W*only\b|\b(?:is|are|has|have)\b", opening):
        return Judgement(Strength.MAY, polarity, 0.7, "modal leave")
    return Judgement(Strength.MAY, polarity, 0.75, "modal may")
