"""Why a document is refused: every fault at its place, what to do, and what can be mended here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.exchange.pages.bounded_upload import bounded_upload
from nguon.food.exchange.pages.forms.document import DocumentForm
from nguon.food.exchange.pages.sheets import download
from nguon.food.exchange.queries.refused_jobs import job_of, refused_jobs_of
from nguon.food.exchange.queries.register_of import identifier_host
from nguon.food.exchange.rules.explain.explain_document import (
    LONGEST,
    Explained,
    Explanation,
    explain_document,
)
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.queries.capture_jobs import CaptureState
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import Principal, person_of, principal_of
from nguon.ground.people.rules import may_anywhere


@bounded_upload(LONGEST + 1)
@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: HttpRequest) -> HttpResponse:
    """Nothing that is pasted here is kept or captured."""
    principal = _principal(request)
    form = DocumentForm(request)
    context: dict[str, object] = {
        "form": form,
        "trail": [Link(_("Exchange"), reverse("exchange:start"))],
    }
    if request.method == "POST" and form.is_valid():
        data: bytes = form.cleaned_data["data"]
        if "mend" in request.POST:
            return _mended(data)
        return render(request, "exchange/explain.html", context | _told(data))
    if job_id := request.GET.get("lan"):
        job, state = _job(principal, job_id)
        told = _told(bytes(job.raw)) | {"job": job, "of_store": _of_store(state)}
        return render(request, "exchange/explain.html", context | told)
    context["refused"] = [(state, _first_error(state)) for state in refused_jobs_of(principal)]
    return render(request, "exchange/explain.html", context)


def _told(data: bytes) -> dict[str, object]:
    explanation = _explanation(data)
    language = get_language() or "vi"
    context: dict[str, object] = {
        "explanation": explanation,
        "problems": [(one, _words(one, language)) for one in explanation.problems],
        "left": explanation.problem_count - len(explanation.problems),
        "source": data.decode("utf-8-sig", errors="replace"),
    }
    if explanation.repairs:
        after = _explanation(explanation.mended.encode())
        context |= {"repair_count": len(explanation.repairs), "after": after}
    return context


def _words(one: Explained, language: str) -> dict[str, str]:
    return {"what": one.problem.message(language), "todo": one.problem.remedy(language)}


def _explanation(data: bytes) -> Explanation:
    return explain_document(data, own_hosts=frozenset({identifier_host()}))


def _mended(data: bytes) -> HttpResponse:
    return download(
        _explanation(data).mended.encode(),
        name="tai-lieu-da-sua.jsonld",
        content_type="application/ld+json",
    )


def _job(principal: Principal, text: str) -> tuple[CaptureJob, CaptureState]:
    try:
        found = job_of(principal, UUID(text))
    except ValueError:
        found = None
    if found is None:
        raise Missing(_("There is no capture job %(id)s of yours.") % {"id": text})
    return found


def _of_store(state: CaptureState) -> list[str]:
    """What no look at the text can tell: an event id that is taken, for instance."""
    return [
        _error_text(error)
        for error in state.errors
        if error.get("type") != "epcisException:ValidationException"
    ]


def _first_error(state: CaptureState) -> str:
    return _error_text(state.errors[0]) if state.errors else ""


def _error_text(error: dict[str, object]) -> str:
    language = "en" if get_language() == "en" else "vi"
    said = error.get("message")
    text = said.get(language) if isinstance(said, dict) else None
    return str(text or error.get("title") or error.get("detail") or "")


def _principal(request: HttpRequest) -> Principal:
    person = person_of(request)
    may_anywhere(person, Act.CAPTURE_EVENTS).require()
    return principal_of(person, act=Act.CAPTURE_EVENTS)
