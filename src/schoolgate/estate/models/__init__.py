"""What the estate room keeps."""

from schoolgate.estate.models.tokens import GivenAnswer, MachineToken, token_ref

__all__ = ["GivenAnswer", "MachineToken", "token_ref"]
