"""A refusal carries its reason."""

import pytest

from nguon.base import errors
from nguon.base.decision import ALLOWED, Decision
from nguon.base.errors import FieldError, InputInvalid, NguonError, Refused

ON_HOLD = Decision(allowed=False, code="on_hold", reason="The lot is on hold already.")


def test_what_is_allowed_goes_on():
    ALLOWED.require()


def test_what_is_refused_stops_with_the_decision():
    with pytest.raises(Refused) as refused:
        ON_HOLD.require()
    assert (refused.value.decision, str(refused.value)) == (ON_HOLD, "The lot is on hold already.")


def test_every_fault_of_an_input_is_in_its_text():
    error = InputInvalid([FieldError("kg", "negative"), FieldError("time", "without offset")])
    assert str(error) == "kg: negative; time: without offset"


def test_each_error_has_its_status():
    kinds = [kind for kind in NguonError.__subclasses__() if kind.__module__ == errors.__name__]
    statuses = {kind.__name__: kind.status for kind in kinds}
    assert statuses == {
        "Unidentified": 401,
        "Refused": 403,
        "InputInvalid": 400,
        "Missing": 404,
        "Conflict": 409,
        "TooLarge": 413,
        "TooManyAttempts": 429,
        "ReadOnlyCopy": 503,
    }
