arrival-greeting =
    Hello, I am Anxiu. I book repairs in your home.
    You are at { $address }.
    What is broken? Somewhere else? Just tell me the address.
arrival-noted = Noted: { $address }.
