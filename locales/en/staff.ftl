offer-card =
    New offer { $number }: { $category }
    Problem: { $problem }
    Area: { $area }
    When: { $window }
    Please answer by { $due }.
offer-accepted = You have taken number { $number }.
offer-declined = Number { $number } declined; it goes to another firm.
offer-expired = Number { $number } was not answered in time and went to another firm.
offer-gone = This offer is no longer there.
offer-gone-because = Number { $number } can no longer be taken: { $status }.
offer-withdrawn = Number { $number } ({ $category }) was withdrawn: { $reason }.
which-offer = Several offers are waiting. Which one?
no-open-offers = No offers wait for your answer.
ask-decline-reason = Why do you decline number { $number }?
emergency-alarm =
    EMERGENCY: { $danger }, number { $number }: { $category }
    Problem: { $problem }
    Address: { $address }
    Phone: { $phone }
    Acknowledge by { $due }; be on site within 2 hours.
new-visit =
    New visit { $number }: { $category }
    { $window }
    Address: { $address }
    Map: { $map }
    Call: { $contact }
    Problem: { $problem }
visit-card =
    No. { $number } { $category }: { $status }
    { $window }, technician: { $technician }
    Address: { $address }
    Map: { $map }
    Call: { $contact }
    Problem: { $problem }
noted-set-out = Number { $number }: on the way, and the resident knows.
noted-arrived = Number { $number }: arrived.
noted-finished = Number { $number }: finished, waiting for the resident's word.
noted-absent = Number { $number }: nobody met, the resident will rebook.
ask-charge = Number { $number } ({ $category }): what was done? Pick one, or write code x quantity price, such as TP-01 x2 80.
ask-amount = { $item }: how many yuan? ({ $low } to { $high })
ask-note = A note for the record? Skip if there is none.
ask-note-free = Number { $number } ({ $category }): a second visit, so there is nothing to pay. What was done? A line for the record, or skip.
charge-unclear = I do not see an item there. Please write codes of the price book, such as TP-01 x1 80.
price-refused = That cannot be charged: amounts are within the price book, and a second visit is free. Please report it again.
no-such-visit = There is no visit for which that can be done.
not-yours = That is not your job.
step-refused = Number { $number } is now: { $status }. That cannot be done.
staff-nothing = No offers, and no visits today. Send a number to look up a request.
staff-words-only = Words or buttons only here, please.
contact-changed = Number { $number }: phone { $phone }
words-changed =
    The resident changed visit { $number }: { $category }
    { $window }
    Address: { $address }
    Call: { $contact }
    Problem: { $problem }
words-changed-offer = Offer { $number }, the resident now says: { $problem }
firm-not-fixed = Number { $number }: the resident says it is not fixed. A free second visit will be arranged.
firm-rated = Number { $number } was rated: { $stars } of 5.
overdue-firm = LATE: number { $number } is past its window and nobody has set out. Call the resident now.
alert-card =
    TO SEE TO: { $kind }
    Number { $number }, { $district }, { $at }
    { $words }
alert-acked = All right, noted that you see to it.
alerts-none = Nothing to see to. Send a number to look up a request.
number-unknown = There is no request { $number }.
supervisor-request =
    No. { $number } { $category }: { $status }
    { $window }, { $provider }
    Address: { $address }
    Rating: { $stars }
