"""The kitchen phone at `/dien-thoai/`: what `pwa/` was built into, as it lies on the disk.

Open to anybody and without any data: a phone shows whose it is by its device token, which only
`/api/v1/` sees.
"""

import hashlib
import re
from functools import partial
from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

SHELL: Final = "index.html"
TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "ogg": "audio/ogg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webm": "audio/webm",
    "webmanifest": "application/manifest+json",
}
# No dot files, no way up, and no compressed twin by its own name.
NAME: Final = re.compile(rf"(?:[\w-]+/)*\w[\w.-]*\.({'|'.join(TYPES)})", re.ASCII)
HASHED: Final = re.compile(r"assets/[\w.-]+-[\w-]{8}\.\w+", re.ASCII)
ENCODINGS: Final = {"br": ".br", "gzip": ".gz"}
YEAR: Final = 31_536_000
# Nothing from elsewhere and nothing inline; WebAssembly reads codes where the phone cannot.
POLICY: Final = {
    "default-src": [NONE],
    "script-src": [SELF, WASM_UNSAFE_EVAL],
    "style-src": [SELF],
    "img-src": [SELF, "blob:", "data:"],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}
PERMISSIONS: Final = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


@login_not_required
@require_safe
def phone(request: HttpRequest, name: str = "") -> HttpResponseBase:
    """A built file; for any other address the shell, because the places in the app are its own."""
    folder = Path(settings.PHONE_DIR)
    if not (folder / SHELL).is_file():
        return render(request, "web/phone_missing.html", status=503)
    return csp(POLICY)(partial(_built, folder=folder, name=name))(request)


def _built(request: HttpRequest, *, folder: Path, name: str) -> HttpResponseBase:
    is_place = "." not in name.rpartition("/")[2]
    file = SHELL if is_place else name
    known = NAME.fullmatch(file)
    if known is None or not (folder / file).is_file():
        raise Http404(_("The phone app has no file «%(name)s».") % {"name": name})
    encoding = _best_encoding(request, folder / file)
    content = (folder / f"{file}{ENCODINGS.get(encoding, '')}").read_bytes()
    response = HttpResponse(content, content_type=TYPES[known[1]])
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    # Not `public`: next to it a session's cookie may be renewed.
    kept = f"private, max-age={YEAR}, immutable" if HASHED.fullmatch(file) else "no-cache"
    response["Cache-Control"] = kept
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Permissions-Policy"] = PERMISSIONS
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response)
    return response if found is None else found


def _best_encoding(request: HttpRequest, file: Path) -> str:
    """The first of ours that the client takes and that was made at the build; "" for none."""
    offers = [offer.strip() for offer in request.headers.get("Accept-Encoding", "").split(",")]
    taken = {offer.partition(";")[0].strip() for offer in offers if not _is_refused(offer)}
    made = (name for name, end in ENCODINGS.items() if Path(f"{file}{end}").is_file())
    return next((name for name in made if name in taken), "")


def _is_refused(offer: str) -> bool:
    return re.search(r";\s*q=0(?:\.0*)?\s*$", offer) is not None
