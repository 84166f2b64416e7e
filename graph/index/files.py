"""An index or a segment as one file: a header that says what follows, and arrays that are mapped as they stand.

::

    16 bytes   "claimgraph index"
    16 bytes   four numbers, little-endian: version, length of the header, its CRC-32, 0
    header     JSON: what it is, how long the file is, what the maker said; each array's name and place, its CRC-32
    arrays     each at a multiple of 64 bytes

Opening reads the header and no array, and refuses whatever does not fit. What stands in the arrays is looked at by
:func:`claimgraph.graph.index.soundness.check` before anything walks over them, and whole by :func:`verify`.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from ...ontology.errors import StoreError
from ..arrays import Array, Lists, Strings, frozen

VERSION: Final = 1
_MAGIC: Final = b"claimgraph index"
_NUMBERS: Final = struct.Struct("<4I")
_ALIGNED: Final = 64
_TYPES: Final = {name: np.dtype(name) for name in ("|b1", "|u1", "<i4", "<i8")}
_MOST_HEADER: Final = 1 << 30

Columns = Mapping[str, Array | Lists | Strings]


class OtherVersionError(StoreError):
    """The file is an index of another version of this package, to be built again."""


def write(path: Path, what: str, said: Mapping[str, Any], columns: Columns) -> None:
    """Write a file that is not there yet, and see it onto the disk.

    Args:
        path: Where.
        what: ``index`` or ``segment``.
        said: What the maker says of it, in JSON's types.
        columns: The arrays.

    Raises:
        OSError: If it cannot be written; what stands there then is no file of this kind.
    """
    arrays = {name: np.ascontiguousarray(array) for name, array in _flat(columns).items()}
    header, size = _header(what, said, arrays)
    with path.open("xb") as file:
        file.write(_MAGIC + _NUMBERS.pack(VERSION, len(header), zlib.crc32(header), 0) + header)
        for array in arrays.values():
            if array.nbytes:
                file.write(b"\0" * (-file.tell() % _ALIGNED))
                file.write(array.view(np.uint8).data)
        file.write(b"\0" * (size - file.tell()))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path, what: str) -> tuple[dict[str, Any], dict[str, Array | Lists | Strings]]:
    """Map a file into memory: what its maker said, and the columns.

    Raises:
        OtherVersionError: If it is of another version.
        StoreError: If it is missing, damaged or something else.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_MAGIC) + _NUMBERS.size:
                raise _damaged(path, f"it has {size} bytes")
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: the index cannot be read: {error}") from error
    header = _read_header(path, held, size)
    if header["what"] != what:
        raise _damaged(path, f"it is a '{str(header['what'])[:20]}' and no {what}")
    arrays: dict[str, Array] = {}
    for name, kind, place, length, _crc in header["arrays"]:
        dtype = _TYPES[kind]
        arrays[name] = np.frombuffer(held, dtype, length, place) if length else frozen(np.zeros(0, dtype))
    return header["said"], _columns(path, arrays)


def verify(path: Path) -> None:
    """Read a whole file and compare every array with its check sum.

    Raises:
        StoreError: If any differs, or as for :func:`read`.
    """
    try:
        held = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: the index cannot be read: {error}") from error
    for name, kind, place, length, crc in _read_header(path, held, len(held))["arrays"]:
        if zlib.crc32(held[place : place + length * _TYPES[kind].itemsize]) != crc:
            raise _damaged(path, f"'{name}' is not what was written")


def _flat(columns: Columns) -> dict[str, Array]:
    flat: dict[str, Array] = {}
    for name, column in columns.items():
        if isinstance(column, Strings):
            flat |= {f"{name}:offset": column.offset, f"{name}:data": column.data}
        elif isinstance(column, Lists):
            flat |= {f"{name}:start": column.start, f"{name}:items": column.items}
        else:
            flat[name] = column
    return flat


def _header(what: str, said: Mapping[str, Any], arrays: Mapping[str, Array]) -> tuple[bytes, int]:
    """The header, which names places that depend on its own length; it is padded so that they do not move."""
    sums = {
        name: zlib.crc32(array.view(np.uint8).data) if array.size else 0 for name, array in arrays.items()
    }
    padded = 0
    while True:
        place = len(_MAGIC) + _NUMBERS.size + padded
        told = []
        for name, array in arrays.items():
            place += -place % _ALIGNED if array.nbytes else 0
            told.append([name, array.dtype.newbyteorder("<").str, place, array.size, sums[name]])
            place += array.nbytes
        written = json.dumps(
            {"what": what, "size": place, "said": said, "arrays": told}, separators=(",", ":"), sort_keys=True
        ).encode()
        if len(written) <= padded:
            return written.ljust(padded), place
        padded = len(written) + 2 * _ALIGNED


def _read_header(path: Path, held: mmap.mmap | bytes, size: int) -> dict[str, Any]:
    begins = len(_MAGIC) + _NUMBERS.size
    if held[: len(_MAGIC)] != _MAGIC:
        raise _damaged(path, "it is no index")
    version, length, crc, _ = _NUMBERS.unpack(held[len(_MAGIC) : begins])
    if version != VERSION:
        raise OtherVersionError(
            f"{path}: this index has version {version}, and this claimgraph reads {VERSION}"
        )
    if length > min(size - begins, _MOST_HEADER):
        raise _damaged(path, "it ends within its header")
    written = held[begins : begins + length]
    if zlib.crc32(written) != crc:
        raise _damaged(path, "its header is not what was written")
    header: dict[str, Any] = json.loads(written)
    if header["size"] != size:
        raise _damaged(path, f"it has {size} bytes, and {header['size']} were written")
    for name, kind, place, count, _crc in header["arrays"]:
        if kind not in _TYPES or count < 0 or place < begins or place + count * _TYPES[kind].itemsize > size:
            raise _damaged(path, f"'{name}' does not lie in it")
    return header


def _columns(path: Path, arrays: Mapping[str, Array]) -> dict[str, Array | Lists | Strings]:
    columns: dict[str, Array | Lists | Strings] = {}
    for name, array in arrays.items():
        column, _, role = name.partition(":")
        if role in ("offset", "start"):
            other = arrays.get(f"{column}:{'data' if role == 'offset' else 'items'}")
            if other is None or len(array) == 0 or array[0] != 0 or array[-1] != len(other):
                raise _damaged(path, f"'{column}' does not end where its parts do")
            columns[column] = Strings(array, other) if role == "offset" else Lists(array, other)
        elif not role:
            columns[column] = array
    return columns


def _damaged(path: Path, how: str) -> StoreError:
    return StoreError(f"{path}: the index is damaged ({how}); write it anew with Store.reindex()")


__all__ = ["VERSION", "Columns", "OtherVersionError", "read", "verify", "write"]
