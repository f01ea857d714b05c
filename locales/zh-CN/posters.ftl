arrival-greeting =
    您好，我是安修，帮您约人上门修家里的东西。
    您在{ $address }。
    哪里坏了？不是这个地址，直接告诉我就行。
arrival-noted = 地址记下了：{ $address }。
