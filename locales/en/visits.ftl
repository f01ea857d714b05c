confirm-card-visits =
    Please check. No one technician can do it all then, so it takes { $visits } visits:
    { $window }
    What: { $category } ({ $problem })
    Where: { $address }
    Call: { $contact }
    Price: about { $price }; you get a quote before work starts, and nothing done costs nothing
    If it is right, say yes once for all. I keep these times for you for 15 minutes.
visit-line = { $window }: { $category }
price-of = { $category } { $price }
left-out = All right, without { $category }.
submitted-several =
    It is in:
    { $lines }
    Your times are kept.
submitted-line = No. { $number } ({ $category }): { $window }. I am asking { $provider } and will tell you by { $due }.

ask-whole-cancel =
    These were booked together:
    { $lines }
    Cancel all of them, or only one? It costs nothing before work starts.
ask-whole-move =
    These are one visit:
    { $lines }
    Move all of them, or only one?
whole-line = No. { $number } { $category } ({ $window })
whole-cancel = Cancel all
whole-move = Move all

joined =
    Added: number { $number } ({ $category }) goes with number { $host }.
    Same time: { $window }
    Price: about { $price }; you get a quote first.
join-not-possible = { $category } does not fit into the visit of number { $host } (trade or time), so it gets a visit of its own.
note-passed = Passed on to the technician of number { $number }.

contact-two = { $relation } { $contact } (will be called); booked by { $caller }
caller-here = you (messages come here)
ask-contact-other = Which number should the technician call: { $relation }'s, at the flat? Yours is fine too.
relation-mother = mother
relation-father = father
relation-parents = parents
relation-grandmother = grandmother
relation-grandfather = grandfather
relation-in_law = in-laws
relation-partner = partner
relation-child = child
relation-sibling = brother or sister
relation-relative = relative
relation-friend = friend
relation-neighbour = neighbour
relation-colleague = colleague
relation-tenant = tenant
relation-landlord = landlord

ask-which-place = Which place is it for? Pick one, or tell me a new address.
ask-address-of = What is the address of “{ $name }”? District, road and lane (or estate), building and room, please.
place-named = { $name } ({ $address })
places-none = I have no address of yours yet. It is kept once you have booked.
places-list =
    Your addresses:
    { $lines }
    To rename one, say: rename … to …
place-renamed = All right, { $address } is now “{ $name }”.
place-forgotten = Forgotten: { $place }.
places-forgotten = All your saved addresses are forgotten.

problem-line = No. { $number } { $category }: { $problem }
problem-with-note = { $problem } (note: { $note })
visit-grew =
    Number { $host } grows: number { $number }, { $category }, same visit ({ $window })
    Problem: { $problem }
visit-note = Number { $number }, from the resident: { $note }

button-without = Without { $category }
button-only = Only no. { $number } { $category }
button-place = { $place }
button-forget-place = Forget { $place }
button-finish-next = Finish no. { $number } { $category }
button-keep-time = Leave it as it is
web-fact-visit_grew = One more problem in this visit
web-fact-note_added = Note for the technician
