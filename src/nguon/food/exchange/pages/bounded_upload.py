"""Stops an upload as soon as it is larger than what is read, before it fills disk or memory."""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

Page = Callable[..., HttpResponse]


class BoundedUpload(FileUploadHandler):
    """Counts; the handlers after it keep the bytes."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > self.most:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


def bounded_upload(most: int) -> Callable[[Page], Page]:
    """Of a page that asks `is_too_large` afterwards. CSRF is checked as everywhere.

    The check reads the body, so the handler must stand before it.
    """

    def decorator(page: Page) -> Page:
        checked = csrf_protect(page)

        @csrf_exempt
        @wraps(page)
        def bounded(request: HttpRequest, *args: object, **words: object) -> HttpResponse:
            handler = BoundedUpload(request, most)
            request.upload_handlers = [handler, *request.upload_handlers]
            request.META["nguon.upload"] = handler
            return checked(request, *args, **words)

        return bounded

    return decorator


def is_too_large(request: HttpRequest) -> bool:
    handler = request.META.get("nguon.upload")
    return isinstance(handler, BoundedUpload) and handler.taken > handler.most
