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
    began = time.perf_counter()
    try:
        table, parts = _answered(question, values, manifest, name)
    except PartUnreadableError:
        table, parts = _answered(question, values, manifest, name)
    return Answer(question, values, table, name, parts, time.perf_counter() - began)


def _answered(question: Question, values: Values, manifest: Manifest, name: str) -> tuple["pa.Table", int]:
    parts = manifest(question, values)
    asked = question.ask(_tables(), values)
    return engine(name).answer(asked, parts), sum(len(each) for each in parts.values())


def _tables() -> Any:
    """By name, so that pages which list the questions need not wait for Ibis."""
    return importlib.import_module("schoolgate.activity.questions.tables").tables()
