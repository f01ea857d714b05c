ask-rating-anew = How many stars would you give now? 5 is best.
ask-other-stars = You gave number { $number } { $stars } of 5. How many stars now?
rating-stands = The rating of number { $number } ({ $stars } of 5) is past the days in which it can be changed.
ask-comment-fair = Thank you! What could be better? Tap, write or send a photo, or skip.
ask-reasons-good = What was good? Tap as many as fit.
ask-reasons-bad = What was not good? Tap as many as fit.
reason-noted = Noted: { $reason }. Anything else? You can also write or send a photo.
rate-after-callback = Number { $number }: someone has been in touch with you. Would you rate it once more? 5 is best.
callback-late = Sorry, number { $number }: the promised time has passed and nobody has contacted you. I have pressed the supervisor again.

button-reason = { $reason }
button-reasons-good = Some was good
button-reasons-bad = Some was not
button-done-rating = That is all
button-no-stars = Rather not rate
button-other-stars = Change rating
button-receipt = Receipt
button-rework = Free rework

receipt =
    Receipt, number { $number } ({ $category })
    { $day }
    { $lines }
    Total: { $total }
    { $provider }, phone { $phone }
    Warranty until { $until }, that day included.
    For a tax invoice (fapiao) please ask this firm.
receipt-no-warranty =
    Receipt, number { $number } ({ $category })
    { $day }
    { $lines }
    Total: { $total }
    { $provider }, phone { $phone }
    No warranty.
    For a tax invoice (fapiao) please ask this firm.
receipt-not-yet = Number { $number } is not finished yet; there is a receipt once it is.
rework-not-now = Number { $number } is still under way; no extra rework is needed.
warranty-over = The warranty of number { $number } ({ $category }) ran until { $day }. You can book it anew at the listed prices.
warranty-none = Number { $number } ({ $category }) has no warranty. You can book it anew at the listed prices.

set-out-travel =
    { $technician } set out at { $at }, about { $minutes } minutes, there around { $arrival } (number { $number }).
    Phone { $phone }.
travel-told = { $technician } says: there around { $arrival } (number { $number }; set out at { $at }, about { $minutes } minutes).
progress-on-the-way-travel = No. { $number } ({ $category }): { $technician } set out at { $at } and is on the way, about { $minutes } minutes, there around { $arrival }. Phone { $phone }.
progress-under-way = No. { $number } ({ $category }): { $technician } is on the way, phone { $phone }.
not-arrived-sorry = Sorry, { $technician } set out at { $at } and has not reported to be there (number { $number }). We are pressing { $provider } ({ $phone }), and a supervisor knows.
not-arrived-firm = LATE: number { $number }: the technician set out at { $at } and has not arrived. Call the resident now; press Arrived once there.
firm-absent = Sorry, nobody came for number { $number }. This visit is off, nothing to pay, and a supervisor knows. Shall we pick another time? I will find someone else.
because-firm_absent = the time passed and nobody came

cancel-sure-on-the-way = The technician is on the way already. Cancel number { $number } ({ $category }, { $window }) all the same? It costs nothing before work starts.
cancel-too-late = Work on number { $number } has begun, so it cannot be cancelled here. To stop it tell the technician, call { $phone }, or ask for a person.
move-rule = Another time for number { $number }: it costs nothing until the technician sets out; the same firm is asked first, then others.
move-too-late = The technician of number { $number } has set out, so the time cannot be changed. Call { $phone }, cancel, or ask for a person.

button-travel = About { $minutes } min
noted-set-out-travel = Number { $number }: on the way, about { $minutes } minutes, and the resident knows.
noted-travel = Number { $number }: about { $minutes } minutes in all, and the resident knows.

callback-card =
    CALL BACK: number { $number } ({ $category }), { $stars } of 5
    Contact by { $due }: { $contact }
    Reasons: { $reasons }
    In their words: { $words }
callbacks-none = No callbacks are owed.
button-called-back = Contacted
ask-callback-note = Number { $number }: what was said, and how is it settled? A line for the record.
callback-done = Number { $number }: callback done and noted. The resident can rate once more.
callback-refused = That callback is no longer there; perhaps someone has done it.

web-callbacks = Callbacks owed
web-callbacks-none = No callbacks are owed now.
web-callback-due = Contact by { $due }
web-callback-late = Late: contact was due by { $due }
web-callback-contact = Contact
web-callback-reasons = Reasons
web-callback-words = In their words
web-callback-note = What was said, and how it is settled
web-callback-send = Contacted, note it
web-callback-empty = Please write a line first.
web-reasons = Reasons for the rating
web-past-ratings = Earlier ratings
web-past-rating = { $stars } of 5, rating { $round }, until { $at }
web-callbacks-of = Callbacks
web-callback-of = { $by } was in touch on { $at }: { $note }
web-callback-open-of = To be contacted by { $due }, not done yet
web-fact-reason_given = Reason for the rating: { $why }
web-fact-rating_declined = The resident would rather not rate
web-fact-rate_again = Asked for another rating
web-fact-reopened = The resident says it failed again: rework under warranty
web-fact-firm_absent = The time passed and nobody came: visit off
web-fact-not_arrived = The technician set out, but did not arrive in time
web-fact-travel_told = The technician said: about { $minutes } minutes
web-fact-callback_opened = Callback owed by { $due }
web-fact-called_back = Someone was in touch with the resident
web-fact-callback_late = The callback is late
