"""Who speaks: the shop's page vouches for its buyer with a short-lived token signed with a secret that both know."""

import os
import secrets
import time
from pathlib import Path

import jwt
import msgspec

ALGORITHM = "HS256"
LONGEST_S = 24 * 3600
DEMO_S = 2 * 3600
LEEWAY_S = 30
LONGEST_ID = 128
KEPT_IN = "web_secret"


class Buyer(msgspec.Struct, frozen=True):
    """Whom a token speaks for, the order it came with, and until when it is good (seconds since 1970)."""

    id: str
    order_no: str | None
    until: float


class BadToken(ValueError):
    """A token that is missing, wrong, too old or too long-lived. It does not say which."""


def read_token(token: str, secret: str) -> Buyer:
    """The buyer whom a token speaks for; raises BadToken."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], leeway=LEEWAY_S, options={"require": ["exp", "sub"]})
    except jwt.PyJWTError as error:
        raise BadToken from error
    buyer, order_no, until = claims["sub"], claims.get("order_no"), float(claims["exp"])
    good = isinstance(buyer, str) and 0 < len(buyer) <= LONGEST_ID and buyer.isprintable()
    if not good or until > time.time() + LONGEST_S + LEEWAY_S:
        raise BadToken
    known = isinstance(order_no, str) and 0 < len(order_no) <= LONGEST_ID and order_no.isprintable()
    return Buyer(buyer, order_no if known else None, until)


def make_token(buyer: str, secret: str, seconds: float = DEMO_S) -> str:
    """A token for a buyer that is good for so long from now."""
    return jwt.encode({"sub": buyer, "exp": int(time.time() + seconds)}, secret, ALGORITHM)


def demo_secret(folder: Path) -> str:
    """The demo shop's secret, made on first use and kept in ``folder`` for its owner only; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / KEPT_IN
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")
