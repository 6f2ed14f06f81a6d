"""A cluster that speaks Spark: a standalone master, or any server of Spark Connect (Spark's own, or Sail).

With ``spark://HOST:PORT`` the driver, a Java process, runs beside this one. With ``sc://HOST:PORT`` it runs there, and
this process sends questions and takes Arrow. The parts must lie under the same path on every machine that reads them.
"""

import os
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pyspark
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql.connect.session import SparkSession as Remote
from pyspark.sql.session import SparkSession

from schoolgate.activity.engines.compiling import as_declared, spark_empty, spark_schema, sql
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.questions.tables import view
from schoolgate.activity.rows import KINDS
from schoolgate.kernel.errors import SchoolgateError

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

HOME: Final = Path(pyspark.__file__).parent  # what SPARK_HOME has to say for the wheel
_LOOPBACK: Final = ("127.0.0.1", "localhost")
# What each says of a file that is not there, is cut short, or is none of Parquet's.
_UNREADABLE: Final = re.compile(
    r"PATH_NOT_FOUND|FAILED_READ_FILE|CANNOT_READ_FILE|not a Parquet file|No such file|not found"
    r"|[Pp]arquet error|[Oo]bject store"
)


class ClusterError(SchoolgateError):
    """The cluster could not be reached, or could not finish."""


class Cluster:
    """One session, kept between questions. Questions asked at once wait for one another: they share its views."""

    def __init__(self, address: str, key: str = "spark") -> None:
        self.key, self._address = key, address
        self._session: Any = None
        self._one = threading.Lock()

    def answer(self, asked: "ibis.Table", parts: Parts) -> "pa.Table":
        _all_there(parts)
        with self._one:
            try:
                self._session = self._session or _session(self._address)
                for kind in KINDS:
                    _put(self._session, kind, parts.get(kind, ()))
                return as_declared(self._session.sql(sql(asked, "pyspark")).toArrow(), asked)
            except (PySparkException, Py4JJavaError) as wrong:
                raise _told(wrong, self._address) from wrong

    def close(self) -> None:
        with self._one:
            session, self._session = self._session, None
            if session is not None:
                session.stop()


def _session(address: str) -> Any:
    if address.startswith("sc://"):
        session: Any = Remote.builder.remote(address).create()
        session.conf.set("spark.sql.session.timeZone", "UTC")
        return session
    os.environ.setdefault("SPARK_HOME", str(HOME))
    builder = SparkSession.Builder().master(address).appName("Schoolgate")
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "8",
    }
    if (urlsplit(address).hostname or "") in _LOOPBACK:
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _put(session: Any, kind: str, paths: Sequence[Path]) -> None:
    if paths:
        frame = session.read.schema(spark_schema(kind)).parquet(*map(str, paths))
    else:
        frame = session.sql(spark_empty(kind))  # made there: rows given from here would need our Python on each machine
    frame.createOrReplaceTempView(view(kind))


def _all_there(parts: Parts) -> None:
    """Sail answers from the files it finds, and says nothing of one that is gone."""
    for path in (path for each in parts.values() for path in each):
        if not path.is_file():
            raise PartUnreadableError(path.name, "it is gone.", "Look at what is missing, then ask again.")


def _told(wrong: Exception, address: str) -> SchoolgateError:
    words = str(wrong)
    if _UNREADABLE.search(words):
        return PartUnreadableError(
            "the log", "the cluster cannot read one of its parts.", "Look at what is missing, then ask again."
        )
    first = words.splitlines()[0][:200]
    return ClusterError(address, first, "See that the cluster runs, then ask again; or set ACTIVITY_ENGINE to duckdb.")
