button-propose = Another time
button-agree = Yes, come then
button-stay = No, keep my time
button-decline-after-all = Decline after all

ask-propose =
    Number { $number } ({ $category }): the resident chose { $window }.
    When could you come? Tap one, or write a time:
propose-taken =
    You have nobody free then (number { $number }).
    You are free at these times:
propose-none = Number { $number }: you have no other free time in two weeks. Can you take the time as offered?
propose-late = Number { $number }: the visit is too near to ask the resident. Can you take the time as offered?
propose-not = This one cannot be put off. Please accept it.
propose-left = The time stays. Can you take number { $number }?
proposal-sent =
    The resident is being asked: number { $number }, { $window }.
    You hear by { $due }; both times are kept for you.
proposal-waits =
    Number { $number } ({ $category }): you proposed { $window }.
    The resident is being asked; you hear by { $due }.
proposal-agreed =
    The resident agrees! { $number }: { $category }
    { $window }, { $technician }
    Address: { $address }
    Contact: { $contact }
    Problem: { $problem }
proposal-refused = Number { $number }: the resident keeps the first time. Another firm is being asked.
proposal-lapsed = Number { $number }: the resident did not answer in time. Another firm is being asked.

proposal-ask =
    { $provider } can come { $proposed }
    instead of { $window } (number { $number }, { $category }).
    Shall they? Please tell me by { $due }.
    If not, I ask others for the time you chose.
proposal-over = That question about another time is over.
progress-proposed =
    No. { $number } ({ $category }): { $provider } can come { $proposed }
    instead of { $window }. Shall they?
    Please tell me by { $due }.
status-proposed = another time proposed, waiting for your answer

decline-time = The time does not suit
web-fact-proposed = { $provider } proposed { $window } instead of { $instead }
web-fact-proposal_agreed = The resident agreed to { $window }
web-fact-proposal_refused = The resident kept the first time, not { $window }
web-fact-proposal_lapsed = No answer in time about { $window }
web-propose = Another time
web-propose-how = Tap a time at which you have someone free; the resident is asked at once.
web-propose-none = There is no other time to propose.
web-proposed = Proposed
web-proposed-waits = The resident is being asked
web-desk-status-proposed = Another time proposed
