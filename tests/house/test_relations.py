"""A lower room cannot look up into a higher one, not even through a reverse relation."""

import pytest
from django.apps import apps
from django.db.models import Field, Model


def cross_room_fields() -> list[Field]:  # type: ignore[type-arg]
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("nguon.")
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and room_of(field.related_model) != room_of(model)
    ]


def room_of(model: object) -> str:
    assert isinstance(model, type)
    assert issubclass(model, Model)
    return model._meta.app_label


def test_there_are_relations_between_rooms_to_look_at() -> None:
    assert cross_room_fields()


@pytest.mark.parametrize("field", cross_room_fields(), ids=str)
def test_a_foreign_key_between_rooms_has_no_way_back(
    field: Field,  # type: ignore[type-arg]
) -> None:
    if field.model._meta.app_label == "people" and room_of(field.related_model) == "auth":
        pytest.fail("use the platform's own roles: no groups or permissions of Django's")
    assert field.remote_field.hidden, f'{field} needs related_name="+"'
