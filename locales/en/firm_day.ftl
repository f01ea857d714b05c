### The day of a firm and its technicians: who comes, the plan of a day, and the way there.

button-change-technician = Change technician
button-technician = { $technician } (visits that day: { $count })
button-keep-technician = Leave it
button-tomorrow = Tomorrow
button-today = Today
button-day = { $day }

ask-technician =
    Who goes to number { $number } ({ $category }) instead of { $technician }?
    { $window }
    These can do it and are free then. Tap one, or write a name.
which-visit-technician = For which visit? You can also write its number with the name, such as “assign Wang to 1024”.
technician-nobody = Number { $number }: apart from { $technician }, nobody of yours who can do it is free then. It stays as it is.
technician-busy = { $technician } is not free at the time of number { $number }.
technician-unable = { $technician } cannot do all that number { $number } needs.
technician-unknown = I do not find that name among your technicians.
technician-taken = That time was taken just now, so nothing was changed.
technician-kept = Number { $number } stays with { $technician }.
technician-same = { $technician } goes to number { $number } already; nothing was changed.
technician-assigned = Number { $number }: { $technician } goes now. The technicians and the resident have been told.
technician-too-late = Number { $number } is now: { $status }. The technician can only be changed before anyone sets out.
technician-who-may = Only your firm's dispatcher can change the technician. Please tell them.
technician-changed = Number { $number } ({ $category }): { $technician } will come instead, at the same time, { $window }.
visit-taken-off =
    Visit { $number } ({ $category }) now goes to a colleague. You need not go.
    { $window }
not-yours-any-more = That visit has gone to a colleague; it is not yours any more.

day-plan =
    Visits { $day }: { $count }

    { $lines }
day-plan-evening =
    Your plan for { $day }. Visits: { $count }

    { $lines }
day-none = No visits { $day }.
day-technician = ▍{ $technician } · { $count }
day-visit =
    { $window } · No. { $number } { $category }
    { $area }
    { $problem }
    { $map }

telegram-command-tomorrow = Visits of tomorrow

web-fact-technician_changed = Technician changed: { $technician } instead of { $before }
web-map = Map
web-map-open = Open the map
web-technician-title = Who goes to number { $number }?
web-technician-how = These can do it and are free then.
web-technician-none = Nobody else of yours who can do it is free then.
