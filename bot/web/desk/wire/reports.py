"""What happened in the shop, in numbers. Amounts are 分, moments ISO times."""

from bot.reports.model import Count, Day, Report

__all__ = ["Count", "Day", "Report"]
