"""Answers for rooms above. Each goes by ``asking.ask``, so that one setting says what reads the log, whoever asks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from schoolgate.activity.asking import ask
from schoolgate.activity.filling import manifest_of
from schoolgate.people.models import School

if TYPE_CHECKING:
    import pyarrow as pa


def answer(school: School, key: str, said: Mapping[str, Any]) -> "pa.Table":
    """The whole answer. Of a person it is asked only by what was entered as a look, or what tells no row to anybody.

    Raises ``PartUnreadableError`` where part of the log is damaged, and ``ClusterError``.
    """
    return ask(key, said, lambda question, values: manifest_of(school, question, values)).table


def answered(school: School, key: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of an ``answer``, in its order; none where nothing was loaded."""
    return list(answer(school, key, said).to_pylist())
