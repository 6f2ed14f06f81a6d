"""Answers for rooms above. Each goes by ``asking.ask``, so that one setting says what reads the log, whoever asks."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from schoolgate.activity.asking import ask
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.filling import manifest_of
from schoolgate.activity.queries.manifest import parts
from schoolgate.activity.questions.contract import Question, Values
from schoolgate.frame.actor import system
from schoolgate.kernel.later import later
from schoolgate.people.models import School

if TYPE_CHECKING:
    import pyarrow as pa

    from schoolgate.activity.actions import mending
else:
    mending = later("schoolgate.activity.actions.mending")

_BY: Final = system("web activity")


def answer(school: School, key: str, said: Mapping[str, Any]) -> "pa.Table":
    """The whole answer. Of a person it is asked only by what was entered as a look, or what tells no row to anybody.

    Raises ``PartUnreadableError`` where part of the log is damaged, and ``ClusterError``.
    """
    return ask(key, said, lambda question, values: manifest_of(school, question, values)).table


def answered(school: School, key: str, said: Mapping[str, Any], *, mend: bool = False) -> list[dict[str, Any]]:
    """The rows of an ``answer``, in its order; none where nothing was loaded.

    With ``mend``, parts that keep the log from being read and are not as they were sealed are set aside, so that every
    page tells them as missing, and what is left is asked: one bad file costs a page its own rows, and not the page.
    """
    read: dict[Path, str] = {}

    def manifest(question: Question, values: Values) -> Parts:
        found = manifest_of(school, question, values)
        read.update({path: kind for kind, paths in found.items() for path in paths})
        return found

    try:
        return list(ask(key, said, manifest).table.to_pylist())
    except PartUnreadableError:
        kinds = set(read.values()) if mend else ()
        refs = [one.ref for kind in kinds for one in parts(school, kind) if one.path in read]
        damaged = [ref for ref in refs if mending.set_aside(school, ref, actor=_BY)]
        if not damaged:
            raise
    return list(answer(school, key, said).to_pylist())
