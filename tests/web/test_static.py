"""Files of the pages' looks get the same protection as the pages."""

from pathlib import Path

from django.test import Client


def test_a_static_file_is_held_to_the_policy_of_the_house(tmp_path: Path, settings) -> None:
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path
    answer = Client().get("/static/mark.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer["Content-Security-Policy"].split("; ")
    assert b"".join(answer.streaming_content).startswith(b"<svg")
