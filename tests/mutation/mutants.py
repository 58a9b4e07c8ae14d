"""Mutants of a module: the same text with one rule changed."""

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

_OTHERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


class Mutant(NamedTuple):
    """One change: the line, that place before and after, and the module with it."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Give every mutant of a module, in the order of its syntax tree."""
    tree = ast.parse(source)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            places, is_list = (value, True) if isinstance(value, list) else ([value], False)
            for index, node in enumerate(places):
                for other in _instead_of(node, parent, field):
                    setattr(parent, field, [*value[:index], other, *value[index + 1 :]] if is_list else other)
                    yield Mutant(node.lineno, ast.unparse(node), ast.unparse(other), ast.unparse(tree))
                    setattr(parent, field, value)


def _instead_of(node: Any, parent: ast.AST, field: str) -> Iterator[ast.expr]:
    """Give what can stand in the place of an expression."""
    match node:
        case ast.Compare(left, operators, right):
            for place, operator in enumerate(operators):
                for other in _OTHERS[type(operator)]:
                    yield ast.Compare(left, [*operators[:place], other(), *operators[place + 1 :]], right)
        case ast.Constant(bool(value)):
            if isinstance(parent, ast.Return):
                yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            step = 1 if isinstance(value, int) else 0.1
            yield from (ast.Constant(value + step), ast.Constant(value - step))
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, ast.Add() | ast.Sub() as operator, right):
            yield ast.BinOp(left, ast.Sub() if isinstance(operator, ast.Add) else ast.Add(), right)
    if isinstance(node, ast.expr) and field in {"test", "ifs"} and not isinstance(parent, ast.While):
        yield from (ast.Constant(True), ast.Constant(False))
