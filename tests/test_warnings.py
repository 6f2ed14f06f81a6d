"""A warning is a fault to be put right today, a deprecation most of all."""

import warnings

import pytest


@pytest.mark.parametrize("kind", [DeprecationWarning, PendingDeprecationWarning, ResourceWarning, UserWarning])
def test_a_warning_stops_the_test_that_caused_it(kind: type[Warning]) -> None:
    with pytest.raises(kind):
        warnings.warn("this will go", kind, stacklevel=1)


def test_nothing_is_let_off(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("filterwarnings") == ["error"]
