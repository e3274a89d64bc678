"""What may happen to two phones of one kitchen: the deeds of cooks, networks, clocks and batteries.

Each act is told the world and the dice, and returns a line for the log of the walk. Acts that save
give the oracle what the phone promised.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Kitchen
from nguon.ground.people.models import Device
from nguon.ground.people.operations import issue_enrolment_code
from nguon.ground.people.operations.revoke_device import revoke_device
from tests.journeys.backstage import Backstage
from tests.phone import bodies, faults
from tests.phone.bodies import Body
from tests.phone.oracle import Begun, Oracle
from tests.phone.phone import Phone, Saved


@dataclass
class Hand:
    """A phone, and who holds it."""

    phone: Phone
    person: str = ""
    clock_error: timedelta = timedelta()
    in_airplane: bool = False
    begun: list[Begun] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.phone.name


@dataclass
class World:
    kitchen: Kitchen
    dishes: Sequence[str]
    meal: str
    hands: Sequence[Hand]
    backstage: Backstage
    oracle: Oracle = field(default_factory=Oracle)
    forms: int = 0
    """How many forms were opened: each is a subject of its own."""

    def person(self, random: Random) -> str:
        """Somebody who may record: the manager is no cook, and would be asked about it."""
        hands = [*self.kitchen.cooks, self.kitchen.people["health_officer"]]
        return str(random.choice(hands).pk)

    def samples(self) -> list[str]:
        return [id_ for id_, one in self.oracle.promised.items() if _kind(one) == "sample_taken"]

    def lines(self) -> list[str]:
        return [id_ for id_, one in self.oracle.promised.items() if _kind(one) == "delivery_line"]


def _kind(saved: Saved) -> str:
    return str(saved.words["type"])


Act = Callable[[World, Hand, Random], str]


def _form(world: World, random: Random) -> tuple[str, str, Body]:
    """Some kind of record with its subject; what it names may be on the other phone only."""
    fridges = [fridge.pk for fridge in world.kitchen.fridges.values()]
    dish, fridge = random.choice(world.dishes), random.choice(fridges)
    world.forms += 1
    celsius = f"{random.uniform(-20, 12):.1f}"
    amount = f"{random.randint(1, 400) / 4}"
    used = random.sample(world.lines(), k=min(len(world.lines()), random.randint(0, 2)))
    options: list[tuple[str, str, Body]] = [
        ("fridge_reading", str(fridge), bodies.reading(fridge, celsius)),
        ("delivery_line", f"line {world.forms}", bodies.delivery("Rau cải", amount=amount)),
        ("delivery_line", f"line {world.forms}", bodies.delivery("Trứng gà", amount=amount)),
        ("dish_cooked", dish, bodies.cooked(dish, lines=used)),
        ("dish_checked", dish, bodies.checked(dish)),
        ("dish_checked", dish, bodies.checked(dish, decision="stop", note="Có mùi lạ")),
        ("sample_taken", dish, bodies.sample(dish, fridge)),
        ("hold", world.meal, bodies.hold(meals=[world.meal])),
    ]
    if world.samples():
        gone = random.choice(world.samples())
        options.append(("sample_destroyed", gone, bodies.destroyed(gone, note="Đã hủy")))
    return random.choice(options)


def save(world: World, hand: Hand, random: Random) -> str:
    kind, subject, body = _form(world, random)
    photos = random.choice((0, 0, 0, 1, 2)) if kind in ("delivery_line", "dish_checked") else 0
    tab = random.randrange(len(hand.phone.pages))
    _take_up(hand, tab)
    saved = hand.phone.save(kind, subject, body, photos=photos, tab=tab)
    world.oracle.promise(saved, actor=hand.person)
    return f"saves {kind} {saved.id} with {photos} photos in tab {tab}"


def save_twice(world: World, hand: Hand, random: Random) -> str:
    """A double tap; or both tabs at once, where there are two."""
    kind, subject, body = _form(world, random)
    pages = hand.phone.pages
    for tab in range(len(pages)):
        _take_up(hand, tab)
    draft = hand.phone.begin(kind, subject, body)
    words = "window.open_form = await nguon.draft(x[0], x[1])"
    for tab in range(len(pages)):
        hand.phone.do(words, [kind, subject], tab=tab)
    for tab in range(len(pages)):
        hand.phone.do("window.both = [1, 2].map(() => nguon.save(window.open_form))", tab=tab)
    words = "return (await Promise.all(window.both)).map((one) => JSON.stringify(one))"
    for tab in range(len(pages)):
        for envelope in hand.phone.do(words, tab=tab):
            saved = Saved(json.loads(envelope)["id"], envelope)
            assert saved.id == draft, "the id was fixed at the first touch"
            world.oracle.promise(saved, actor=hand.person)
    return f"saves {kind} {draft} twice in each of {len(pages)} tabs"


def correct(world: World, hand: Hand, random: Random) -> str:
    """Any earlier reading, also one that only the other phone has so far."""
    readings = [o for o in world.oracle.promised.values() if _kind(o) == "fridge_reading"]
    if not readings:
        return "has nothing to correct"
    old = random.choice(readings)
    world.forms += 1
    _take_up(hand, 0)
    body = {**old.words["body"], "celsius": f"{random.uniform(1, 5):.1f}"}
    subject = f"correction {world.forms}"
    saved = hand.phone.save(
        "fridge_reading", subject, body, instead_of=old.id, reason="Đọc nhầm số"
    )
    world.oracle.promise(saved, actor=hand.person)
    return f"corrects {old.id} by {saved.id}"


def switch_person(world: World, hand: Hand, random: Random) -> str:
    hand.person = world.person(random)
    for tab in range(len(hand.phone.pages)):
        hand.phone.identify(hand.person, tab=tab)
    return f"is handed to {hand.person}"


def _of_many(seen: faults.Seen) -> bool:
    """A single record that is too large is set aside for a person, and rightly."""
    return faults.SYNC(seen) and len(seen.ids) > 1


def change_network(_world: World, hand: Hand, random: Random) -> str:
    network = hand.phone.network
    network.heal()
    name, rule = random.choice(
        [
            ("refuses", (faults.API, faults.refuse, None)),
            ("is dead", (lambda _seen: True, faults.refuse, None)),
            ("says 500", (faults.API, faults.answer(500), random.randint(1, 4))),
            ("says 500 after storing", (faults.API, faults.answer_after(500), 2)),
            ("says 503", (faults.SYNC, faults.answer(503, ("Retry-After", "5")), 3)),
            ("says 429", (faults.SYNC, faults.answer(429, ("Retry-After", "30")), 2)),
            ("says 413", (_of_many, faults.answer(413), random.randint(1, 3))),
            ("is odd", (faults.SYNC, faults.answer(418), 2)),
            ("loses replies", (faults.SYNC, faults.drop_reply, random.randint(1, 3))),
            ("loses all replies", (faults.API, faults.drop_reply, 4)),
            ("cuts photos", (faults.PHOTOS, faults.cut_body(after=500), 2)),
            ("is a portal", (lambda _seen: True, faults.portal, None)),
            ("is a portal for programs", (faults.API, faults.portal, None)),
        ]
    )
    when, fault, times = rule
    network.spoil(when, fault, times=times)
    return f"network {name}"


def heal_network(_world: World, hand: Hand, _random: Random) -> str:
    hand.phone.network.heal()
    return "network is well"


def airplane(_world: World, hand: Hand, _random: Random) -> str:
    hand.in_airplane = not hand.in_airplane
    hand.phone.airplane(hand.in_airplane)
    return f"airplane mode {hand.in_airplane}"


def wait(_world: World, hand: Hand, random: Random) -> str:
    """Timers ring: the drain each minute, the tries that were put off."""
    by = timedelta(seconds=random.choice((5, 61, 61, 310, 660)))
    hand.phone.pass_time(by)
    hand.clock_error += by
    return f"waits {by}"


def drain(_world: World, hand: Hand, random: Random) -> str:
    tabs = range(len(hand.phone.pages))
    for tab in tabs:
        hand.phone.do("void nguon.drain()", tab=tab)
    return f"drains in {len(tabs)} tabs"


def turn_clock(_world: World, hand: Hand, random: Random) -> str:
    now = clock.now()
    to = random.choice(
        (
            now,
            now,
            now - timedelta(days=3),
            now + timedelta(days=3),
            now - timedelta(minutes=random.randint(1, 90)),
            datetime(1970, 1, 1, 0, 1, tzinfo=UTC),
        )
    )
    hand.clock_error = to - now
    hand.phone.set_clock(to)
    return f"clock shows {to:%Y-%m-%d %H:%M}"


def reload(_world: World, hand: Hand, random: Random) -> str:
    tab = random.randrange(len(hand.phone.pages))
    hand.phone.reload(tab=tab)
    _identify(hand, tab)
    return f"reloads tab {tab}"


def second_tab(_world: World, hand: Hand, _random: Random) -> str:
    pages = hand.phone.pages
    if len(pages) > 1:
        pages.pop().close()
        return "closes the second tab"
    hand.phone.open(tab=1)
    _identify(hand, 1)
    return "opens a second tab"


def kill(world: World, hand: Hand, _random: Random) -> str:
    hand.phone.kill()
    restart(world, hand)
    return "is killed and started again"


def kill_while_saving(world: World, hand: Hand, random: Random) -> str:
    begun = _begin_saving(world, hand, random)
    hand.phone.kill()
    restart(world, hand)
    return f"is killed while saving {begun.kind} {begun.id}{settle(world, hand, begun)}"


def reload_while_saving(world: World, hand: Hand, random: Random) -> str:
    begun = _begin_saving(world, hand, random)
    hand.phone.reload()
    _identify(hand, 0)
    return f"is reloaded while saving {begun.kind} {begun.id}{settle(world, hand, begun)}"


def kill_while_sending(world: World, hand: Hand, random: Random) -> str:
    hand.phone.do("void nguon.drain()")
    hand.phone.kill()
    restart(world, hand)
    return "is killed while sending"


def revoke(world: World, hand: Hand, random: Random) -> str:
    """The manager takes it back, and soon after, or much later, lets it in again."""
    if random.random() < 0.5:
        world.backstage(_revoke_all, world.kitchen, hand.name)
        return "is revoked"
    return "is let in again" if renew(world, hand) else "has no network to be let in again"


def renew(world: World, hand: Hand) -> bool:
    code = world.backstage(_new_code, world.kitchen)
    words = "return nguon.enrol(x[0], x[1]).then(() => true, () => false)"
    return bool(hand.phone.do(words, [code, hand.name]))


def _new_code(kitchen: Kitchen) -> str:
    return issue_enrolment_code(kitchen.place, by=kitchen.people["manager"], at=clock.now())[1]


def _revoke_all(kitchen: Kitchen, name: str) -> None:
    for device in Device.objects.filter(place=kitchen.place, name=name, revoked_at=None):
        revoke_device(device, by=kitchen.people["manager"], at=clock.now())


def _begin_saving(world: World, hand: Hand, random: Random) -> Begun:
    kind, subject, body = _form(world, random)
    photos = 1 if kind == "delivery_line" else 0
    _take_up(hand, 0)
    draft = hand.phone.begin(kind, subject, body, photos=photos)
    words = "void nguon.draft(x[0], x[1]).then((draft) => nguon.save(draft)).catch(() => 0)"
    hand.phone.do(words, [kind, subject])
    return Begun(draft, kind, subject, hand.person, hand.name)


def settle(world: World, hand: Hand, begun: Begun) -> str:
    """It must be a record now, or still the open form with the id it was given; never neither."""
    words = """
        const kept = nguon.items.value.find((item) => item.envelope.id === x);
        return kept ? {id: kept.envelope.id, text: JSON.stringify(kept.envelope)} : null;
    """
    kept = hand.phone.do(words, begun.id)
    saved = Saved(**kept) if kept else hand.phone.save(begun.kind, begun.subject)
    assert saved.id == begun.id, f"the form {begun} was lost"
    world.oracle.promise(saved, actor=begun.actor if kept else hand.person)
    return ": it was saved" if kept else ": the form was still open"


def restart(_world: World, hand: Hand) -> None:
    phone = hand.phone
    phone.starts_at = clock.now() + hand.clock_error
    phone.switch_on()
    phone.airplane(hand.in_airplane)
    phone.open()
    _identify(hand, 0)


def _identify(hand: Hand, tab: int) -> None:
    hand.phone.identify(hand.person, tab=tab)


def _take_up(hand: Hand, tab: int) -> None:
    """A phone that lay still, or whose clock was turned, forgets who is there, at any moment."""
    _identify(hand, tab)


ACTS: dict[Act, int] = {
    save: 30,
    save_twice: 6,
    correct: 4,
    switch_person: 5,
    change_network: 14,
    heal_network: 6,
    airplane: 5,
    wait: 14,
    drain: 6,
    turn_clock: 4,
    reload: 4,
    second_tab: 4,
    kill: 1,
    kill_while_saving: 1,
    kill_while_sending: 1,
    reload_while_saving: 3,
    revoke: 2,
}
"""How often each happens, against the others."""
