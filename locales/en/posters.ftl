arrival-greeting =
    Hello, I am Anxiu. I book repairs in your home.
    You are at { $address }.
    What is broken? Somewhere else? Just tell me the address.

poster-title = Something broken at home? Scan and say so.
poster-place = { $estate }, building { $building }, { $district }
poster-step-scan = Scan the code
poster-step-say = Say or type what is broken
poster-step-choose = Choose a time; a technician comes
poster-foot = No phone for this? Call 962121. In danger call 119 or 120.
web-poster-title = Posters with a QR code
web-poster-how = One sheet a building. Who scans it starts the chat with the address filled in.
web-poster-estate = Estate
web-poster-buildings = Buildings
web-poster-buildings-hint = For example 5, 1-12 or 1,3,5. At most 60 sheets.
web-poster-show = Show the sheets
web-poster-print = Print this page with your browser: A4, no margins, 100 %.
web-poster-back = Other buildings
web-poster-none = There is no such estate in your district, or no such building number.
