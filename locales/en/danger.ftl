advice-water =
    First of all, stop the water:
    1. Shut the main valve now (usually under the kitchen sink or by the meter)
    2. If water reaches sockets or appliances, switch off the main breaker and touch nothing electric that is wet
    I am sending for help.
advice-electricity =
    Stay safe first:
    1. Do not touch a socket or appliance that sparks or smells burnt, least of all with wet hands
    2. If you can reach it safely, switch off the main breaker
    3. If there is smoke or fire, leave and call 119
    I am sending for help.
advice-gas =
    This may be a gas leak. Please, now:
    1. No switches, no lights, no flames, and do not phone inside
    2. Shut the gas valve if you can; open doors and windows
    3. Everybody out; from outside call gas rescue 962777, and 120 if anyone feels ill
    I am telling the district emergency centre too.
advice-fire =
    Leave now, do not take the lift, and call 119 from outside.
    In smoke stay low, with a wet towel over nose and mouth. If anyone is hurt, call 120.
    I am telling the district emergency centre too.
advice-lift =
    Nobody should force the doors. Press the alarm in the lift and wait for rescue.
    Call the rescue number in the lift or the property office; 120 if anyone is unwell, 119 if nobody answers.
    I am telling the district emergency centre too.
advice-sewage =
    Stop using water and flushing, and ask the neighbours above to stop too.
    Do not touch the sewage, keep away from sockets; if it reaches appliances, switch off the main breaker.
    I am sending for help.
advice-falling =
    Keep away from below it and let nobody near; take children and old people to another room.
    If people pass outside below, please have them kept away.
    I am sending for help.
advice-locked_in =
    Stay calm, keep talking to the person inside, away from stove and window.
    If the person is ill or very small, or something is on the stove, call 119 now.
    I am sending for help.

doubt-water =
    If the water can be shut, please shut the main valve first (usually under the kitchen sink or by the meter).
    Is it still pouring out and cannot be stopped?
doubt-electricity =
    Please do not touch it, least of all with wet hands.
    Are there still sparks, a burning smell or a tingle?
doubt-gas =
    Please use no switches and no flames, and open the windows.
    Do you smell gas now, or is the alarm sounding?
doubt-fire = Do you see flames or smoke now? If so, leave at once and call 119.
doubt-lift = Is anyone trapped in the lift now?
doubt-sewage =
    Please use no water for now.
    Is sewage still spreading into your flat?
doubt-falling =
    Please keep away from below it.
    Does it look about to fall?
doubt-locked_in = Is the person inside a child, old, or unwell?

calm-water = Good. Keep it shut; I will find someone soon.
calm-electricity = Good. Do not use it until it is repaired; I will find someone soon.
calm-gas = Good. If you smell gas again, go outside first, then call 962777.
calm-fire = Good. If you see flames or smoke again, leave at once and call 119.
calm-lift = Good, nobody is trapped.
calm-sewage = Good. Use little water until it is cleared; I will find someone soon.
calm-falling = Good. Keep away from below it; I will find someone soon.
calm-locked_in = Good. I will find someone soon.

emergency-sent =
    { $centre } has been called (number { $number }). Someone answers at once and is with you within 2 hours.
    They come to { $address }.
    If you cannot wait, call { $phone }.
emergency-known = This danger has been reported already (number { $number }, { $status }). We are watching it.
emergency-phone = Please leave a phone number, so that the crew can reach you.
emergency-phone-thanks = Noted { $phone } and passed on to the crew (number { $number }).
emergency-no-phone = All right. Please keep an eye on this chat.
emergency-acknowledged = { $provider } has taken your emergency (number { $number }). A crew comes within 2 hours. Phone { $phone }.
centre-silent = The emergency centre has not answered yet. We are pressing, and a supervisor knows (number { $number }). If it is urgent, call { $phone }.
