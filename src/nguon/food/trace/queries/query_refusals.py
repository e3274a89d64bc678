"""Why a query is not answered, as errors that know their status and EPCIS problem type."""

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid, NguonError
from nguon.core.epcis.query import QueryParameterError, SimpleEventQuery


class QueryParameterInvalid(InputInvalid):
    """A parameter that does not exist, or a value that it cannot have."""

    problem_type = "epcisException:QueryParameterException"

    @classmethod
    def of(cls, error: QueryParameterError) -> "QueryParameterInvalid":
        message = _("No such query parameter, or no such value for it.")
        return cls(
            [
                FieldError(one.parameter, message, expected=one.expected, got=one.got)
                for one in error.problems
            ]
        )


class QueryTooLarge(NguonError):
    """More events than the asker's maxEventCount; never answered with a part of them."""

    status = 413
    problem_type = "epcisException:QueryTooLargeException"


class QueryTooComplex(QueryTooLarge):
    """More parameters in one query than the database plans in good time."""

    problem_type = "epcisException:QueryTooComplexException"


MOST_CONDITIONS = 40
"""Planning takes more than twice the time for twice the parameters, before anything is read."""


def require_simple(query: SimpleEventQuery) -> None:
    if len(query.conditions) > MOST_CONDITIONS:
        message = _("Too many parameters: expected at most %(most)d, got %(got)d. Ask in steps.")
        raise QueryTooComplex(message % {"most": MOST_CONDITIONS, "got": len(query.conditions)})
