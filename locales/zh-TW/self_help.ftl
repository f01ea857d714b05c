self-help =
    等師傅之前可以先試試，不試也行：
    { $steps }
    注意：{ $never }
self-help-step = { $number }. { $words }
self-help-noted = 記下了，師傅來之前會知道您試過。我們接著約。
go-on-with = 接著約 { $category }。
self-help-solved = 太好了，那就不用跑一趟了。再有問題隨時找我。
