surge-began =
    SURGE: { $district } is in surge mode from now on.
    { $why }
    Emergencies and frail people go first; ordinary visits are spread over the next days.
surge-ended =
    The surge in { $district } is over.
    { $why }
surge-figures = { $observed } requests in { $minutes } minutes, usually { $expected }, a surge above { $bound } ({ $rule })
surge-by-hand = Decided by a person: { $reason }
surge-rule-same_kind = from the same time of { $days } days of this kind
surge-rule-recent = from the same time of the last { $days } days
surge-rule-plain = too little history, fixed figures
surge-list =
    Requests in the last { $minutes } minutes:
    { $lines }
surge-nothing-seen = Nothing was counted yet.
surge-line-usual = { $district }: { $observed } in { $minutes } minutes, usually { $expected }, a surge above { $bound }
surge-line-lasting = { $district }: SURGE since { $since }; { $observed } in { $minutes } minutes, usually { $expected }, a surge above { $bound }
surge-which = Which district? Please name it, such as "begin surge in Xuhui".
surge-ask-begin = { $district } is to go into surge mode. Please write a line why.
surge-ask-end = Surge mode in { $district } is to end. Please write a line why.
surge-kept = All right, nothing changes.
surge-not-yours = That district is not yours.
surge-as-it-is = It is so already; perhaps someone has just changed it.
button-surge-begin = Begin surge: { $district }
button-surge-end = End surge: { $district }
button-surge-keep = Leave it
button-surge-list = Show districts

web-surge = Surges
web-surge-none = No district is in surge mode.
web-surge-waits = Waits told during surges (30 days): { $told } visits since, { $close } within a fifth of what was told
web-surge-reason = Reason
web-surge-begin = Begin surge
web-surge-end = End surge
web-fact-told_wait = During a surge the resident was told to wait about { $minutes } minutes
