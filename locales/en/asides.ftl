price-which = Prices for which kind of work?
price-list =
    { $category }, usually { $range }:
    { $lines }
    The price depends on the way of working. You get a quote first; nothing done costs nothing.
complaint-heard = I am sorry about that. I have passed your words to a supervisor; someone contacts you within a working day.
