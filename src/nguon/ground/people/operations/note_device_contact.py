"""Note that a phone was heard from."""

from datetime import datetime

from nguon.ground.people.models import Device

_MOST = 2_000_000_000


def note_device_contact(
    device: Device, *, at: datetime, build: str = "", unsent: int | None = None
) -> None:
    """One statement, no lock held: a contact that is overtaken by a later one is no loss.

    `unsent` is what the phone says it still keeps after this contact; None if it says nothing.
    """
    news: dict[str, object] = {"last_seen_at": at}
    if build:
        news["build"] = build[:60]
    if unsent is not None:
        news["unsent"] = min(max(unsent, 0), _MOST)
    Device.objects.filter(pk=device.pk).update(**news)
