"""What a picture looks like, in three numbers for the agent."""

import imagehash
import numpy as np
from PIL import Image

SIDE = 512
NEARLY_BLACK = 40
MOST_BITS_OF_ONE = 6


def blur(picture: Image.Image) -> float:
    """The variance of the Laplacian of a grey copy of 512 px: from 300 for a sharp photo on, below 20 for a smear."""
    grey = np.asarray(_small(picture), dtype=np.float32)
    if min(grey.shape) < 3:
        return 0.0
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return round(float(np.var(around - 4 * grey[1:-1, 1:-1])), 1)


def dark(picture: Image.Image) -> float:
    """The share of pixels that are nearly black, 0–1."""
    return round(float(np.mean(np.asarray(_small(picture)) < NEARLY_BLACK)), 3)


def phash(picture: Image.Image) -> str:
    """The perceptual hash, 64 bits in 16 hex digits: near for the same picture resized or saved again."""
    return str(imagehash.phash(picture))


def alike(one: str, other: str) -> int:
    """How many bits of two perceptual hashes differ: up to 6 for one saved again, near 32 for two pictures."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def same_picture(one: str, other: str) -> bool:
    """Whether two perceptual hashes are so near that they may be of one picture, resized or saved again."""
    return alike(one, other) <= MOST_BITS_OF_ONE


def _small(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE))
    return grey
