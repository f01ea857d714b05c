greeting =
    Hello, I am Anxiu. I book repairs in your home.
    What is broken? Just say it in your own words.
help = I am here. I can book a repair, tell you how it stands, move it, or tell you prices. Just say what is broken.
here = I am here if you need anything.
empty-message = Nothing arrived. Please say it again.
ask-problem = What is broken? Tell me what it is and what happens.
ask-detail = All right. What exactly is the matter? One sentence is enough, so that the right tools come along.
ask-category = Which kind of work is it? Just pick one.
understood = I see: { $category }.
understood-urgent = I see: { $category }. I will treat it as urgent, for today.
noted-also = I noted the other thing too: { $category }. I book it together with this one.
not-understood = Sorry, I did not understand. Is it one of these? You can also say it another way, or ask for a person.
not-sure = Sorry, I did not understand that.
not-sure-person = I still do not understand; that is my fault. Say it another way, or ask for a person.

ask-address = What is the address? District, road and lane (or estate), building and room, please.
ask-address-urgent = Your address, please, now: district, road and lane (or estate), building and room.
ask-district = Noted: { $address }. Which district is that?
ask-place = Noted: { $address }. Which road and lane, or which estate?
ask-building = Noted: { $address }. Which building and room?
ask-building-only = Noted: { $address }. Which building?
ask-room = Noted: { $address }. Which room?
outside-city = “{ $place }” is not in one of Shanghai's 16 districts, so we cannot come there. If that was a slip, please tell me the address again.

ask-contact = Whom should the technician call? A phone number, please, and a name if you like.
ask-phone = All right, { $name }. A phone number too, please.
phone-wrong = “{ $given }” does not look like a whole phone number (mobiles have 11 digits). Please check and send it again.

ask-window = When would suit you? Someone is free at these times:
window-taken = Nobody is free at that time any more. The nearest are:
date-past = That day is over. These are free:
date-too-far = Visits can be booked until { $month } { $day } at present. How about one of these:
no-such-window = There is nothing further that way. These are free:
no-window = Sorry, nobody is free there within two weeks. You can ask for a person, or try another day.

confirm-card =
    Please check:
    What: { $category } ({ $problem })
    Where: { $address }
    When: { $window }
    Call: { $contact }
    Price: about { $price }; you get a quote before work starts, and nothing done costs nothing
    If it is right, say yes. I keep this time for you for 15 minutes.
confirm-again = Shall I book it like this: { $category }, { $window }, { $address }?
change-what = All right. What shall I change? You can just tell me.
submitted =
    It is in, number { $number }.
    When: { $window }
    I am asking { $provider } and will tell you by { $due }. Your time is kept.
submitted-unplaced = Number { $number } is in. I am looking for someone and will tell you in a moment.
next-problem = You also mentioned { $category }. Shall I book that too? No need to repeat address and phone.
next-dropped = All right, I leave that one.
dropped = All right, nothing is booked. I am here when you need me.
started-over = All right, from the start. What is broken?
language-switched = All right, English it is.
noted-address = Address changed: { $address }.
noted-phone = Phone changed: { $phone }.
stale-button = That button is out of date.
our-fault = Sorry, something went wrong on our side with your message. Our staff have been told. If it is urgent, call 962121.
