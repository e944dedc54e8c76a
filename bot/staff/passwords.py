"""Passwords as they are kept: Argon2id with the parameters that argon2-cffi recommends (RFC 9106, low memory)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128
_hasher = PasswordHasher()
NOBODYS = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """The hash of a password, with its salt and parameters."""
    return _hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; without one it takes as long and is False."""
    try:
        return _hasher.verify(kept or NOBODYS, password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def long_enough(password: str) -> bool:
    """Whether a password may be set: its length counts, not which characters it has (NIST SP 800-63B)."""
    return SHORTEST <= len(password) <= LONGEST
