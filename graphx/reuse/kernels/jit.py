# ruff: noqa: ANN401
# numba and llvmlite hand over objects of their own making that have no types.
# mypy: disable-error-code="no-untyped-call, import-untyped, return-value"
"""How kernels are compiled, and machine instructions numba has no name for.

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

from graphx.text.units import GAP_CLASSES, GapClass

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


def _read(_typing: Any, array: Any, index: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        data = cgutils.create_struct_proxy(signature.args[0])(context, builder, args[0]).data
        place = builder.gep(data, [args[1]])
        place = builder.bitcast(place, ir.IntType(64).as_pointer())
        return builder.load(place, align=1)

    return types.uint64(array, types.intp), generate


def _trailing_zeros(_typing: Any, value: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generate


def _count_ones(_typing: Any, value: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.ctpop(args[0])

    return types.uint64(types.uint64), generate


def _fold_product(_typing: Any, one: Any, other: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(*(builder.zext(value, wide) for value in args))
        high = builder.lshr(product, ir.Constant(wide, 64))
        return builder.trunc(builder.xor(product, high), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), generate


_Lanes: Any = ir.VectorType(ir.IntType(8), 64)


def _lanes(byte: int) -> Any:
    return ir.Constant(_Lanes, [byte] * 64)


def _block(context: Any, builder: Any, kind: Any, array: Any, place: Any) -> Any:
    """Pointer to sixty-four bytes from any place of an array."""
    data = cgutils.create_struct_proxy(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [place]), _Lanes.as_pointer())


def _block_mask(test: Callable[[Any, Any], Any]) -> Any:
    """Build an instruction that sets bit k when byte k of a block passes `test`."""

    def typed(_typing: Any, array: Any, place: Any) -> tuple[Any, Callable[..., Any]]:
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            block = builder.load(_block(context, builder, signature.args[0], *args), align=1)
            return builder.bitcast(test(builder, block), ir.IntType(64))

        return types.uint64(array, types.intp), generate

    return intrinsic(typed)


def _fold_block(
    _typing: Any, raw: Any, place: Any, out: Any, there: Any
) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        block = builder.load(_block(context, builder, signature.args[0], args[0], args[1]), align=1)
        lower = builder.or_(block, _lanes(0x20))
        letter = builder.icmp_unsigned("<", builder.sub(lower, _lanes(ord("a"))), _lanes(26))
        digit = builder.icmp_unsigned("<", builder.sub(block, _lanes(ord("0"))), _lanes(10))
        folded = builder.select(builder.or_(letter, digit), lower, _lanes(0))
        target = _block(context, builder, signature.args[2], args[2], args[3])
        builder.store(folded, target, align=1)
        return builder.bitcast(builder.icmp_signed("<", block, _lanes(0)), ir.IntType(64))

    return types.uint64(raw, types.intp, out, types.intp), generate


def _telling(builder: Any, block: Any) -> Any:
    """Characters of ASCII that can end a unit."""
    kinds = (GapClass.BREAK, GapClass.STOP, GapClass.HASH)
    found = ir.Constant(ir.VectorType(ir.IntType(1), 64), [0] * 64)
    for point in range(128):
        if GAP_CLASSES[point] in kinds:
            found = builder.or_(found, builder.icmp_unsigned("==", block, _lanes(point)))
    return found


_Words: Any = ir.VectorType(ir.IntType(64), 64)


def _words_below(
    _typing: Any, array: Any, place: Any, other: Any
) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        data = cgutils.create_struct_proxy(signature.args[0])(context, builder, args[0]).data
        blocks = [
            builder.load(builder.bitcast(builder.gep(data, [at]), _Words.as_pointer()), align=8)
            for at in args[1:]
        ]
        return builder.bitcast(builder.icmp_unsigned("<", *blocks), ir.IntType(64))

    return types.uint64(array, types.intp, types.intp), generate


LANES = 32
_Lanes32: Any = ir.VectorType(ir.IntType(32), LANES)


def _least_permuted(
    _typing: Any, values: Any, factors: Any, summands: Any, least: Any, place: Any
) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        def lanes(number: int) -> Any:
            struct = cgutils.create_struct_proxy(signature.args[number])(
                context, builder, args[number]
            )
            return builder.bitcast(builder.gep(struct.data, [args[4]]), _Lanes32.as_pointer())

        factor = builder.load(lanes(1), align=4)
        summand = builder.load(lanes(2), align=4)
        found = cgutils.alloca_once_value(builder, ir.Constant(_Lanes32, [0xFFFFFFFF] * LANES))
        row = cgutils.create_struct_proxy(signature.args[0])(context, builder, args[0])
        count = cgutils.unpack_tuple(builder, row.shape)[0]
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        with cgutils.for_range(builder, count) as loop:
            value = builder.load(builder.gep(row.data, [loop.index]))
            nothing = ir.Constant(_Lanes32, ir.Undefined)
            one = builder.insert_element(nothing, value, ir.Constant(ir.IntType(32), 0))
            permuted = builder.shuffle_vector(one, nothing, zeros)
            permuted = builder.add(builder.mul(permuted, factor), summand)
            before = builder.load(found)
            lower = builder.icmp_unsigned("<", permuted, before)
            builder.store(builder.select(lower, permuted, before), found)
        builder.store(builder.load(found), lanes(3), align=4)
        return context.get_dummy_value()

    return types.void(values, factors, summands, least, types.intp), generate


def _text_parts(_typing: Any, text: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        parts = cgutils.create_struct_proxy(types.unicode_type)(context, builder, args[0])
        kind = builder.sext(parts.kind, ir.IntType(64))
        return context.make_tuple(builder, signature.return_type, (parts.data, parts.length, kind))

    return types.Tuple((types.voidptr, types.intp, types.intp))(text), generate


def _pointer(_typing: Any, address: Any) -> tuple[Any, Callable[..., Any]]:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], cgutils.voidptr_t)

    return types.voidptr(types.uintp), generate


def _narrow_block(
    _typing: Any, chars: Any, place: Any, out: Any, there: Any
) -> tuple[Any, Callable[..., Any]]:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = ir.VectorType(ir.IntType(chars.dtype.bitwidth), 64)
        data = cgutils.create_struct_proxy(signature.args[0])(context, builder, args[0]).data
        source = builder.bitcast(builder.gep(data, [args[1]]), kind.as_pointer())
        block = builder.load(source, align=1)
        narrow = block if kind == _Lanes else builder.trunc(block, _Lanes)
        target = _block(context, builder, signature.args[2], args[2], args[3])
        builder.store(narrow, target, align=1)
        most = ir.Constant(kind, [127] * 64)
        return builder.bitcast(builder.icmp_unsigned(">", block, most), ir.IntType(64))

    return types.uint64(chars, types.intp, out, types.intp), generate


def _packing(count: int) -> Any:
    """Build an instruction that writes so many packed pairs."""

    def typed(
        _typing: Any, kind: Any, numbers: Any, place: Any, high: Any, address: Any
    ) -> tuple[Any, Callable[..., Any]]:
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            data = cgutils.create_struct_proxy(signature.args[1])(context, builder, args[1]).data
            source = ir.VectorType(ir.IntType(32), count).as_pointer()
            block = builder.load(builder.bitcast(builder.gep(data, [args[2]]), source), align=4)
            lane = ir.IntType(signature.args[0].dtype.bitwidth)
            lanes = ir.VectorType(lane, count)
            high_part = args[3]
            if lane.width == 32:
                high_part = builder.trunc(high_part, lane)
            else:
                block = builder.zext(block, lanes)
            nothing = ir.Constant(lanes, ir.Undefined)
            one = builder.insert_element(nothing, high_part, ir.Constant(ir.IntType(32), 0))
            zeros = ir.Constant(ir.VectorType(ir.IntType(32), count), [0] * count)
            packed = builder.or_(block, builder.shuffle_vector(one, nothing, zeros))
            builder.store(packed, builder.inttoptr(args[4], lanes.as_pointer()), align=4)
            return context.get_dummy_value()

        return types.void(kind, numbers, types.intp, types.uint64, types.uintp), generate

    return intrinsic(typed)


read_word: Any = intrinsic(_read)
"""``read_word(bytes, place)``: eight bytes from any place, little end first; no bounds check."""

trailing_zeros: Any = intrinsic(_trailing_zeros)
"""Zero bits below the lowest one; 64 for zero."""

count_ones: Any = intrinsic(_count_ones)
"""How many bits are one."""

fold_product: Any = intrinsic(_fold_product)
"""High half of the 128-bit product of two words, xor its low half."""

fold_block: Any = intrinsic(_fold_block)
"""``fold_block(raw, place, out, there)``: fold sixty-four bytes of ASCII, no bounds check.

