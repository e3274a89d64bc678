"""Only `operations/`, `management/` and migrations write to the database.

A write anywhere else escapes the rules, the records and the announcements that a deed has.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "nguon"
ALLOWED = {"operations", "management", "migrations"}
# Words that mean the database wherever they stand, and words that do so on a manager only.
ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "acreate",
    "aupdate",
    "asave",
    "adelete",
    "abulk_create",
    "abulk_update",
    "aget_or_create",
    "aupdate_or_create",
}
ON_ROWS = {"save", "create", "delete", "update"}
STATEMENT = re.compile(
    r"\s*(WITH\b.*\b)?(INSERT\s+INTO|UPDATE\s+\w|DELETE\s+FROM|TRUNCATE|COPY\s+\S+.*\sFROM|MERGE\b)",
    re.IGNORECASE | re.DOTALL,
)


def writes(code: str) -> list[tuple[int, str]]:
    """The lines of a module that write to the database, and by which word."""
    tree = ast.parse(code)
    made_here = _plain_values(tree)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            word = node.func.attr
            if word in ALWAYS or (word in ON_ROWS and _is_on_rows(node, made_here)):
                found.append((node.lineno, word))
        elif _is_statement(node) and not _is_docstring(node, tree):
            found.append((getattr(node, "lineno", 0), "SQL"))
    return found


def _is_statement(node: ast.AST) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and STATEMENT.match(text) is not None


def _is_on_rows(call: ast.Call, made_here: set[str]) -> bool:
    """Not `a_dict.update(…)` or `hash.update(…)`, nor a picture saved into a buffer."""
    assert isinstance(call.func, ast.Attribute)
    subject, word = call.func.value, call.func.attr
    text = ast.unparse(subject)
    if "objects" in text or ".filter(" in text or "_set" in text or "super()" in text:
        return True
    if word == "update":
        return bool(call.keywords) and not call.args and text not in made_here
    if word == "save":
        return not call.args
    return word in ("create", "delete") and text not in made_here


def _plain_values(tree: ast.AST) -> set[str]:
    """Names bound here to a dict, a set or a call that makes no row, such as `hashlib.sha256()`."""
    plain = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if isinstance(node.value, ast.Dict | ast.Set | ast.DictComp | ast.SetComp):
                plain |= {ast.unparse(target) for target in targets}
    return plain


def _is_docstring(constant: ast.AST, tree: ast.AST) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return any(
        isinstance(node, holders)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and node.body[0].value is constant
        for node in ast.walk(tree)
    )


def modules() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if not ALLOWED & set(parts) and parts[0] != "core":
            yield path


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("lot.save()", ["save"]),
        ("super().save(*args)", ["save"]),
        ("lot.save(update_fields=['a'])", ["save"]),
        ("Lot.objects.create(a=1)", ["create"]),
        ("Lot.objects.filter(a=1).update(b=2)", ["update"]),
        ("lots.update(b=2)", ["update"]),
        ("Lot.objects.bulk_create(rows)", ["bulk_create"]),
        ("lots.get_or_create(a=1)", ["get_or_create"]),
        ("event.links_set.delete()", ["delete"]),
        ("lot.delete()", ["delete"]),
        ("cursor.execute('INSERT INTO lot VALUES (1)')", ["SQL"]),
        ("cursor.execute('with x as (select 1) delete from lot')", ["SQL"]),
        ("cursor.copy('COPY lot (a) FROM STDIN')", ["SQL"]),
        ("digest.update(b'x')", []),
        ("context.update({'a': 1})", []),
        ("picture.save(buffer, 'JPEG')", []),
        ("cursor.execute('SELECT 1 FROM lot FOR UPDATE')", []),
        ("def f():\n    '''Update the words of a sentence.'''", []),
        ("row = {}\nrow.update(a=1)", []),
    ],
)
def test_the_scan_knows_a_write_when_it_sees_one(code: str, found: list[str]) -> None:
    assert [word for _, word in writes(code)] == found


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(SOURCE)))
def test_this_module_does_not_write(path: Path) -> None:
    assert writes(path.read_text(encoding="utf-8")) == []
