"""What buyers ask on the way, and what they tell without being asked."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import named, resumed
from actions.turn import ShopAction, buyer_of, first_word, message_of, say, talk_id_of, talk_of
from bot.service import service


class FindOrder(ShopAction):
    """查订单"""

    def name(self) -> str:
        return "action_find_order"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return say(
            dispatcher, tracker, service().enquiries.orders(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        )


class TrackParcel(ShopAction):
    """查物流"""

    def name(self) -> str:
        return "action_track_parcel"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return say(
            dispatcher, tracker, service().enquiries.parcels(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        )


class RefundProgress(ShopAction):
    """退款进度"""

    def name(self) -> str:
        return "action_refund_progress"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return named(dispatcher, tracker) or say(
            dispatcher, tracker, service().enquiries.progress(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        )


class Greet(ShopAction):
    """打招呼"""

    def name(self) -> str:
        return "action_greet"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        if not first_word(tracker):
            return say(dispatcher, tracker, service().enquiries.greet(talk_id_of(tracker), talk, buyer))
        said = say(dispatcher, tracker, service().enquiries.welcome(buyer, talk_id_of(tracker), talk))
        return [*said, *resumed(tracker, talk_of(tracker))]


class UrgeReply(ShopAction):
    """催促"""

    def name(self) -> str:
        return "action_urge_reply"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return say(
            dispatcher, tracker, service().enquiries.urge(buyer_of(tracker), talk_id_of(tracker), talk_of(tracker))
        )


class TakeInformation(ShopAction):
    """提供信息"""

    def name(self) -> str:
        return "action_take_information"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        going_on = resumed(tracker, talk) or named(dispatcher, tracker)
        if going_on:
            return going_on
        return say(dispatcher, tracker, service().enquiries.information(buyer, talk_id_of(tracker), talk, message))


class AnswerQuestion(ShopAction):
    """催发货、催退款、退货运费、补偿…, and what only a person can answer"""

    def name(self) -> str:
        return "action_answer_question"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        problem = named(dispatcher, tracker)
        if problem:
            return problem
        buyer, message = buyer_of(tracker), message_of(tracker)
        talk = service().matters.kept(talk_of(tracker), message)
        agreed = service().standing.answer(buyer, talk_id_of(tracker), talk, message)
        return say(dispatcher, tracker, agreed or service().questions.answer(buyer, talk, message))
