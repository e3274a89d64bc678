"""The shelf of templates: each file here is one, found by being here."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from nguon.food.exchange.rules.template import Template


@cache
def templates() -> Mapping[str, Template]:
    """Every template by its key, in the order in which people meet them."""
    modules = [
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    found: list[Template] = [module.TEMPLATE for module in modules]
    return {one.key: one for one in sorted(found, key=lambda one: one.order)}
