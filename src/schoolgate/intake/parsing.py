"""A delivery's own file, read in the bounded process: looked at, or row by row."""

from collections.abc import Generator
from typing import Any, Final

from django.db.models.fields.files import FieldFile

from schoolgate.feeds.contract import Reject, Row
from schoolgate.intake import bounded
from schoolgate.intake.models import Delivery

ROWS_BYTES: Final = 1_000_000_000  # of rows told one by one; they are never all held
ROWS_SECONDS: Final = 300


def content(file: FieldFile) -> bytes:
    """What a locked file holds. It is not kept beside the row, as the field itself would."""
    with file.storage.open(str(file.name)) as opened:
        data: bytes = opened.read()
    return data


def look(delivery: Delivery) -> dict[str, Any]:
    """What ``intake.tasks.look`` says of the file. Raises ``BadInputError`` where it cannot be read."""
    found = list(bounded.run("look", {"feed": delivery.feed}, {delivery.name: content(delivery.file)}))
    answer: dict[str, Any] = found[0]
    return answer


def rows(delivery: Delivery, rejects: list[Reject]) -> Generator[Row]:
    """The rows, in order, as they are read; those that cannot be used are put among ``rejects`` on the way."""
    mapping = delivery.mapping.columns if delivery.mapping else {}
    asked = {"feed": delivery.feed, "mapping": mapping}
    data = content(delivery.file)
    for batch in bounded.run(
        "rows",
        asked,
        {delivery.name: data},
        wall_seconds=ROWS_SECONDS,
        cpu_seconds=ROWS_SECONDS,
        result_bytes=ROWS_BYTES,
    ):
        for item in batch:
            if len(item) == 3:
                yield Row(item[0], item[2], item[1])
            else:
                rejects.append(Reject(item[0], item[2], item[3], item[1]))
