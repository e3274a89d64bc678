"""A phone of a kitchen: Chromium with a profile that outlives being killed, and the app in it.

It is cut off from the network either as a phone is (`airplane`) or as a network breaks (`network`).
Its clock is the page's: `clock`. The service worker keeps real time, and stamps nothing.
"""

import glob
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from nguon.base import clock
from tests.phone.faults import Network

APP = "/dien-thoai/"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_MS = 15_000
SWITCHES = ["--no-sandbox", "--disable-background-networking"]
HELD_AS: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "locale": "vi-VN",
    "timezone_id": "Asia/Ho_Chi_Minh",
}

_FILL = """
    const stamp = (one) =>
        one === "@now" ? nguon.now().toISOString()
        : Array.isArray(one) ? one.map(stamp)
        : one && typeof one === "object"
            ? Object.fromEntries(Object.entries(one).map(([k, v]) => [k, stamp(v)]))
        : one;
    const shot = async () => {
        const canvas = x.heavy ? new OffscreenCanvas(460, 340) : new OffscreenCanvas(320, 240);
        const context = canvas.getContext("2d");
        for (let n = 0; n < 40; n++) {
            context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
            context.fillRect(Math.random() * 320, Math.random() * 240, 60, 60);
        }
        if (x.heavy) {
            const noise = context.createImageData(460, 340);
            for (let n = 0; n < noise.data.length; n++)
                noise.data[n] = n % 4 === 3 ? 255 : Math.random() * 256;
            context.putImageData(noise, 0, 0);
        }
        return nguon.photo(await canvas.convertToBlob({type: "image/jpeg", quality: 1}));
    };
    const draft = await nguon.draft(x.kind, x.subject);
    if (x.body !== null) draft.body = {...draft.body, ...stamp(x.body)};
"""
"""A form filled in by hand, with photos that are each another."""

_FILLER = """(size) => new Promise((resolve) => {
    const asked = indexedDB.open("filler", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("bytes");
    asked.onsuccess = () => {
        const bytes = new Uint8Array(size);
        for (let n = 0; n < size; n += 65536) crypto.getRandomValues(bytes.subarray(n, n + 65536));
        const tx = asked.result.transaction("bytes", "readwrite");
        tx.objectStore("bytes").put(bytes.buffer, 1);
        tx.oncomplete = () => { asked.result.close(); resolve(true); };
        tx.onabort = () => { asked.result.close(); resolve(false); };
    };
})"""

