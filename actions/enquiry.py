"""What buyers ask on the way, and what they tell without being asked."""

from rasa_sdk.events import EventType

from actions.claim import named, resumed
from actions.turn import ShopAction, Turn
from bot.service import service


class FindOrder(ShopAction):
    """查订单"""

    def name(self) -> str:
        return "action_find_order"

    def answer(self, turn: Turn) -> list[EventType]:
        return turn.say(service().enquiries.orders(turn.buyer, turn.talk, turn.message))


class TrackParcel(ShopAction):
    """查物流"""

    def name(self) -> str:
        return "action_track_parcel"

    def answer(self, turn: Turn) -> list[EventType]:
        return turn.say(service().enquiries.parcels(turn.buyer, turn.talk, turn.message))


class RefundProgress(ShopAction):
    """退款进度"""

    def name(self) -> str:
        return "action_refund_progress"

    def answer(self, turn: Turn) -> list[EventType]:
        return named(turn) or turn.say(service().enquiries.progress(turn.buyer, turn.talk, turn.message))


class Greet(ShopAction):
    """打招呼"""

    def name(self) -> str:
        return "action_greet"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk = turn.buyer, turn.talk
        if not turn.first_word:
            return turn.say(service().enquiries.greet(turn.talk_id, talk, buyer))
        said = turn.say(service().enquiries.welcome(buyer, turn.talk_id, talk))
        return [*said, *resumed(turn, turn.talk)]


class UrgeReply(ShopAction):
    """催促"""

    def name(self) -> str:
        return "action_urge_reply"

    def answer(self, turn: Turn) -> list[EventType]:
        return turn.say(service().enquiries.urge(turn.buyer, turn.talk_id, turn.talk))


class TakeInformation(ShopAction):
    """提供信息"""

    def name(self) -> str:
        return "action_take_information"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        going_on = resumed(turn, talk) or named(turn)
        if going_on:
            return going_on
        return turn.say(service().enquiries.information(buyer, turn.talk_id, talk, message))


class AnswerQuestion(ShopAction):
    """催发货、催退款、退货运费、补偿…, and what only a person can answer"""

    def name(self) -> str:
        return "action_answer_question"

    def answer(self, turn: Turn) -> list[EventType]:
        problem = named(turn)
        if problem:
            return problem
        buyer, message = turn.buyer, turn.message
        talk = service().matters.kept(turn.talk, message)
        agreed = service().standing.answer(buyer, turn.talk_id, talk, message)
        return turn.say(agreed or service().questions.answer(buyer, talk, message))
