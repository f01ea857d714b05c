button-call-resident = Call back
button-reassign = Reassign
button-open-request = Open request
button-open-case = Open case
button-talks = Show talks
button-no-call-note = Not now
button-reassign-sure = Yes, reassign
button-reassign-keep = Leave it
button-alerts = Alerts
button-callbacks = Callbacks
button-report = Report
button-period = { $period }

alert-request-card =
    TO SEE TO: { $kind }
    Number { $number } { $category }: { $status }
    { $window }; { $provider }
    { $district }, { $at }
low-rating-card =
    LOW RATING: number { $number } { $category }, { $stars } of 5
    { $provider }, { $district }
    Reasons: { $reasons }
    The resident says: { $said }
    Please call back by { $due }.
alerts-more = { $count } more alerts are open; they come up once these are seen to.
alert-yours = You are noted as seeing to it.
alert-taken = { $who } took this one at { $at }.
alert-taken-now = A colleague took this one just now.
alert-not-yours = This alert is not of your district.
request-not-yours = That request is not of your district, or is not there any more.
which-number = Which one? Please name it, such as "reassign 1001", "call 1001" or "I see to it 1001".
no-alert-of = There is no open alert about number { $number }.

ask-call-note =
    Number { $number }, please call: { $contact }
    Then write a line for the record: what was said, how it is settled.
call-centre-too = Emergency centre: { $name }, { $phone }
call-note-needed = Please write what came of the call, or press "Not now".
call-not-noted = All right, nothing was noted.
call-noted = Number { $number }: noted that the resident was called.

reassign-silent = no answer to the offer
reassign-late = the window is over and nobody came
reassign-rated = badly rated
reassign-sure =
    Take number { $number } from { $provider } and ask the next firm for the same window ({ $window })?
    Reason: { $because }. If nobody else is free, the resident is asked for another time.
reassign-late-sure =
    Take number { $number } from { $provider }? Reason: { $because }.
    The window ({ $window }) has begun: nobody else can take it, so the resident is asked for another time.
reassign-kept = All right, it stays where it is.
reassign-done = Number { $number } was taken back; { $provider } is asked now and answers by { $due }.
reassign-nobody = Number { $number } was taken back. Nobody else is free in that window; the resident was asked for another time.
reassign-gone = That offer is no longer there; perhaps someone reassigned it before. Please look at the request.
reassign-changed = Number { $number } has just changed, it is now: { $status }, { $provider }. Open it anew to reassign it.
reassign-no-reason = Number { $number } ({ $status }, { $provider }) gives no reason to be reassigned: nobody is late, and the ratings are not low.
reassign-centre = Number { $number } is an emergency; only the district's centre takes those. Please phone the centre.
reassign-free = Number { $number } is with no firm now, and the resident was asked for another time. You can call and help with that.
reassign-over = Number { $number } is now: { $status }. It can no longer be reassigned.
because-reassigned = a supervisor gave it to another firm

found-none = { $place }: no request there that you may see.
found-requests =
    { $place }: { $total } in all, the newest:
    { $lines }
found-line = { $number } { $category }, { $status }, { $address }, { $window }
found-more = and { $count } more; a fuller address finds them.

period-today = Today
period-yesterday = Yesterday
period-this_week = This week
period-last_week = Last week
period-this_month = This month
period-last_month = Last month
period-last_30 = Last 30 days
whole-city = Whole city
report-which = Which days? At most a year back, such as "last week", "last 30 days" or "1 Nov to 15 Nov".
report-days = { $first } to { $last }
report =
    REPORT: { $scope }, { $days }
    Requests { $requests }: { $categories }
    Done { $done }, unresolved { $unresolved }, cancelled { $cancelled }, nobody came { $absent }
    Answers: { $answering }
    Emergencies { $emergencies }
    Ratings: { $stars }; low { $low }{ $callbacks }
    { $firms }
report-none = none
report-category = { $category } { $count }
report-minutes = { $minutes } min
report-hours = { $hours } h { $minutes } min
report-answering = { $time } until accepted (median), { $share }% answered in time (n = { $count })
report-unanswered = none accepted yet
report-emergencies = { $count }, { $taken } acknowledged, median { $time }
report-emergencies-open = { $count }, none acknowledged yet
report-stars = { $mean } of 5 on average (n = { $count })
report-unrated = none yet
report-callbacks = , called back in time { $count } of { $total }
report-firms = Most complained of:
report-firm = { $provider }: { $low } low of { $count } ratings
report-no-firms = Most complained of: too few ratings to say.
report-archived = The records of { $count } of these requests are in the archive; answers and visits to which nobody came are counted without them.

morning-digest =
    Good morning! { $scope } today:
    Open alerts { $alerts }, talks waiting { $talks }
    Callbacks: due today { $today }, overdue { $late }
    Cases too long at one stage { $cases }
    Visits today { $visits }
    Yesterday: requests { $requests }, finished { $finished }, emergencies { $emergencies }
    Yesterday's ratings: { $stars }, low { $low }
web-yesterday = Yesterday ({ $day }): requests { $requests }, finished { $finished }, emergencies { $emergencies }; ratings: { $stars }, low { $low }
web-fact-reassigned = A supervisor took it from { $provider } for another firm: { $reason }
web-fact-resident_called = A supervisor spoke with the resident
web-calls-of = Calls to the resident
web-call-of = { $at } { $by }: { $note }

telegram-command-alerts = What needs seeing to
telegram-command-report = Figures of a period
stars-given = { $stars } of 5
stars-none = none yet
