# Photos, files, map positions, contacts, voice

photo-first = Thank you for the photo. What is broken? A few words will do, or press a button.
photo-kept = Photos received: { $count }.
photo-attached = Photos received: { $count }. They are with number { $number }, and the technician can see them.
photo-with-rating = Photos received: { $count }. They go with your rating.
photo-too-many = A request takes { $most } photos. I left out the ones over that.
photo-unreadable = I cannot open this file as a photo. Please send a JPG or PNG of up to 10 MB.
photo-large = This photo is too large. Please send one of up to 10 MB, or a screenshot of it.
photo-broken = This photo did not arrive whole, so I cannot open it. Please send it again.
photo-format = I cannot open this kind of picture. Please send a JPG or PNG; on an iPhone a screenshot will do.
file-document = This is a document, not a photo, and I cannot read it. Please send a photo, or tell me in words.
file-video = I cannot watch videos. Please send a picture or two from it, or tell me in words.
visit-photos = Photos from the resident of number { $number }: { $count }. See your desk in the browser.
ask-photos = Please send photos of the finished work for number { $number }.
photo-which = Photos received. Which visit are they from?
photo-no-visit = No visit is under way, so I did not keep the photos. Press “Arrived” first, then send them.
button-photos = Send photos

ask-nearby = Thank you for the position. Which of these is your home?
button-estate = { $estate }
button-near-none = None of these
button-near-keep = None, keep the address
location-district = Thank you. That is in { $district }.
location-fits = Thank you. That fits the address: { $address }.
location-differs = That position is in { $district }, not where you said. I keep what you said: { $address }. To change it, just tell me.
location-outside = That position is not in Shanghai, and we only work there. If your home is in Shanghai, please write the address.
contact-kept = Noted: the technician will call { $contact }.
contact-unusable = I cannot use the number of this contact: “{ $given }”. Please send a mobile number with 11 digits.

voice-advice = I cannot listen to voice messages. Please type, or tap the microphone on your keyboard: it writes what you say.
voice-heard = I heard: “{ $words }”

web-photos-before = The problem
web-photos-after = The work done
web-voice-sent = Voice message
web-files-rejected = Photos of up to 10 MB each, 20 files at once.
