web-title-waits = { $asked } – { $name }
web-waits-problem = What is broken?
web-waits-category = Which kind of work?
web-waits-address = Your address?
web-waits-contact = Whom to call?
web-waits-name = Your name?
web-waits-window = Which time?
web-waits-confirm = Yes or no?
web-waits-price = Is the price all right?
web-waits-rating = How many stars?
web-waits-comment = Anything to add?

web-offline-kept = You are offline. What you send is kept here and goes out by itself.
web-offline-waiting = Not sent yet
web-noscript = This page needs scripts. The same chat works without them:
web-noscript-link = Open the plain page

web-plain-how = This page works without scripts. It is the same conversation.
web-plain-scripted = To the full page
web-plain-refused = That was not sent: the page was open for too long. Please send it again.
web-plain-house = This poster is for { $address }.
web-plain-here = Book a repair here
web-plain-photo-send = Send these files
web-plain-look = Look for news
web-plain-look-why = Answers to you come at once. News from the firm is here after this.
