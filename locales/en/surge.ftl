surge-wait =
    Very many people in { $district } are reporting right now. If water cannot be stopped, something sparks, you smell gas or anyone is in danger, say so at once: that goes first.
    { $soonest } { $turn }
surge-soonest = The soonest anyone can come, as things stand: { $window }.
surge-nobody = As things stand the next two weeks are full; I keep looking.
surge-turn-first = You are among those who go first.
surge-turn-later = If someone at home is old, ill, pregnant or a baby, tell me: they go first.
surge-window-kept = So many are waiting that near times are kept for emergencies and frail people. The nearest you can have:
surge-expected = Number { $number }: as the queue stands, someone comes in about { $wait }.
surge-minutes = { $count } minutes
surge-hours = { $count } hours
surge-days = { $count } days
surge-emergency-sent =
    { $centre } has been called (number { $number }). Many emergencies wait just now; as the queue stands, a crew is at { $address } in about { $wait }.
    If it gets worse or you cannot wait, call { $phone }.
surge-emergency-acknowledged = { $provider } has taken your emergency (number { $number }). Many wait just now: a crew comes in about { $wait }. Phone { $phone }.
surge-emergency-later =
    I am sorry, emergency { $number } takes longer than I told you: as the queue stands now, a crew comes in about { $wait }.
    If it gets worse or you cannot wait, call { $phone }.
surge-emergency-sooner = Good news on emergency { $number }: a crew comes sooner than I told you, in about { $wait } from now. Phone { $phone }.
