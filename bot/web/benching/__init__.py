"""How long a buyer waits for an answer, beside a Rasa bot that only repeats: for ``python -m bot bench --window``."""

from bot.web.benching.report import bench_window
from bot.web.benching.servers import NotUp

__all__ = ["NotUp", "bench_window"]
