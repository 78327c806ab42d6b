"""Small faults that code could have: what stands in a file, and what could stand there instead."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

UNSEEN = {"strict", "maxsize", "stacklevel"}  # arguments whose change is no fault that shows
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div,
    ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_BARE = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)  # conditions that no swap changes
LARGE = 100  # from here on a number is no edge that the next one lies beyond


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One fault: a stretch of a file, by line and byte, and what stands there instead."""

    path: str  # from the root, with slashes
    start: tuple[int, int]
    end: tuple[int, int]
    before: str
    after: str

    def __str__(self) -> str:
        """Return where it is and what it does, on one line."""
        return f"{self.path}:{self.start[0]}  {self.before}  →  {self.after}"


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Return every fault of the kinds that are known here, in the order of the file.

    What only words, types or speed hang on is left alone: texts, annotations, decorators, what an
    error is raised with.
    """
    made = []
    for node, after in _changes(ast.parse(source), inside=False):
        end = (node.end_lineno or 0, node.end_col_offset or 0)
        written = f"({after})" if isinstance(node, ast.expr) else after
        start = (node.lineno, node.col_offset)
        made.append(Mutant(path, start, end, ast.unparse(node), written))
    return sorted(made)


def mutated(source: str, mutant: Mutant) -> str:
    """Return a file's text with the fault in it."""
    lines = source.encode().splitlines(keepends=True)
    (first, opens), (last, closes) = mutant.start, mutant.end
    head, tail = lines[first - 1][:opens], lines[last - 1][closes:]
    lines[first - 1 : last] = [head + mutant.after.encode() + tail]
    return b"".join(lines).decode()


def place_of(path: str, source: str, line: int) -> str:
    """Return the outermost function that a line lies in, by path and line, or the file's path."""
    for one in _functions(ast.parse(source)):
        if min([one, *one.decorator_list], key=_line).lineno <= line <= (one.end_lineno or 0):
            return f"{path}:{one.lineno}"
    return path


def watched(path: str, source: str) -> str:
    """Return a file's text, each place of which adds its name to ``__reached__`` when it runs."""
    tree = ast.parse(source)
    for one in _functions(tree):
        one.body.insert(_opening(one.body), _noted(f"{path}:{one.lineno}"))
    tree.body.insert(_opening(tree.body), _noted(path))
    return ast.unparse(ast.fix_missing_locations(tree))


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        else:
            yield from _functions(child)


def _line(node: ast.expr | ast.stmt) -> int:
    return node.lineno


def _opening(body: list[ast.stmt]) -> int:
    """Return the place behind a docstring."""
    match body[0]:
        case ast.Expr(value=ast.Constant(value=str())):
            return 1
    return 0


def _noted(place: str) -> ast.stmt:
    return ast.parse(f"__reached__.add({place!r})").body[0]


def _changes(node: ast.AST, *, inside: bool) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield parts of the tree with what may stand instead; *inside* a function or not."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.expr | ast.stmt) and (inside or not _is_union(node)):
        yield from ((node, after) for after in _instead(node))
    if isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, _BARE):
        yield node.test, f"not {ast.unparse(node.test)}"
    inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in _followed(node):
        yield from _changes(child, inside=inside)


def _is_union(node: ast.AST) -> bool:
    """Return whether outside a function this joins types, or the flags of a pattern."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _followed(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts below in which a fault would be one."""
    if isinstance(node, ast.JoinedStr | ast.Raise):
        return  # where a part of an f-string stands is told wrongly before Python 3.12
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "pattern"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.keyword) and child.arg in UNSEEN:
                continue
            if isinstance(child, ast.AST):
                yield child


def _instead(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield what may stand in the place of a part, as source."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            yield _with(node, ops=[SWAPS[type(op)]()])
        case ast.Compare(ops=[first, *others]):
            yield _with(node, ops=[SWAPS[type(first)](), *others])
            yield _with(node, ops=[first, *others[:-1], SWAPS[type(others[-1])]()])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPS:
            yield _with(node, op=SWAPS[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield ast.unparse(operand)
        case ast.Constant(value=bool(value)):
            yield str(not value)
        case ast.Constant(value=int(value)):
            yield str(value + 1 if value < LARGE else value * 6 // 5)
        case ast.Constant(value=float(value)):
            yield str(value * 1.2 or 1.0)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return None"
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield _with(node, func=ast.Name(NAMES[name]))


def _with(node: ast.AST, **parts: object) -> str:
    changed = copy.copy(node)
    for name, part in parts.items():
        setattr(changed, name, part)
    return ast.unparse(ast.fix_missing_locations(changed))
