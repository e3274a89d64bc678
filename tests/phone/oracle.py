"""What the phones promised, kept outside them: the judge of what the server holds in the end."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tests.phone.book import Entry
from tests.phone.phone import Saved


@dataclass(frozen=True)
class Begun:
    """A form that was filled in when the phone died: a draft still, or a record already."""

    id: str
    kind: str
    subject: str
    actor: str
    phone: str


@dataclass
class Oracle:
    promised: dict[str, Saved] = field(default_factory=dict)
    """Records of which a phone said «saved», by id."""

    actors: dict[str, str] = field(default_factory=dict)
    lost_photos: set[str] = field(default_factory=set)

    def promise(self, saved: Saved, *, actor: str) -> None:
        """The same draft saved twice must be the very same record."""
        before = self.promised.setdefault(saved.id, saved)
        assert before == saved, "one draft became two contents"
        assert self.actors.setdefault(saved.id, actor) == actor
        assert saved.words["actor"] == actor, "signed by somebody else"

    @property
    def photos(self) -> set[str]:
        named = {sha for saved in self.promised.values() for sha in saved.photos}
        return named - self.lost_photos

    def judge(self, entries: Iterable[Entry], *, photos: Collection[str]) -> list[str]:
        """Every way in which the server's book differs from what was promised, in words."""
        held = list(entries)
        ids = [entry.id for entry in held]
        verdict = [f"doubled: {id_}" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
        verdict += [f"lost: {self.promised[i].text}" for i in self.promised if i not in set(ids)]
        for entry in held:
            saved = self.promised.get(entry.id)
            if saved is None:
                verdict.append(f"invented: {entry.raw}")
                continue
            if entry.raw != saved.text:
                verdict.append(f"changed: {saved.text} became {entry.raw}")
            if str(entry.actor) != self.actors[entry.id]:
                verdict.append(f"signed over to {entry.actor}: {saved.text}")
        verdict += [f"photo lost: {sha}" for sha in sorted(self.photos - set(photos))]
        return verdict
