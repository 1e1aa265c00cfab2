# ruff: noqa: ANN401
# numba and llvmlite hand over objects of their own making that have no types.
# mypy: disable-error-code="no-untyped-call, import-untyped, return-value"
"""How kernels are compiled, and the two machine instructions numba has no name for.

In:   Python functions over arrays and numbers.
Out:  the same functions, compiled when first called.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

_P = ParamSpec("_P")
_R = TypeVar("_R")


def compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile `function`, free of the interpreter's lock, and keep the result where possible."""
    try:
        kernel = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder can be written: compile in every process
        kernel = njit(nogil=True)(function)
    return cast("Callable[_P, _R]", kernel)


@compiled
def as_int(value: Any) -> int:
    """Take a number as a signed one: numba turns signed and unsigned together into floats."""
    return np.int64(value)


def _word_access(array: Any, index: Any, value: Any) -> tuple[Any, Callable[..., Any]]:
    """Read eight bytes at any place as one number, or write them when there is a value."""
    writes = value is not None
    result = types.void if writes else types.uint64

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        data = cgutils.create_struct_proxy(signature.args[0])(context, builder, args[0]).data
        place = builder.gep(data, [args[1]])
        place = builder.bitcast(place, ir.IntType(64).as_pointer())
        if writes:
            builder.store(args[2], place, align=1)
            return context.get_dummy_value()
        return builder.load(place, align=1)

    return result(*(kind for kind in (array, types.intp, value) if kind is not None)), generate


def _read(_typing: Any, array: Any, index: Any) -> tuple[Any, Callable[..., Any]]:
    return _word_access(array, index, None)


def _write(_typing: Any, array: Any, index: Any, value: Any) -> tuple[Any, Callable[..., Any]]:
    return _word_access(array, index, types.uint64)


def _trailing_zeros(_typing: Any, value: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generate


read_word: Any = intrinsic(_read)
"""``read_word(bytes, place)``: eight bytes from any place, little end first; no bounds check."""

write_word: Any = intrinsic(_write)
"""``write_word(bytes, place, word)``: the reverse."""

trailing_zeros: Any = intrinsic(_trailing_zeros)
"""Zero bits below the lowest one; 64 for zero."""
