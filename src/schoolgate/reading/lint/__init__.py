"""Things in a policy worth a governor's eye, each with its sentence quoted. Advice only: nothing is ever rewritten.

One file in ``rules`` is one rule: its words, what finds it, wording a person may accept, and examples that are tests.
"""

from schoolgate.reading.lint.run import lint

__all__ = ["lint"]
