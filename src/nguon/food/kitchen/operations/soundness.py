"""What a record must be to be stored at a kitchen, whoever sends it."""

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import Body
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.food.kitchen.rules.references import Reference, Thing, unknown_in


def require_sound(envelope: Envelope, body: Body, table: Worktable) -> None:
    """Raises InputInvalid naming every reference that does not lead anywhere."""
    unknown = [one.fault for one in unknown_in(body, table)]
    if unknown:
        raise InputInvalid(unknown)
    require_correction_sound(envelope, table)


def unknown_to(table: Worktable, envelope: Envelope, body: Body) -> list[Reference]:
    """Everything that a record names and that is not here yet, what it corrects first."""
    unknown = unknown_in(body, table)
    if envelope.supersedes is None or table.original_kind(envelope.supersedes) is not None:
        return unknown
    corrected = Reference("supersedes", Thing.RECORD, envelope.supersedes, _("a record"))
    return [corrected, *unknown]


def require_correction_sound(envelope: Envelope, table: Worktable) -> None:
    if envelope.supersedes is None:
        return
    original = table.original_kind(envelope.supersedes)
    if original is None or table.act(envelope.supersedes) is None:
        message = _("This record is not known here.")
        raise InputInvalid([FieldError("supersedes", message, got=str(envelope.supersedes))])
    if envelope.kind not in ("withdrawn", original):
        message = _("A correction is of the same kind as the record.")
        raise InputInvalid([FieldError("type", message, got=envelope.kind)])
