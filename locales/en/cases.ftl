door-common-parts =
    That is a shared part of the estate ({ $matter }). The property company looks after it, at no cost to you.
    { $contacts }
    When you call, say: { $place }, { $matter }, since when.
    { $ask }
door-governance =
    That is a matter of estate order ({ $matter }), for the residents' committee and the authorities.
    { $contacts }
    When you call, say: { $place }, { $matter }, when and what happens. In danger call 110.
    { $ask }
door-property-service =
    That is about the property company: its service, fees or the maintenance fund.
    { $contacts }
    Otherwise call 12345. Say which estate, what and when; you get a case number.
door-utility =
    Water off in the whole building or estate: 962740. Power: 95598. Gas: 962777. Anything else: 12345.
    If you smell gas, go outside before you call. Fire: 119.
door-utility-known =
    { $matter }: please call { $number } (day and night), it is theirs to mend.
    When you call, say: { $place }, since when, and whether it is the building or the whole estate.
    If you smell gas, go outside before you call. Fire: 119.
door-unsupported =
    We cannot repair that. We do seven kinds of work: fitting, lights and wiring, appliance cleaning, taps and pipes, doors and windows, drains, walls.
    For a broken appliance ask its maker's service; for anything else call 12345 and say where and what.
contacts-parts = Ask the property company first; if they do nothing, call { $number } (property service line), then 12345.
contacts-order = Call { $number }; you can also tell the residents' committee.
contacts-parts-estate =
    First the property company: { $company }, { $company_phone }.
    If they do nothing: { $body }, { $body_phone }{ $instead }; or { $number }, then 12345.
contacts-order-estate =
    First the property company: { $company }, { $company_phone }.
    Then: { $body }, { $body_phone }{ $instead }; or { $number }.
contacts-substituted = {" "}(the residents' committee acts here, there is no working owners' committee)
contacts-elected = {""}
referral-told = { $matter }: at { $at } I told you to call { $number }. They have the case, ask them directly. If you have not called yet, you still can.

case-your-place = your estate and building
case-ask = Shall I file it for you? You get a case number and can ask me any time where it stands.
case-ask-again = { $matter }: shall I file it for you?
case-or-button = To have me file it, press below or say "file it".
case-ask-place = Which district, estate and building? No flat number needed.
case-ask-building = Which building ({ $address })? Say "none" if it belongs to no building.
case-not-filed = All right, I leave it. Tell me again whenever you want it filed.
case-filed =
    Filed, case { $number }: { $place }, { $matter }.
    Now step { $step } of { $steps }: { $stage }{ $limit }. I tell you of each step, and you can ask any time.
    { $contacts }
case-filed-again =
    Filed, case { $number }: { $place }, { $matter }. Case { $follows } was closed not long ago; both are noted together.
    Now step { $step } of { $steps }: { $stage }{ $limit }. I tell you of each step, and you can ask any time.
    { $contacts }
case-joined =
    You are number { $person } in this building to report it, and you are counted in.
    Case { $number } ({ $place }, { $matter }) is at step { $step } of { $steps }: { $stage }{ $limit }. I tell you of each step.
case-joined-estate =
    You are number { $person } in this estate to report it, and you are counted in.
    Case { $number } ({ $place }, { $matter }) is at step { $step } of { $steps }: { $stage }{ $limit }. I tell you of each step.
case-known =
    You reported this before, case { $number } ({ $place }, { $matter }); I noted it again.
    Now step { $step } of { $steps }: { $stage }{ $limit }.
case-progress =
    Case { $number } ({ $place }, { $matter }): step { $step } of { $steps }, { $stage }{ $limit }.
    At this step since { $since }; reported by { $people } so far.
case-progress-closed = Case { $number } ({ $place }, { $matter }) is closed. Note: { $reason }
case-progress-dismissed = Case { $number } ({ $place }, { $matter }) was not taken up. Note: { $reason }
case-limit = {" "}(usually within { $days } days)
case-no-limit = {""}
case-no-reason = none
case-moved =
    News of case { $number } ({ $place }, { $matter }): step "{ $was }" is done.
    Now step { $step } of { $steps }: { $stage }{ $limit }.
    Note: { $reason }
