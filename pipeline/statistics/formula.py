"""Arithmetic over named figures, read safely from text."""

import ast
import keyword
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.statistics.interval import Interval

_MAX_LENGTH = 2000
_MAX_DEPTH = 100  # ample for a person, and far from Python's own recursion limit
_FUNCTIONS = frozenset({"sum", "mean"})
_TOKEN = re.compile(
    r" +"
    r"|[0-9]+(?:\.[0-9]+)?(?![\w.])"  # not 1e9, 0x1F, 1_000 or 1.2.3
    r"|[A-Za-z][A-Za-z0-9_]*(?![\w.])"  # not a.b
    r"|(?!\*\*|//)[-+*/(),]"
)
_CHUNK = re.compile(r"\*\*|//|[\w.]{1,30}|.")  # what to show of something that is not allowed
_OPERATIONS: Mapping[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """The text is not a formula, or a figure that it names is missing; the message is for its writer."""


@dataclass(frozen=True)
class Formula:
    """A checked formula; made by `parse`.

    Attributes
    ----------
    text
        As it was written, on one line and without spaces around it.
    names
        The figures that it needs.
    """

    text: str
    names: frozenset[str]
    _tree: ast.expr = field(repr=False, compare=False)

    @property
    def operands(self) -> tuple[str, ...]:
        """The figures that it needs, in the order in which it names them."""
        return tuple(dict.fromkeys(_names(self._tree, self.text, depth=1)))

    def evaluate(self, values: Mapping[str, Interval]) -> Interval:
        """Calculate the formula, exactly, with the bounds of `pipeline.statistics.interval`.

        Parameters
        ----------
        values
            For each of `names` its figure, each in its own unit; figures that the formula does not name are
            not looked at.

        Raises
        ------
        FormulaError
            If a figure is missing.
        ZeroDivisionError
            If a divisor can be zero.
        """
        if missing := sorted(self.names - values.keys()):
            raise FormulaError(f"Geen waarde voor {', '.join(missing)} in de formule {self.text!r}.")
        return _evaluate(self._tree, self.text, values)


def parse(text: str) -> Formula:
    """Read a formula of numbers, names, + - * / ( ), sum(...) and mean(...).

    Numbers have a decimal point ("8.80") and are exact: the digits as written, not the nearest float. Names
    start with a letter and have ASCII letters, digits and underscores.

    Parameters
    ----------
    text
        At most 2000 characters, nested at most 100 deep (each sign of a chain a + b + ... is one level; sum()
        takes any number of terms on one level).

    Raises
    ------
    FormulaError
        If there is anything else in the text. Its message, in Dutch, gives the position, counted from 1 at
        the first character that is not a space.

    Examples
    --------
    >>> formula = parse("uren * 8.80")
    >>> formula.names
    frozenset({'uren'})
    >>> formula.evaluate({"uren": Interval.exact(50)}).value
    Fraction(440, 1)
    """
    if len(text) > _MAX_LENGTH:
        raise FormulaError(f"De formule telt {len(text)} tekens; het maximum is {_MAX_LENGTH}.")
    source = re.sub(r"\s", " ", text).strip()
    if not source:
        raise FormulaError("De formule is leeg.")
    _check_characters(source)
    tree = _parse_expression(source)
    return Formula(source, frozenset(_names(tree, source, depth=1)), tree)


def parse_all(text: str) -> tuple[Formula, ...]:
    """Read the formulas of a cell, with semicolons between them: each is a way in which the same figure follows.

    Parameters
    ----------
    text
        Nothing, or one formula or more.

    Raises
    ------
    FormulaError
        If one can't be read.
    """
    return tuple(parse(part) for part in text.split(";")) if text.strip() else ()


def _check_characters(source: str) -> None:
    """Refuse what is no part of the small language before Python's own parser gets to see it."""
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None or keyword.iskeyword(match[0]):
            raise _not_allowed(source, position)
        position = match.end()


def _parse_expression(source: str) -> ast.expr:
    try:
        return ast.parse(source, mode="eval").body
    except SyntaxError as error:
        # Python gives 0 for a formula that breaks off.
        position = min(error.offset or len(source), len(source))
        raise FormulaError(
            f"De formule klopt niet bij positie {position}: kijk of er een haakje, getal, naam of teken ontbreekt."
        ) from None
    except (MemoryError, RecursionError):  # how some versions of Python say "nested too deep"
        raise _too_deep() from None


def _names(node: ast.expr, source: str, depth: int) -> Iterator[str]:
    """Check a node and everything in it, and give the names of figures on the way."""
    if depth > _MAX_DEPTH:
        raise _too_deep()
    operands: list[ast.expr] = []
    match node:
        case ast.Constant():
            pass
        case ast.Name(id=name) if name not in _FUNCTIONS:
            yield name
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            operands = [operand]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            operands = [left, right]
        case ast.Call(func=ast.Name(id=function), args=[_, *_] as operands) if function in _FUNCTIONS:
            pass
        case ast.Call():
            raise FormulaError(
                f"Op positie {node.col_offset + 1} staat {_chunk(source, node.col_offset)!r} "
                "voor een haakje; dat mag alleen bij sum(...) en mean(...), met minstens één getal of naam "
                "tussen de haakjes."
            )
        case ast.Tuple(elts=[first, *_]):
            # A comma outside sum() and mean() is most often a Dutch decimal comma.
            comma = source.index(",", first.end_col_offset)
            raise FormulaError(f"Op positie {comma + 1} staat ','; schrijf decimalen met een punt, zoals 6.5.")
        case _:
            raise _not_allowed(source, node.col_offset)
    for operand in operands:
        yield from _names(operand, source, depth + 1)


def _evaluate(node: ast.expr, source: str, values: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Constant():
            return Interval.exact(Fraction(source[node.col_offset : node.end_col_offset]))
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_evaluate(operand, source, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_evaluate(left, source, values), _evaluate(right, source, values))
        case ast.Call(func=ast.Name(id=function), args=args):
            total = sum((_evaluate(arg, source, values) for arg in args), Interval.exact(0))
            return total / Interval.exact(len(args)) if function == "mean" else total
    raise AssertionError(f"{ast.dump(node)} is not in the whitelist of _names")


def _not_allowed(source: str, position: int) -> FormulaError:
    return FormulaError(
        f"Op positie {position + 1} staat {_chunk(source, position)!r}; toegestaan zijn + - * / ( ) sum() en mean()."
    )


def _too_deep() -> FormulaError:
    return FormulaError(
        f"De formule is dieper genest dan {_MAX_DEPTH} niveaus; gebruik sum() voor een lange optelling."
    )


def _chunk(source: str, position: int) -> str:
    match = _CHUNK.match(source, position)
    return match[0] if match else ""
