"""How a query and its answer cross the pipe between the program and a worker: tagged, length-prefixed bytes.

No pickle and no marshal: the worker has run a stranger's query, so what it sends is read as text and checked. And no
JSON: importing it would cost a worker more time than opening the store does. Like all that a worker imports,
this module needs the standard library's core only.
"""

LENGTH_BYTES = 4
HEADER_BYTES = 1 + LENGTH_BYTES

READY = b"R"
VARIABLES = b"V"
BOOLEAN = b"B"
TRIPLES = b"T"
DATA = b"D"
END = b"E"
FAILURE = b"X"
REQUEST = b"Q"


def frame(tag: bytes, payload: bytes = b"") -> bytes:
    r"""One message: its tag, its length, its bytes.

    >>> frame(END, b"ok")
    b'E\x00\x00\x00\x02ok'
    """
    return tag + len(payload).to_bytes(LENGTH_BYTES, "big") + payload


def pack(fields: list[str]) -> bytes:
    """Write texts one after another, each with its length.

    >>> unpack(pack(["query", "", "é"]))
    ['query', '', 'é']
    """
    encoded = [field.encode() for field in fields]
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") + part for part in encoded)


def unpack(payload: bytes) -> list[str]:
    """Read what :func:`pack` wrote.

    Raises:
        ValueError: The bytes are not whole, or no UTF-8.
    """
    fields, offset = [], 0
    while offset < len(payload):
        start = offset + LENGTH_BYTES
        offset = start + int.from_bytes(payload[offset:start], "big")
        if offset > len(payload):
            raise ValueError("a field is cut short")
        fields.append(payload[start:offset].decode())
    return fields
