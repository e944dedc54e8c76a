"""Orders as the shop's back office knows them: the model, the import and the store."""

from bot.orders.demo import load_demo
from bot.orders.importing import Report, import_file, read_orders
from bot.orders.model import Extra, Line, NoReason, Order, Parcel, Request, RequestState, RequestWay, Stage
from bot.orders.problems import ImportProblems, Problem
from bot.orders.store import Counts, OrderStore

__all__ = [
    "Counts",
    "Extra",
    "ImportProblems",
    "Line",
    "NoReason",
    "Order",
    "OrderStore",
    "Parcel",
    "Problem",
    "Report",
    "Request",
    "RequestState",
    "RequestWay",
    "Stage",
    "import_file",
    "load_demo",
    "read_orders",
]
