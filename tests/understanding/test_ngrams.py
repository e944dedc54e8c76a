"""The features of one sentence are those that scikit-learn gives for many."""

import numpy as np
import pytest

from bot.nlu.ngrams import NgramFeaturizer, row_of

LINES = [
    "收到货少了一件",
    "不是少了一件 是两件",
    "质量有问题可以退吗",
    "算了 不用了",
    "退款要几天到账",
    "拉链坏了 用不了",
]
OTHERS = ["", "退款退款退款", "😀", "tuikuan 123 元", "从来没见过的字"]


@pytest.mark.parametrize("unit", ["characters", "sounds", "words", "concepts", "entities"])
def test_one_line_alone_weighs_as_among_many(unit: str) -> None:
    terms = NgramFeaturizer.fresh({"unit": unit, "rarest": 1}).fit(LINES)
    many = terms.transform([*LINES, *OTHERS]).toarray()
    alone = [row_of(line, terms).toarray()[0] for line in [*LINES, *OTHERS]]
    assert np.allclose(many, np.array(alone), rtol=0, atol=1e-12)
    assert many.any()
