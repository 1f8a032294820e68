"""From identity to pseudonym: in memory only, once for each person.

A personal identity number (personnummer) or coordination number (samordningsnummer) that is
valid - a day that exists, and the right check digit by Luhn's formula - is read the same however
it is written: 12 or 10 digits, with or without - or +. Its century, where it is not written, is
the latest in which the person was born by the year of the first contact; + says a hundred years
before that. Anything else is an identity as it stands, less spaces at its ends.

The pseudonym is the first 16 bytes of HMAC-SHA256 (RFC 2104) of the identity in UTF-8.
"""

import hashlib
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]
Digits = npt.NDArray[np.int32]
"""A row for each place in the number, a column for each identity."""
Flags = npt.NDArray[np.bool_]

BYTES = 16
_BLOCK = 64
_SLICE = 200_000
_FULL = 12
_NINE = 9
_FEBRUARY, _DECEMBER = 2, 12
_FIRST_YEAR = 1800
_COORDINATION = 60
_HUNDRED = 100
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_SIGNS = {10: None, 11: 6, 12: None, 13: 8}
"""Where the sign stands by the length of the whole."""


def digester(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA256 with this key, its two inner states made once: half the work for each person."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def digest(message: bytes) -> bytes:
        within, around = inner.copy(), outer.copy()
        within.update(message)
        around.update(within.digest())
        return around.digest()

    return digest


def pseudonyms(identities: pa.StringArray, key: bytes) -> pa.FixedSizeBinaryArray:
    """One pseudonym for each identity, in the same order; slice by slice, to be kind to memory."""
    digest = digester(key)
    parts: list[bytes] = []
    for start in range(0, len(identities), _SLICE):
        names: Iterable[str] = identities.slice(start, _SLICE).to_pylist()
        parts.append(b"".join([digest(name.encode())[:BYTES] for name in names]))
    buffers = [None, pa.py_buffer(b"".join(parts))]
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(BYTES), len(identities), buffers)


def same_however_written(
    identities: pa.StringArray, first_years: Numbers
) -> tuple[pa.StringArray, bool]:
    """The identities as one and the same person is written, and whether any was changed."""
    stripped = pc.utf8_trim_whitespace(identities)
    changed = not stripped.equals(identities)
    lengths = pc.binary_length(stripped).to_numpy(zero_copy_only=False)
    new: dict[int, str] = {}
    for length, sign in _SIGNS.items():
        places = np.flatnonzero(lengths == length)
        if len(places) and length != _FULL:
            new |= _rewritten(stripped, places, length, sign, first_years)
    if not new:
        return stripped, changed
    told = stripped.to_pylist()
    for place, text in new.items():
        told[place] = text
    return pa.array(told, pa.string()), True


def _rewritten(
    identities: pa.StringArray, places: Numbers, length: int, sign: int | None, years: Numbers
) -> dict[int, str]:
    """Twelve digits by place, for those of this length that are personal identity numbers."""
    letters = _letters(identities, places, length)
    older = np.zeros(len(places), dtype=bool)
    right = np.ones(len(places), dtype=bool)
    if sign is not None:
        older = letters[sign] == ord("+")
        right = older | (letters[sign] == ord("-"))
        letters = np.delete(letters, sign, axis=0)
    digits = letters.astype(np.int32) - ord("0")
    full = digits if len(digits) == _FULL else _with_century(digits, older, years[places])
    right &= _valid(full)
    letters = np.ascontiguousarray(full[:, right].T + ord("0"), dtype=np.uint8)
    texts = [row.tobytes().decode("ascii") for row in letters]
    return dict(zip(places[right].tolist(), texts, strict=True))


def _letters(identities: pa.StringArray, places: Numbers, length: int) -> npt.NDArray[np.uint8]:
    """The bytes of texts of one length, a row for each place: Arrow holds them side by side."""
    chosen = identities.take(pa.array(places))
    _nulls, offsets, data = chosen.buffers()
    start = np.frombuffer(offsets, dtype=np.int32, count=1)[0]
    letters = np.frombuffer(data, dtype=np.uint8, count=len(places) * length, offset=start)
    return np.ascontiguousarray(letters.reshape(len(places), length).T)


def _with_century(digits: Digits, older: Flags, first_years: Numbers) -> Digits:
    """Ten digits with the century before them."""
    two = digits[0] * 10 + digits[1]
    born = first_years - (first_years - two) % _HUNDRED - older * _HUNDRED
    century = (born // _HUNDRED).astype(np.int32)
    return np.concatenate([[century // 10, century % 10], digits])


def _valid(digits: Digits) -> Flags:
    """Twelve digits each: whether a day of birth that exists, and the right check digit."""
    only_digits = ((digits >= 0) & (digits <= _NINE)).all(axis=0)
    return only_digits & _is_day(digits) & _has_check_digit(digits[2:])


def _is_day(digits: Digits) -> Flags:
    year = ((digits[0] * 10 + digits[1]) * 10 + digits[2]) * 10 + digits[3]
    month = digits[4] * 10 + digits[5]
    day = digits[6] * 10 + digits[7]
    day = np.where(day > _COORDINATION, day - _COORDINATION, day)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    possible = (month >= 1) & (month <= _DECEMBER) & (day >= 1)
    last = _DAYS[np.where(possible, month, 0)] - ((month == _FEBRUARY) & ~leap)
    exists: Flags = possible & (day <= last) & (year >= _FIRST_YEAR)
    return exists


def _has_check_digit(digits: Digits) -> Flags:
    """Luhn: every other digit doubled, and the digits of all summed, is a multiple of ten."""
    doubled = digits[::2] * 2
    doubled -= 9 * (doubled > _NINE)
    right: Flags = (doubled.sum(axis=0) + digits[1::2].sum(axis=0)) % 10 == 0
    return right


def are_personal_numbers(texts: list[str]) -> bool:
    """Whether any of the texts is a personal identity number, however written."""
    if not texts:
        return False
    given = pa.array(texts, pa.string())
    lengths = np.array([len(text.strip().encode()) for text in texts])
    stripped = pc.utf8_trim_whitespace(given)
    some = np.full(len(texts), 2000)
    full = np.flatnonzero(lengths == _FULL)
    if len(full) and _valid(_letters(stripped, full, _FULL).astype(np.int32) - ord("0")).any():
        return True
    return any(
        _rewritten(stripped, np.flatnonzero(lengths == length), length, sign, some)
        for length, sign in _SIGNS.items()
        if length != _FULL and (lengths == length).any()
    )
