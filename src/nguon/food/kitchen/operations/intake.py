"""Judge what a phone hands in, one item after the other, and store what can be stored."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import InputInvalid
from nguon.food.kitchen.choices import ParkedFor, ParkedOutcome
from nguon.food.kitchen.models import ParkedRecord
from nguon.food.kitchen.operations.item import Item, ItemResult, Sent
from nguon.food.kitchen.operations.journal_envelope import journal_envelope
from nguon.food.kitchen.operations.parking import Parking
from nguon.food.kitchen.operations.rights import Rights
from nguon.food.kitchen.operations.run import Run
from nguon.food.kitchen.operations.soundness import require_correction_sound, unknown_to
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.acts import ACT_OF_KIND, acts_to_change
from nguon.food.kitchen.rules.phone_kinds import NOT_BY_PHONE, PHONE_KINDS
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import (
    RecordEnvelope,
    appended_before,
    record_numbers,
    require_sound,
)
from nguon.ground.journal.queries import conflicts_under
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Device

MOST_CONTENTS = 20
"""Kept under one number beside the first one; a phone that lost its mind may send thousands."""


class Intake:
    """One transaction that has waited for the place of the device."""

    def __init__(self, device: Device, *, at: datetime, sent: Sent) -> None:
        self.device = device
        self.at = at
        self.sent = sent
        self.table = Worktable(device.place)
        self.run = Run(self.table, at=at)
        self.parking = Parking(device, at=at)
        self._known: dict[UUID, Record] = {}
        self._numbers: list[int] = []
        self._rights = Rights(device.place)

    def take(self, items: Sequence[Item]) -> list[ItemResult]:
        """The answers, in the order of the items."""
        ids = {item.id for item in items if item.id}
        self._known = Record.objects.only("id", "sha256").in_bulk(ids)
        new = [item for item in items if item.id not in self._known and not item.fault]
        if new:
            self._look_around(new)
        answers: dict[int, ItemResult] = {}
        waiting = list(enumerate(items))
        while waiting:
            before, still = len(waiting), []
            for index, item in waiting:
                answers[index] = self._take(item)
                if answers[index].code == ParkedFor.UNKNOWN_REFERENCE:
                    still.append((index, item))
            # What an item names may stand further down in the same batch.
            waiting = still if 0 < len(still) < before else []
        self.parking.write()
        self.run.finish()
        return [answers[index] for index in range(len(items))]

    def _look_around(self, new: Sequence[Item]) -> None:
        """Everything that judging these asks for, at once."""
        self.parking.look_for({item.envelope.id for item in new})
        self.table.fetch([(item.envelope, item.body) for item in new])
        self._rights.fetch({item.envelope.actor_id for item in new})
        self._numbers = record_numbers(len(new))

    def _take(self, item: Item) -> ItemResult:
        try:
            return self._judged(item)
        except InputInvalid as error:
            return item.invalid(error)

    def _judged(self, item: Item) -> ItemResult:
        if item.id in self._known and self._is_ours(item):
            return self._again(item, self._known[item.id])
        envelope, body = item.envelope, item.body
        if not self._is_ours(item):
            text = _("This record is of another kitchen than the phone.")
            return replace(item.answer("invalid", "wrong_kitchen", text), field="kitchen")
        if envelope.kind not in PHONE_KINDS:
            text = _("A phone does not record this. Sign in on the web pages.")
            return replace(item.answer("invalid", "not_by_phone", text), field="type")
        earlier = self.parking.earlier(item)
        decision = self.parking.decision_on(earlier)
        if decision is not None and decision.outcome == ParkedOutcome.REFUSED:
            return item.answer("invalid", "refused", decision.reason)
        journal = self._journal(item, earlier)
        if journal.supersedes == journal.id:
            require_sound(journal, self.at)
        code, text = self._reason_to_wait(item, journal, earlier)
        missing = [] if code else unknown_to(self.table, envelope, body)
        if code or missing:
            return self.parking.park(item, journal, code=code, text=text, missing=missing)
        require_sound(journal, self.at)
        require_correction_sound(envelope, self.table)
        self._store(item, journal, earlier)
        return item.answer("stored")

    def _is_ours(self, item: Item) -> bool:
        told = item.said.get("kitchen")
        return isinstance(told, str) and told.lower() == str(self.device.place_id)

    def _again(self, item: Item, first: Record) -> ItemResult:
        if item.sha256 == first.sha256:
            return item.answer("duplicate")
        if conflicts_under(first.pk, but=item.sha256) >= MOST_CONTENTS:
            text = _("Too many different records came in under this number. Tell the manager.")
            return item.answer("failed", "inbox_full", text)
        again = self._journal(item, None).record(self.at)
        appended_before(first, again)
        text = _("Another record was stored under this number. Both are kept.")
        return item.answer("conflict", "other_content", text)

    def _journal(self, item: Item, earlier: ParkedRecord | None) -> RecordEnvelope:
        """A record that waited keeps the corrected time that was found when it came."""
        envelope = item.envelope
        not_after = self.sent.not_after(envelope, received_at=self.at)
        return journal_envelope(
            item.raw,
            envelope,
            submitted_by_id=self.device.pk,
            channel=Channel.PHONE,
            not_after=earlier.corrected_at if earlier else not_after,
        )

    def _store(self, item: Item, journal: RecordEnvelope, earlier: ParkedRecord | None) -> None:
        record = journal.record(
            earlier.received_at if earlier else self.at,
            admitted_at=self.at if earlier else None,
            sequence=self._next_number(),
        )
        self.table.add_record(record)
        self.run.store(record, item.envelope, item.body)
        self._known[record.pk] = record
        self.parking.take_out(item)

    def _next_number(self) -> int:
        if not self._numbers:
            self._numbers = record_numbers(1)
        return self._numbers.pop(0)

    # May it be stored?

    def _reason_to_wait(
        self, item: Item, journal: RecordEnvelope, earlier: ParkedRecord | None
    ) -> tuple[str, str]:
        """For a person to decide; the code and the words, or two empty texts."""
        received_at = earlier.received_at if earlier else self.at
        if self.device.revoked_at is not None and self.device.revoked_at <= received_at:
            return ParkedFor.DEVICE_REVOKED, _(
                "This phone was taken out of use. The manager decides on what it hands in."
            )
        allowed = self._acts_of(journal, received_at=received_at)
        wanted = self._acts_wanted(item)
        if all(act in allowed and act not in NOT_BY_PHONE for act in wanted):
            return "", ""
        lacking = next(act for act in wanted if act not in allowed or act in NOT_BY_PHONE)
        return ParkedFor.PERSON_NOT_ALLOWED, _(
            "This person may not %(act)s by phone. The manager decides on it."
        ) % {"act": lacking.label}

    def _acts_wanted(self, item: Item) -> Iterable[Act]:
        envelope = item.envelope
        acts = [ACT_OF_KIND[envelope.kind]]
        if envelope.supersedes is not None:
            original = self.table.original_kind(envelope.supersedes)
            acts += [Act.CORRECT_RECORD, *(acts_to_change(original) if original else ())]
        return acts

    def _acts_of(self, journal: RecordEnvelope, *, received_at: datetime) -> frozenset[Act]:
        """By the roles on the day of the deed; a clock that cannot be right is not asked.

        No phone records before it was paired or after it handed the record in.
        """
        sure = self.device.enrolled_at <= journal.corrected_at <= received_at
        judged_at = journal.corrected_at if sure else received_at
        return self._rights.acts(journal.actor_id, on=clock.local_day(judged_at))
