"""Whether a meeting may ratify: enough of its members were there. Pure."""

from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.bodies import BODIES

MOST = 999


def check(body: str, present: int | None, quorum: int | None, *, pending: bool) -> None:
    """Raises ``BadInputError`` for half an answer, and for a meeting too small to ratify, unless it is ``pending``.

    Where nobody gives the numbers nothing is assumed of them. A head who ratifies by delegation needs no meeting.
    """
    if body == "head" and (present is not None or quorum is not None):
        raise BadInputError(
            "How many were there", "is asked of a meeting, and the headteacher meets nobody.", "Leave it empty."
        )
    if (present is None) != (quorum is None):
        raise BadInputError(
            "How many were there", "comes with how many the meeting needs.", "Give both, or leave both empty."
        )
    if present is None or quorum is None:
        if pending:
            raise BadInputError(
                "Not ratified yet", "is for a meeting that was too small.", "Say how many were there, and were needed."
            )
        return
    if quorum < 1 or max(present, quorum) > MOST:
        raise BadInputError("How many the meeting needs", f"is from 1 to {MOST}.", "Look at the body’s own rules.")
    if present >= quorum:
        if pending:
            raise BadInputError(
                "Not ratified yet", f"is not so: {present} were there and {quorum} were needed.", "Take that back."
            )
        return
    if not pending:
        raise BadInputError(
            BODIES.get(body, body),
            f"had {present} there and needs {quorum}, so nothing it ratified that day stands.",
            "Give the meeting that had enough, or put the policy in force as not ratified yet.",
        )
