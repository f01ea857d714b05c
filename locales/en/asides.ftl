price-which = Prices for which kind of work?
price-list =
    { $category }, usually { $range }:
    { $lines }
    The price depends on the way of working. You get a quote first; nothing done costs nothing.
door-common-parts =
    That is a shared part of the estate. The property company looks after it, at no cost to you.
    Ask them first; if they do nothing, call 962121 (property service line), then 12345.
door-property-service =
    For the property company's service, fees or the maintenance fund, call 962121 (property service line) or 12345.
    Say which estate, what and when; you get a case number.
door-governance =
    That is a matter of estate order. Call 12345 and say where and what; the authorities see to it.
    You can also tell the residents' committee. In danger, call 110.
door-utility =
    Water off in the whole building or estate: 962740. Power: 95598. Gas: 962777.
    If you smell gas, go outside before you call. Fire: 119.
door-unsupported =
    We cannot repair that. We do seven kinds of work: fitting, lights and wiring, appliance cleaning, taps and pipes, doors and windows, drains, walls.
    For a broken appliance ask its maker's service; for anything else you can ask 12345.
complaint-heard = I am sorry about that. I have passed your words to a supervisor; someone contacts you within a working day.
