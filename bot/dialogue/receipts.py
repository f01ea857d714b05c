"""The receipt of finished work, on request at any time."""

from bot.dialogue import rework
from bot.dialogue.says import Choice, Say
from bot.dialogue.step import Step
from bot.dialogue.views import ReceiptView, RequestView
from bot.dialogue.wording import category_term, charge_lines
from locales.args import Arg, Day, Money, Term
from locales.keys import Key


def tell(step: Step, request: RequestView) -> None:
    """Price lines, total, firm and warranty; or that there is no bill yet."""
    receipt = step.world.receipt(request.id)
    if receipt is None:
        step.say("receipt-not-yet", Choice("button-progress", "progress"), number=request.number)
        return
    key: Key = "receipt" if receipt.warranty_until is not None else "receipt-no-warranty"
    step.put(Say(key, _values(receipt), tuple(rework.choices_for(request, step.world.now))))


def _values(receipt: ReceiptView) -> dict[str, Arg]:
    values: dict[str, Arg] = {
        "number": receipt.number,
        "category": category_term(receipt.category),
        "day": Day(receipt.day),
        "provider": receipt.provider,
        "phone": receipt.phone,
        "lines": charge_lines(receipt.lines) if receipt.lines else Term("no-lines"),
        "total": Money(receipt.total_cents),
    }
    if receipt.warranty_until is not None:
        values["until"] = Day(receipt.warranty_until)
    return values