READY = "() => window.nguon !== undefined && window.nguon.ready.then(() => true)"


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Phone:
    name: str
    playwright: Playwright
    network: Network
    profile: Path
    starts_at: datetime | None = None
    """What its clock shows when it is switched on next; None: the true time."""

    film: Path | None = None
    """What its camera sees (MJPEG); without a film it has no camera."""

    private: bool = False
    """A private window: its disk can be filled, but it does not outlive the browser."""

    browser: Browser | None = None
    context: BrowserContext | None = None
    pages: list[Page] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    # The device

    def switch_on(self) -> None:
        for lock in glob.glob(f"{self.profile}/Singleton*"):
            os.unlink(lock)
        chrome = {"executable_path": chromium(), "args": [*SWITCHES, *self._camera()]}
        if self.private:
            self.browser = self.playwright.chromium.launch(**chrome)
            self.context = self.browser.new_context(**HELD_AS)
            self.context.new_page()
        else:
            self.context = self.playwright.chromium.launch_persistent_context(
                str(self.profile), **chrome, **HELD_AS
            )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("page", self._listen)
        self.context.clock.install(time=self.starts_at or clock.now())
        self.pages = list(self.context.pages)
        for page in self.pages:
            self._listen(page)

    def _camera(self) -> list[str]:
        """Chromium's own make-believe device: the app opens, reads and stops it as any other."""
        if self.film is None:
            return []
        given = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
        return [*given, f"--use-file-for-fake-video-capture={self.film}"]

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def switch_off(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None
        if self.browser is not None:
            self.browser.close()
            self.browser = None

    def kill(self) -> None:
        """The battery falls out: SIGKILL to the browser and all its children, no goodbye."""
        for process in self._processes():
            os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while self._processes():
            assert time.monotonic() < deadline, "a killed browser is still there"
            os.sched_yield()
        assert self.context is not None
        with suppress(Error):  # it is gone, which is what was wanted
            self.context.close()
        self.context = None

    def _processes(self) -> list[int]:
        """Only this browser's: each phone has a profile of its own, and names it."""
        mine = f"--user-data-dir={self.profile}".encode()
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                words = Path(path).read_bytes().split(b"\0")
            except OSError:
                continue
            if any(mine in word for word in words):
                found.append(int(path.split("/")[2]))
        return found

    def airplane(self, on: bool) -> None:
        assert self.context is not None
        self.context.set_offline(on)

    def limit_disk(self, size: int) -> None:
        """Before the app stores anything: Chromium remembers for a while what room there was."""
        self.page.goto(f"{self.network.address}/healthz")
        self._devtools("Storage.overrideQuotaForOrigin", quotaSize=size)

    def fill_disk(self, *, but: int) -> None:
        """Somebody else takes all the room but so many bytes; the app may be taking some too."""
        taken = False
        while not taken:
            told = self._devtools("Storage.getUsageAndQuota")
            room = int(told["quota"] - told["usage"] - but)
            taken = self.page.evaluate(_FILLER, max(1, room))

    def empty_disk(self) -> None:
        self.page.evaluate("""() => new Promise((resolve, reject) => {
            const asked = indexedDB.deleteDatabase("filler");
            asked.onsuccess = resolve;
            asked.onerror = reject;
        })""")

    def _devtools(self, command: str, **more: Any) -> dict[str, Any]:
        assert self.context is not None
        devtools = self.context.new_cdp_session(self.page)
        told: dict[str, Any] = devtools.send(command, {"origin": self.network.address, **more})
        return told

    def set_clock(self, to: datetime) -> None:
        """Somebody turns the phone's clock; the time since it was switched on goes on as before."""
        assert self.context is not None
        self.context.clock.set_system_time(to)

    def pass_time(self, by: timedelta) -> None:
        """Time goes by, on both its clocks; timers that are due ring once."""
        assert self.context is not None
        self.context.clock.fast_forward(int(by.total_seconds() * 1000))

    def pass_until(self, at: datetime) -> None:
        """Time goes by until the phone's clock shows this; time that went by already counts."""
        shown = self.page.evaluate("() => Date.now()")
        self.pass_time(timedelta(milliseconds=max(0.0, at.timestamp() * 1000 - shown)))

    # The app

    @property
    def page(self) -> Page:
        return self.pages[0]

    def open(self, at: str = "", *, tab: int = 0) -> Page:
        assert self.context is not None
        while len(self.pages) <= tab:
            self.pages.append(self.context.new_page())
        page = self.pages[tab]
        page.goto(f"{self.network.address}{APP}{at}")
        page.wait_for_function(READY)
        return page

    def reload(self, *, tab: int = 0) -> None:
        self.pages[tab].reload()
        self.pages[tab].wait_for_function(READY)

    def do(self, words: str, argument: Any = None, *, tab: int = 0) -> Any:
        """`words` is the body of an async function of (`nguon`, `x`): the engine, the argument."""
        code = f"async (x) => {{ const nguon = window.nguon; {words} }}"
        return self.pages[tab].evaluate(code, argument)

    def until(self, words: str, argument: Any = None, *, tab: int = 0) -> Any:
        """Wait until an expression of (`nguon`, `x`) holds."""
        code = f"(x) => {{ const nguon = window.nguon; return {words} }}"
        return self.pages[tab].wait_for_function(code, arg=argument).json_value()

    def kept_offline(self) -> None:
        """The service worker holds the whole app: from now on it opens without a network."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")

    def enrol(self, code: str) -> None:
        """By the engine; that the screen does the same is the screens' own test."""
        self.open()
        self.do("await nguon.enrol(x[0], x[1])", [code, self.name])
        self.until("nguon.enrolled.value && nguon.kit.value !== null")

    def identify(self, person: str, *, pin: str | None = None, tab: int = 0) -> None:
        told = self.do("return await nguon.identify(x[0], x[1])", [person, pin], tab=tab)
        assert told == "ok"

    def begin(
        self, kind: str, subject: str, body: Mapping[str, Any], *, photos: int = 0, tab: int = 0
    ) -> str:
        """Fill in a form and leave it open; «@now» in the body is the phone's own idea of now."""
        words = (
            _FILL
            + """
            for (let n = 0; n < x.photos; n++) draft.photos.push(await shot());
            await nguon.keep(draft);
            return draft.id;
        """
        )
        argument = {"kind": kind, "subject": subject, "body": dict(body), "photos": photos}
        draft: str = self.do(words, argument, tab=tab)
        return draft

    def save(
        self,
        kind: str,
        subject: str,
        body: Mapping[str, Any] | None = None,
        *,
        photos: int = 0,
        heavy: bool = False,
        instead_of: str | None = None,
        reason: str | None = None,
        tab: int = 0,
    ) -> "Saved":
        """One record by the engine; what comes back is what the phone promises to keep.

        Without a body the open form is saved as it is.
        """
        words = (
            _FILL
            + """
            for (let n = 0; n < x.photos; n++) draft.photos.push(await shot());
            const saved = await nguon.save(draft, x.more);
            return {id: saved.id, text: JSON.stringify(saved)};
        """
        )
        more = {"supersedes": instead_of, "reason": reason} if instead_of else {}
        argument = {"kind": kind, "subject": subject, "photos": photos, "more": more}
        argument |= {"body": None if body is None else dict(body), "heavy": heavy}
        return Saved(**self.do(words, argument, tab=tab))

    def drain(self, *, tab: int = 0) -> None:
        self.do("await nguon.drain()", tab=tab)

    def drained(self, *, tab: int = 0) -> None:
        """Everything left the outbox, photos too."""
        self.until("nguon.unsent.value.count === 0 && nguon.unsent.value.photos === 0", tab=tab)

    # What stands on the screen

    def reads(self, *texts: str, tab: int = 0) -> None:
        for text in texts:
            seen = self.pages[tab].get_by_text(text).locator("visible=true").first
            expect(seen).to_be_visible()


@dataclass(frozen=True)
class Saved:
    id: str
    text: str

    @property
    def words(self) -> Mapping[str, Any]:
        read: Mapping[str, Any] = json.loads(self.text)
        return read

    @property
    def photos(self) -> list[str]:
        return [photo["sha256"] for photo in self.words["photos"]]


PhoneOf = Callable[..., Phone]
