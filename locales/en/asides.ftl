price-which = Prices for which kind of work?
price-list =
    { $category }, usually { $range }:
    { $lines }
    The price depends on the way of working. You get a quote first; nothing done costs nothing.
complaint-heard = I am sorry about that. I have passed your words to a supervisor; someone contacts you within a working day.
person-called = All right, I have passed you on to a person, who will contact you. If it is urgent call 962121 (day and night). You can go on talking to me meanwhile.
