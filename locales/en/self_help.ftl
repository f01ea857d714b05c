self-help =
    While we arrange it, you may try this:
    { $steps }
    Careful: { $never }
self-help-step = { $number }. { $words }
self-help-noted = Noted: the technician will know that you tried it. Let us go on.
go-on-with = Now { $category }.
self-help-solved = Very good, then nobody needs to come. If it comes back, tell me any time.
