self-help =
    等师傅之前可以先试试，不试也行：
    { $steps }
    注意：{ $never }
self-help-step = { $number }. { $words }
self-help-noted = 记下了，师傅来之前会知道您试过。我们接着约。
go-on-with = 接着约 { $category }。
self-help-solved = 太好了，那就不用跑一趟了。再出问题随时找我。