Letters become small, digits stay, everything else becomes zero; returns which bytes are no ASCII.
"""

bytes_set: Any = _block_mask(lambda b, block: b.icmp_unsigned("!=", block, _lanes(0)))
"""``bytes_set(bytes, place)``: which of sixty-four bytes are not zero; no bounds check."""

bytes_high: Any = _block_mask(lambda b, block: b.icmp_signed("<", block, _lanes(0)))
"""``bytes_high(bytes, place)``: which of sixty-four bytes are no ASCII; no bounds check."""

bytes_leading: Any = _block_mask(lambda b, block: b.icmp_signed(">", block, _lanes(0xBF)))
"""``bytes_leading(bytes, place)``: which bytes begin a character in UTF-8; no bounds check."""

bytes_telling: Any = _block_mask(_telling)
"""``bytes_telling(bytes, place)``: which bytes are ASCII that can end a unit; no bounds check."""

words_below: Any = intrinsic(_words_below)
"""``words_below(words, place, other)``: which of sixty-four from `place` on are less than those
from `other` on; no bounds check."""

least_permuted: Any = intrinsic(_least_permuted)
"""``least_permuted(values, factors, summands, least, place)``: `LANES` values of a signature.

Writes the least of ``values * factor + summand`` for as many permutations from `place` on, all at
once, so that a value is read once for all of them; no bounds check.
"""

pack_one: Any = _packing(1)
pack_four: Any = _packing(4)
"""``pack_four(kind, numbers, place, high, address)``: write ``high | number`` for four numbers.

Reads 32-bit numbers from `place` on, and writes as many of the kind of those in the array `kind`
from `address` on; no bounds check.
"""

text_parts: Any = intrinsic(_text_parts)
"""``text_parts(text)``: where the characters of a string lie, how many, and bytes of each."""

pointer: Any = intrinsic(_pointer)
"""``pointer(address)``: where an array lies, for ``numba.carray``; somebody else must hold it."""

narrow_block: Any = intrinsic(_narrow_block)
"""``narrow_block(chars, place, out, there)``: write sixty-four characters as bytes.

Returns which of them are no ASCII; no bounds check.
"""
