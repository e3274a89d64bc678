"""Budgets of the app as it is built: what a phone fetches over a mountain network."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FIRST_LOAD = 80 * 1024
KEPT = 150 * 1024
SHELL = "index.html"


def compressed(built: Path, names: Iterable[str]) -> int:
    return sum(len(gzip.compress((built / name).read_bytes(), 9)) for name in names)


def first_load(built: Path) -> set[str]:
    """What a first opening waits for: the shell, what it names, and what those import at once."""
    shell = (built / SHELL).read_text(encoding="utf-8")
    named = set(re.findall(r'(?:src|href)="/dien-thoai/([^"]+\.(?:js|css|svg))"', shell))
    waiting, found = list(named), {SHELL, *named}
    while waiting:
        name = waiting.pop()
        if name.endswith(".js"):
            script = (built / name).read_text(encoding="utf-8")
            at_once = re.findall(r'(?:import|from)\s*"\./([^"]+\.js)"', script)
            fresh = {f"assets/{one}" for one in at_once} - found
            found |= fresh
            waiting += fresh
    return found


@dataclass(frozen=True)
class Kept:
    url: str
    revision: str
    integrity: str


def kept(built: Path) -> list[Kept]:
    """The list that the service worker was built with, and after it what is kept later."""
    worker = (built / "sw.js").read_text(encoding="utf-8")
    entry = r"\{url:`([^`]+)`,revision:(null|`[0-9a-f]+`),integrity:`([^`]+)`\}"
    return [Kept(*found) for found in re.findall(entry, worker)]


def kept_at_once(built: Path) -> list[str]:
    return [one.url for one in kept(built) if not re.match(r"assets/(fallback|zxing)", one.url)]


def test_the_first_load_is_small(built: Path) -> None:
    names = first_load(built)
    assert {Path(name).suffix for name in names} >= {".html", ".js", ".css"}
    assert compressed(built, names) <= FIRST_LOAD


def test_what_every_phone_keeps_is_small(built: Path) -> None:
    assert compressed(built, [*kept_at_once(built), "sw.js"]) <= KEPT


def test_whatever_the_first_load_needs_is_kept(built: Path) -> None:
    assert first_load(built) <= set(kept_at_once(built))


def test_each_kept_file_is_there_and_told_apart_by_its_content(built: Path) -> None:
    """What a captive portal sends in its place has another hash, and is not kept."""
    assert len(kept(built)) > len(kept_at_once(built)) > 4
    for one in kept(built):
        digest = hashlib.sha256((built / one.url).read_bytes()).digest()
        assert one.integrity == f"sha256-{base64.b64encode(digest).decode()}"
        is_named_by_content = re.fullmatch(r"assets/.+-[\w-]{8}\.\w+", one.url) is not None
        assert one.revision == ("null" if is_named_by_content else f"`{digest.hex()[:16]}`")


def test_the_app_brings_no_fonts_and_fetches_nothing_from_elsewhere(built: Path) -> None:
    assert [
        path.name for path in built.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf")
    ] == []
    for path in [*built.rglob("*.css"), built / SHELL]:
        text = path.read_text(encoding="utf-8")
        assert "@font-face" not in text
        assert re.findall(r'url\(\s*["\']?(?:https?:)?//|(?:src|href)="(?:https?:)?//', text) == []


def test_the_shell_has_nothing_inline(built: Path) -> None:
    shell = (built / SHELL).read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", shell) == []


def test_every_text_file_has_its_compressed_twins(built: Path) -> None:
    for path in built.rglob("*"):
        if path.suffix in (".html", ".js", ".css", ".svg", ".webmanifest", ".wasm"):
            twin = path.with_name(f"{path.name}.gz")
            assert gzip.decompress(twin.read_bytes()) == path.read_bytes()
            assert path.with_name(f"{path.name}.br").stat().st_size > 0


def test_the_manifest_names_icons_that_exist(built: Path) -> None:
    manifest = json.loads((built / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"]) == ("/dien-thoai/", "/dien-thoai/")
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert (built / icon["src"]).is_file()
        if icon["type"] == "image/png":
            assert size_of_png(built / icon["src"]) == icon["sizes"]


def size_of_png(path: Path) -> str:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}"


def test_the_licences_of_others_travel_with_their_code(built: Path) -> None:
    notice = (built / "THIRD_PARTY.txt").read_text(encoding="utf-8")
    packages = set(re.findall(r"^(\S+) \d+\.\d+\.\d+ \(([\w.-]+)\)$", notice, re.MULTILINE))
    names = {name for name, _licence in packages}
    assert names >= {"preact", "@preact/signals", "@preact/signals-core", "idb"}
    assert names >= {"workbox-precaching", "workbox-routing", "workbox-core"}
    assert {licence for _name, licence in packages} <= {"MIT", "ISC", "Apache-2.0", "BSD-3-Clause"}
    assert "ZXing-C++ (Apache-2.0)" in notice
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in notice
    assert notice.count("Permission is hereby granted") >= 5
