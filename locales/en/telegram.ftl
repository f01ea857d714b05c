### The Telegram bot itself: menus, help, roles.

telegram-about = Home repairs in Shanghai: say what is broken, see who comes when and at what price.
telegram-description = Hello, this is Anxiu. Say in your own words what is broken at home, or send a photo. I find a contracted repair firm, tell you the price list and keep you posted. In danger (gas, fire, electric shock) I call the district's emergency centre at once.
telegram-command-start = Report something broken
telegram-command-human = Talk to a person
telegram-command-cancel = Cancel
telegram-command-language = Language
telegram-command-help = What I can do
telegram-command-list = What is open now
telegram-command-role = In which role you write
telegram-word-cancel = cancel
telegram-help-resident =
    Just write what is broken and where, or send photos, a voice message, your location or a contact.
    I can also tell you how your request stands, move or cancel it, and tell prices.
    /human a person
    /cancel cancel
    /language another language
    In danger to life call 119 or 120 first.
telegram-help-staff =
    Offers and visits come here with their buttons; words do as well: “accept”, “decline”, “on my way”, “arrived”, “done”, “photos”.
    Write the number of a request to see it.
    /list what is open now
    /tomorrow the visits of tomorrow
    /role another role
    /language another language
telegram-help-supervisor =
    Alerts and talks come here with their buttons. Write the number of a request or case to see it; “callbacks” and “talks” list what is owed.
    /list open alerts
    /role another role
    /language another language
telegram-unknown-kind = I cannot read this. Please send words, photos, a voice message, a location or a contact.
telegram-private-only = I only talk in private: please open the chat with me and write there.
telegram-edit-late = I had answered that message already, so I cannot change it any more. Please write anew what is different.
telegram-ask-language = Which language shall I speak?
telegram-language = { $lang }
telegram-in-zh-cn = 简体中文
telegram-in-zh-tw = 繁體中文
telegram-in-en = English
telegram-joined = Welcome. You now write as { $role }. /help says what can be done here, /role changes the role.
telegram-role-chosen = You now write as { $role }.
telegram-invitation-void = This invitation cannot be used: it was taken, revoked or is too old. Please ask for a new one. You can report repairs here all the same.
telegram-ask-role = As whom do you want to write?
telegram-one-role = You write here as a resident.
telegram-as-resident = resident
telegram-as-vendor = firm: { $name }
telegram-as-technician = technician: { $name }
telegram-as-centre = emergency centre: { $name }
telegram-as-supervisor = supervisor: { $name }
telegram-list = What is open now
alert-unreached = Cannot be reached in the chat; please call. What was to be said

### The last line of a message that is over.

telegram-over-accepted = — accepted
telegram-over-declined = — declined
telegram-over-expired = — the time to answer is over
telegram-over-withdrawn = — withdrawn
telegram-over-set-out = — on the way
telegram-over-arrived = — arrived
telegram-over-finished = — done
telegram-over-absent = — nobody met
telegram-over-moved = — the time has changed
telegram-over-technician = — somebody else comes
telegram-over-proposed = — another time was proposed
telegram-over-cancelled = — cancelled
telegram-over-answered = — answered
telegram-over-closed = — closed
telegram-over-seen = — somebody sees to it
telegram-over-taken = — somebody has taken it
telegram-over-chosen = ✓ { $label }
