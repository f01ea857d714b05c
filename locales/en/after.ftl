accepted =
    Booked! Number { $number } ({ $category })
    { $window }
    { $provider }: { $technician }, phone { $phone }.
    { $cost }
    Changing the time is free until the technician sets out, cancelling until work starts.
quote-first = You get a quote first and work starts when you agree.
second-visit-free = It is a second visit under warranty: nothing to pay.
asking-next = Number { $number }: the first firm cannot come. I am asking { $provider } and will tell you by { $due }. Your time stays { $window }.
set-out = { $technician } set out at { $at } and is on the way to you (number { $number }). Phone { $phone }.
arrived = { $technician } has arrived (number { $number }).
work-done =
    The technician says it is done (number { $number }).
    { $lines }
    Total: { $price }
    Note: { $note }
    Please try it. Does it work now?
works-thanks = Very good.
ask-rating = How many stars for this service? 5 is best.
ask-comment = Thank you! What was good? Tap, write or send a photo, or press Skip.
ask-comment-low = Sorry that you are not content. A supervisor knows, and someone will contact you by { $due }. What went wrong? Tap, write or send a photo.
rated-thanks = Thank you for the rating. All the best!
rated-sorry = Thank you for being frank. A supervisor has it and someone will contact you by { $due }. After that you can rate once more.
rating-skipped = All right, no rating then.
rating-refused = This request cannot be rated now ({ $status }).
not-fixed-sorry = I am sorry it is not fixed. Number { $number } is noted and a supervisor knows. The next visit is free; pick a time.
not-fixed-danger = I am sorry it is not solved. Number { $number } goes to the emergency centre again, and a supervisor knows.
act-too-late = It is too late for that: the request is now { $status }.
moved =
    Changed, number { $number }: { $window }
    { $provider } is being asked; you hear by { $due }.
nobody-free = Sorry, nobody can come for number { $number } at that time. Shall we pick another? A supervisor knows.
missed-you = The technician came but did not meet you (number { $number }). Shall we pick another time?
overdue-sorry = Sorry, the time is over and nobody has come (number { $number }). We are pressing { $provider } ({ $phone }), and a supervisor knows. You can also pick another time.
reminder-day = A reminder: a technician comes { $window } (number { $number }, { $category }, { $provider }).
reminder-hour = In about an hour a technician comes: { $window } (number { $number }, { $technician }, phone { $phone }).
nudge-verdict = Does the repair work (number { $number }, { $category })?
nudge-rating = If you like, give number { $number } some stars, 5 is best. No need if you would rather not.
closed-unconfirmed = I have not heard from you about number { $number }, so I closed it as unconfirmed. Come back any time; the warranty stays.

progress-draft = This one is not in yet. Once the question below is answered I send it out.
progress-none = You have no requests. Just say what is broken.
progress-list =
    Your requests:
    { $lines }
progress-line = No. { $number } { $category }: { $status } ({ $window })
progress-offering = No. { $number } ({ $category }, { $window }): I am asking { $provider } and tell you as soon as there is an answer.
progress-scheduled = No. { $number } ({ $category }): booked for { $window }, { $provider }, { $technician }, phone { $phone }.
progress-alarm = Emergency number { $number } is with the centre ({ $status }). If it is urgent, call { $phone }.
progress-on-the-way = No. { $number } ({ $category }): { $technician } set out at { $at } and is on the way, phone { $phone }.
progress-in-progress = No. { $number } ({ $category }): { $technician } is at work.
progress-done = No. { $number } ({ $category }): the technician says it is done; please see whether it works.
progress-confirmed = No. { $number } ({ $category }): you said it works.
progress-no-show = No. { $number } ({ $category }): you missed each other. Let us pick another time.
progress-unresolved = No. { $number } ({ $category }): not solved yet. Pick a time for the next visit; a supervisor follows it.
progress-closed = No. { $number } ({ $category }) is closed. You have no other requests.
progress-cancelled = No. { $number } ({ $category }) was cancelled. You have no other requests.

cancel-none = You have nothing to cancel.
cancel-sure = Cancel number { $number } ({ $category }, { $window })? It costs nothing before work starts.
cancelled = Number { $number } ({ $category }) is cancelled. Nothing to pay.
kept = All right, it stays as it is.
move-none = You have no visit to move.
contact-thanks = Noted: the technician will call { $phone } (number { $number }).
address-to-person = Number { $number } has gone out already, so a person must change the address. I have passed it on; someone will contact you.
which-request = Which request is it?
