"""Mutants of a module: one small fault each, and whether the tests of the module find it.

A fault is put into the functions that are there already: whoever imported them has it as well, nothing is loaded anew,
and no file changes. Each mutant lives in a fork of a process in which the tests have passed before.
"""

from __future__ import annotations

import ast
import copy
import gc
import importlib
import io
import os
import signal
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 60
"""Of the clock, after which a mutant is found: it runs for ever."""
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
Scope = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the line, how it reads there, and the whole source with it. `scope` names the function around it."""

    line: int
    was: str
    now: str
    scope: Scope
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions."""
    tree = ast.parse(source)
    for scope, function in _functions(tree):
        for node in ast.walk(function):
            for change in _changes(node):
                was, undo = ast.unparse(node), copy.copy(node.__dict__)
                change()
                yield Mutant(getattr(node, "lineno", 0), was, ast.unparse(node), scope, ast.unparse(tree))
                node.__dict__.clear()
                node.__dict__.update(undo)


def _functions(tree: ast.AST, scope: Scope = ()) -> Iterator[tuple[Scope, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, (*scope, node.name))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            _without_docstring(node)
            yield (*scope, node.name), ast.Module(node.body, [])


def _without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    if ast.get_docstring(node) is not None:
        node.body[:] = node.body[1:] or [ast.Pass()]


def _changes(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Ways to put a fault into one node; each changes fields of it."""

    def put(**fields: object) -> Callable[[], None]:
        return lambda: node.__dict__.update(fields)

    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            if type(op) in OPERATORS:
                yield put(ops=[*node.ops[:n], OPERATORS[type(op)](), *node.ops[n + 1 :]])
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in OPERATORS:
        yield put(op=OPERATORS[type(node.op)]())
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield put(test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield put(ifs=[])
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        yield put(value=not node.value if isinstance(node.value, bool) else node.value + 1)
    elif (isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None") or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield put(value=ast.Constant(None))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
        yield put(func=ast.Name(NAMES[node.func.id]))


def survivors(module: str, tests: Sequence[str]) -> tuple[int, list[Mutant]]:
    """How many mutants of `module` there are, and those that `tests` do not find. Raises ValueError where the tests
    fail without any."""
    if _run(tests):
        raise ValueError(f"{module}: its own tests fail")
    loaded = importlib.import_module(module)
    assert loaded.__file__
    every = list(mutants(Path(loaded.__file__).read_text(encoding="utf-8")))
    gc.collect()
    gc.freeze()
    return len(every), [each for each in every if not _is_found(each, loaded, tests)]


def _run(tests: Sequence[str]) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main(["-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *tests]))


def _is_found(mutant: Mutant, module: types.ModuleType, tests: Sequence[str]) -> bool:
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)  # its end is a signal, and that is no status of success
        try:
            _put(mutant, module)
            status = _run(tests)
        except BaseException:
            status = 1
        os._exit(min(status, 1))
    return os.waitpid(child, 0)[1] != 0


def _put(mutant: Mutant, module: types.ModuleType) -> None:
    """Give the function its code with the fault in it; what the module has kept of before is forgotten."""
    for kept in vars(module).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()
    code: types.CodeType = compile(mutant.source, str(module.__file__), "exec", dont_inherit=True, flags=_FUTURE)
    held: object = module
    for name in mutant.scope:
        code = next(each for each in code.co_consts if isinstance(each, types.CodeType) and each.co_name == name)
        held = vars(held)[name]
    while not isinstance(held, types.FunctionType):
        held = next(
            found
            for at in ("__wrapped__", "fget", "func", "__func__")
            if (found := getattr(held, at, None)) is not None
        )
    inner: types.FunctionType = held
    while "__wrapped__" in vars(inner):
        inner = vars(inner)["__wrapped__"]
    inner.__code__ = code


_FUTURE = importlib.import_module("__future__").annotations.compiler_flag


def main(arguments: Sequence[str]) -> int:
    """`python -m tests.benchmarks.mutants MODULE TEST…`: prints what survives, then a count."""
    module, *tests = arguments
    count, left = survivors(module, tests)
    for each in left:
        was, now = (" ".join(text.split())[:70] for text in (each.was, each.now))
        print(f"  {'.'.join(each.scope)}:{each.line}: {was}  →  {now}")
    print(f"{module}: {count - len(left)} of {count} found, {100 * (count - len(left)) / count:.0f} %", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
