"""Ask a question of the parts that a manifest names, on an engine, and say how long that took."""

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schoolgate.activity.engines.choosing import chosen, engine
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.activity.questions.telling import told

if TYPE_CHECKING:
    import pyarrow as pa

# Which parts of the kinds a question reads hold the days it asks for: the manifest's answer, taken anew each time.
type Manifest = Callable[[Question, Values], Parts]


@dataclass(frozen=True, slots=True)
class Answer:
    """``table`` is the whole answer, in its order. ``parts`` counts the files read, ``seconds`` the engine's time."""

    question: Question
    values: Values
    table: "pa.Table"
    engine: str
    parts: int
    seconds: float


def ask(key: str, said: Mapping[str, Any], manifest: Manifest, *, on: str = "") -> Answer:
    """Ask ``key``, told ``said`` (as ``questions.telling.told``). A part that is put together with others or erased
    while it is read makes it read the manifest once more.

    Raises ``NotFoundError``, ``BadInputError``, ``PartUnreadableError`` or ``ClusterError``.
    """
    question = QUESTIONS.get(key)
    values, name = told(question, said), chosen(on)
    try:
        return _answered(question, values, manifest, name)
    except PartUnreadableError:
        return _answered(question, values, manifest, name)


def _answered(question: Question, values: Values, manifest: Manifest, name: str) -> Answer:
    asked, answering, parts = question.ask(_tables(), values), engine(name), manifest(question, values)
    began = time.perf_counter()
    table = answering.answer(asked, parts)
    seconds = time.perf_counter() - began
    return Answer(question, values, table, name, sum(len(each) for each in parts.values()), seconds)


def _tables() -> Any:
    """By name, so that pages which list the questions need not wait for Ibis."""
    return importlib.import_module("schoolgate.activity.questions.tables").tables()