case-skipped =
    Case { $number } ({ $place }, { $matter }): step "{ $was }" is not needed.
    Now step { $step } of { $steps }: { $stage }{ $limit }.
    Note: { $reason }
case-closed =
    Case { $number } ({ $place }, { $matter }) is closed.
    Note: { $reason }
    If it is not right yet, tell me again.
case-dismissed =
    Case { $number } ({ $place }, { $matter }) was not taken up.
    Note: { $reason }
    If you do not agree, call 12345.
case-late = Sorry: case { $number } ({ $place }, { $matter }) has been at "{ $stage }" longer than it should. A supervisor has been alerted; I tell you as soon as it moves.

stage-reported = intake
stage-site_check = check on site
stage-owners_consult = consulting the owners
stage-price_review = price review
stage-fund_approval = approval of the maintenance fund
stage-works = works
stage-acceptance = acceptance
stage-discover = discover and verify
stage-dissuade = dissuade
stage-report = report
stage-handle = handle
stage-evaluate = evaluate
stage-closed = closed
stage-dismissed = not taken up

button-file = File it
button-case-advance = Step done
button-case-skip = Step not needed
button-case-dismiss = Do not take up
button-case-keep = Leave it
case-card =
    Case { $number }: { $place }, { $matter }
    Step { $step } of { $steps }: { $stage }{ $limit }, since { $since }
    { $people } people, { $reports } reports; last note: { $reason }
case-ask-reason = Case { $number } ({ $place }, { $matter }), now: { $stage }. Write one line why; residents read it, so no names or phones.
case-reason-needed = A step needs a line that says why.
case-stepped = Case { $number } noted, now: { $stage }. The residents have been told.
case-stale = The case has moved on, or it is not in your charge. Please look where it stands now.
case-kept = All right, it stays where it is.
alert-case_late = A case has been at one step too long
alert-case_repeated = Several residents report the same matter at the same place

web-cases = Tracked cases
web-cases-how = Cases of shared parts and estate order, by step; within a step those that have waited longest first.
web-cases-link = See all cases
web-cases-none = No case fits.
web-cases-found = { $total } cases
web-cases-back = Back to all cases
web-filter-route = Kind
web-filter-stage = Step
web-case-open = Open
web-case-column-number = Number
web-case-column-place = Place
web-case-column-matter = Matter
web-case-column-stage = Step
web-case-column-age = At this step
web-case-column-people = Residents
web-case-days = { $days } days
web-case-days-over = { $days } days, overdue
web-case-people = { $people } people, { $reports } reports
web-case-stage = Step
web-case-limit = Limit
web-case-limit-days = { $days } days
web-case-made = Reported
web-case-follows = Before
web-case-source = One of the fifteen items, named by the source
web-case-words = In the residents' words
web-case-step = Move on
web-case-reason = Why (residents read it: no names, no phones)
web-case-refused = That did not work: someone else may have moved it on. Look at the step it is at now.
web-no-case = There is no such case, or it is not in your district.
web-case-fact-filed = Reported
web-case-fact-joined = Another resident reports it, { $people } by now
web-case-fact-again = The same resident reports it again
web-case-fact-advanced = { $was } done, now { $stage }
web-case-fact-skipped = { $was } not needed, now { $stage }
web-case-fact-dismissed = Not taken up
web-case-fact-late = Too long at "{ $stage }"; an alert was raised

ask-rework = Request { $number } ({ $category }, { $provider }) was done { $done }; its warranty runs until { $until }. Is it the same trouble again? Then the second visit is free.
button-rework-yes = Yes, free rework
button-rework-no = No, something else
ask-lost-again = Number { $number } ({ $category }) still waits for a new time. Is this about the same trouble? Then I find one for it.
button-lost-yes = Yes, another time
