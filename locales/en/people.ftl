person-called =
    All right, I have passed you on to a person, with everything said so far. You hear by { $due }.
    I keep quiet meanwhile; to have me go on, say "back to the bot".
person-called-closed =
    All right, I have passed you on to a person. Nobody is at work now; you hear by { $due }.
    Meanwhile go on with me: report, book a time, see how things stand.
    If it is urgent call 962121 (day and night). Fire 119, injury 120, gas 962777.
person-called-centre =
    All right, the duty officer of { $centre } has you now, with everything said so far. You hear by { $due }; if it presses call { $phone }.
    Injury 120, fire 119, gas 962777.
person-waiting = You are passed on to a person and still waiting; you hear by { $due }. If it is urgent call 962121 (day and night).
person-came = { $who } is here: a person speaks to you now, not the bot.
person-says =
    { $who }, a person:
    { $words }
person-late = Sorry, nobody has answered you yet. I have pressed again and a supervisor knows. You can wait, or come back to me for now. If it is urgent call 962121 (day and night); in danger 119 or 120.
person-late-meanwhile = Sorry, nobody has answered you yet. I have pressed again and a supervisor knows; I go on with you. If it is urgent call 962121 (day and night); in danger 119 or 120.
person-late-closed =
    Sorry, nobody could answer you, and work is over now. You hear by { $due }.
    Meanwhile I go on with you. If it is urgent call 962121 (day and night); in danger 119 or 120.
with-person = A person has this talk now, so that button does nothing yet. To have me go on, press "Back to the bot".
bot-back = The bot is back. Just say what needs mending.
bot-back-draft = The bot is back, to go on with: { $category }, { $address }.
bot-back-words = The bot is back, to go on with what you told me.
bot-back-request = The bot is back. Number { $number } is: { $status }.
speaker-resident = Resident
speaker-bot = Bot
speaker-supervisor = Supervisor
speaker-centre = Duty officer

button-back-to-bot = Back to the bot
button-take-talk = I take it
button-take-anyway = I take it all the same
button-answer-talk = Answer this one
button-give-back = Hand back to the bot

talk-card =
    A resident wants a person ({ $kind }), please answer by { $due }
    { $district }, number { $number }
    { $lines }
talk-emergency = emergency
talk-ordinary = ordinary
talk-name = The resident who asked at { $at } (number { $number })
talk-line = { $who }: { $words }
talk-earlier = ({ $count } earlier messages are at the desk)
talk-nothing-said = (press "I take it" for the whole talk)
talk-photo = (photo)
talk-voice = (voice message)
talk-taken =
    { $who } is yours now, and knows.
    { $lines }
    What you write here goes to the resident. To end it, say "hand back".
talk-words =
    { $who } says:
    { $words }
talk-danger =
    DANGER: { $who } says:
    { $words }
    The bot has given safety advice and calls the centre if it can. Please follow up at once.
talk-sent = Sent to the resident.
talk-given-back = Handed back to the bot.
talk-left = { $who } went back to the bot.
talk-taken-away = { $who } was taken over by someone else.
talk-is-taken = { $who } has someone already.
talk-gone = That talk is over, or not yours.
talks-none = Nobody is waiting for a person.

web-talks = Residents who want a person
web-talks-none = Nobody is waiting for a person.
web-talk-waiting = Waiting
web-talk-taken = { $name } answers
web-talk-back = Back with the bot
web-talk-emergency = Emergency
web-talk-due = Answer by { $due }
web-talk-open = Open the talk
web-title-talk = Talk with a resident
web-talk-asked = Asked for a person { $at }
web-talk-said = The whole talk
web-talk-log = Who had it, and when
web-talk-answer = Your words to the resident
web-talk-send = Send to the resident
web-talk-who = The resident sees that the { $who } speaks, not the bot.
web-talk-back-link = Back to the desk
web-talk-asked-fact = The resident asked for a person
web-talk-taken_over = Taken over by { $name }
web-talk-late = Nobody answered in time
web-talk-urgent = The resident told of danger
web-talk-handed_back = Handed back by { $name }
web-fact-person_asked = The resident asked for a person
web-fact-person_came = A person went on with the resident
web-fact-person_left = The talk went back to the bot
