"""What a machine token may be allowed to do with the filter."""

from typing import Final

from schoolgate.estate.scopes import scope

TEST: Final = scope("filtering.test", "fetch the filter tests it is to run, and send in what they found")
