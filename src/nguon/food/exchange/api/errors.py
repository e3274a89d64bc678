"""What the REST binding of EPCIS 2.0 refuses beside content, each with its problem type."""

from nguon.base.errors import InputInvalid, NguonError


class BodyTooLarge(NguonError):
    """More octets than are read at once."""

    status = 413
    problem_type = "epcisException:CaptureLimitExceededException"


class UriTooLong(NguonError):
    """A question that does not fit into an address: name it with `POST /queries` instead."""

    status = 414
    problem_type = "epcisException:URITooLongException"


class NotReadable(NguonError):
    """A format that is not read here."""

    status = 415
    problem_type = "epcisException:UnsupportedMediaTypeException"


class NotAcceptable(NguonError):
    """None of the formats, versions or spellings that the client accepts is offered."""

    status = 406
    problem_type = "epcisException:NotAcceptableException"


class HeaderInvalid(InputInvalid):
    """A GS1-* header with a value that it cannot have."""

    problem_type = "epcisException:ValidationException"
