"""By whose reading of CBV 2.0 §8.9 an event is hashed."""

from enum import StrEnum


class HashProfile(StrEnum):
    """The reference implementation and the printed rules disagree, so each has a name.

    `REFERENCE` says what version 1.9.3 of the reference implementation (RalphTro) prints, which
    is what others compare with. `PRINTED` says what the text of the standard prints.
    """

    REFERENCE = "reference"
    PRINTED = "printed"


class Syntax(StrEnum):
    """How an event came. In XML only `gs1:` and `cbv:` abbreviate a value; in JSON-LD all do."""

    JSON = "json"
    XML = "xml"
