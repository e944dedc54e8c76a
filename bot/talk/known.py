"""What the shop knows beside the rules: said where no rule answers, by the stage of the order, until it expires."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from bot.clock import day
from bot.knowledge.topics import Answer, Topic, Topics, best
from bot.orders.model import Order
from bot.replies import Reply, buttons
from bot.shop import Shop
from bot.talk.claims import Said
from bot.talk.finding import order_spoken_of
from bot.talk.lexicon import answers
from bot.talk.message import Message, Talk
from bot.talk.wording import settings_words


class Known:
    """Answers from the topics that come along and those of the shop, which go first."""

    def __init__(self, shop: Shop, topics: Callable[[], Topics]) -> None:
        self._shop = shop
        self._topics = topics

    def answer(self, buyer: str | None, talk: Talk, message: Message) -> Said | None:
        """What is known of the thing a message asks about; None when nothing is, or no longer."""
        open_to_all = message.intent in answers().known_in
        topics = (each for each in self._topics().values() if open_to_all or message.intent in each.intents)
        topic = best(topics, message.text)
        if topic is None:
            return None
        orders, now = self._shop.orders_of(buyer), self._shop.clock.now()
        order = order_spoken_of(message, talk, orders) or next(iter(orders), None)
        answer = topic.answer(order.stage if order else None, day(now))
        said = self._filled(topic, answer, order, now) if answer else None
        if said is None:
            return None
        idle = not (talk.asking or talk.step)
        after = msgspec.structs.replace(talk, step="person") if idle else talk
        return Reply("utter_known", {"answer": said}, buttons("person") if idle else ()), after

    def _filled(self, topic: Topic, answer: Answer, order: Order | None, at: datetime) -> str | None:
        """The words with their blanks filled; None where the shop does not say what belongs there."""
        category = order.lines[0].category if order else ""
        numbers = {name: str(self._shop.policies.number(of, None, day(at))) for name, of in topic.numbers.items()}
        facts = {**settings_words(self._shop, category, at), **numbers}
        blanks = [name for name in facts if f"{{{name}}}" in answer.says]
        return answer.says.format(**facts) if all(facts[name] for name in blanks) else None
