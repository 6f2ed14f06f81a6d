"""The deadlines the law and national guidance fix, each with its source. What nobody has confirmed says so."""

from dataclasses import dataclass
from typing import Final

from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.rules import Clock, Days, Hours, Months, NextWorkingDay, Rule, SchoolPeriods, SoonerOf

_STATE: Final = frozenset({"maintained", "academy"})
_ALL_BUT_SCOTLAND: Final = frozenset({Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND})
_ENGLAND: Final = frozenset({Nation.ENGLAND})


@dataclass(frozen=True, slots=True)
class Statutory:
    """``checked`` is false where the figure is from general knowledge and its source has not been read for it.

    ``funding`` (keys of ``vocabulary.schools.Funding``) and ``nations`` say which schools it binds; empty for all.
    """

    key: str
    words: str
    rule: Rule
    source: str
    checked: bool = True
    funding: frozenset[str] = frozenset()
    nations: frozenset[Nation] = frozenset()

    def binds(self, nation: Nation, funding: str) -> bool | None:
        """Whether it binds such a school. None when that turns on the kind of school, and nobody has said it."""
        if self.nations and nation not in self.nations:
            return False
        if not self.funding:
            return True
        return funding in self.funding if funding else None


_ALL: Final = (
    Statutory(
        "breach-to-ico",
        "tell the Information Commissioner of a breach that risks people's rights, within 72 hours of knowing",
        Hours(72),
        "UK GDPR article 33(1)",
    ),
    Statutory(
        "subject-access",
        "answer a subject access request within one month of receiving it",
        NextWorkingDay(Months(1)),
        "UK GDPR article 12(3); Information Commissioner's guidance on counting the month",
    ),
    Statutory(
        "subject-access-extended",
        "answer a complex subject access request within three months of receiving it",
        NextWorkingDay(Months(3)),
        "UK GDPR article 12(3); Information Commissioner's guidance on extending the time",
    ),
    Statutory(
        "data-protection-complaint",
        "acknowledge a data protection complaint within 30 days",
        Days(30),
        "Data Protection Act 2018 section 164A, from 19 June 2026",
    ),
    Statutory(
        "freedom-of-information",
        "answer a freedom of information request within 20 school days or 60 working days, whichever is sooner",
        SoonerOf((Days(20, Clock.FOI_SCHOOL), Days(60, Clock.FOI_WORKING))),
        "Freedom of Information Act 2000 section 10; SI 2004/3364 regulation 3, SI 2010/2768 for academies",
        funding=_STATE,
        nations=_ALL_BUT_SCOTLAND,
    ),
    Statutory(
        "educational-record",
        "give a parent the educational record within 15 school days (maintained schools)",
        Days(15, Clock.SCHOOL),
        "Education (Pupil Information) (England) Regulations 2005 regulation 5",
        funding=frozenset({"maintained"}),
        nations=_ENGLAND,
    ),
    Statutory(
        "designated-officer",
        "refer an allegation against an adult to the local authority designated officer within one working day",
        Days(1, Clock.WORKING),
        "local safeguarding procedures (Sheffield and Durham read)",
        nations=_ENGLAND,
    ),
    Statutory(
        "high-risk-update",
        "install a high-risk security update within 14 days",
        Days(14),
        "DfE cyber security standards",
        nations=_ENGLAND,
    ),
    Statutory(
        "filtering-and-monitoring-review",
        "review filtering and monitoring at least once every academic year",
        SchoolPeriods(1, "year"),
        "DfE filtering and monitoring standards",
        nations=_ENGLAND,
    ),
)
STATUTORY: Final[dict[str, Statutory]] = {entry.key: entry for entry in _ALL}


def binding(nation: Nation, funding: str) -> tuple[Statutory, ...]:
    """The deadlines that bind a school of this kind in this nation, those that may bind it among them."""
    return tuple(entry for entry in _ALL if entry.binds(nation, funding) is not False)
