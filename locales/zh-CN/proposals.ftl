button-propose = 换个时间
button-agree = 可以，改到这个时间
button-stay = 不改，按原来的时间
button-decline-after-all = 还是不接

ask-propose =
    { $number } 号（{ $category }），住户约的是 { $window }。
    您能改到什么时候？点一个，或直接写时间：
propose-taken =
    那个时间您家没有空的师傅（{ $number } 号）。
    有空的是这些：
propose-none = { $number } 号：两周内您家没有别的空档了。原来的时间接不接？
propose-late = { $number } 号离上门太近，来不及再问住户了。原来的时间接不接？
propose-not = 这一单不能改时间，请接单。
propose-left = 好，不改时间。{ $number } 号接不接？
proposal-sent =
    已经在问住户：{ $number } 号改到 { $window }。
    { $due } 前有结果，两个时段都给您留着。
proposal-waits =
    { $number } 号（{ $category }）您提议改到 { $window }，
    在等住户答复，{ $due } 前有结果。
proposal-agreed =
    住户同意改时间！{ $number }：{ $category }
    { $window }，{ $technician }
    地址：{ $address }
    联系：{ $contact }
    情况：{ $problem }
proposal-refused = { $number } 号住户不改时间，已派给别家。
proposal-lapsed = { $number } 号住户没有及时答复，已派给别家。

proposal-ask =
    { $provider } { $window } 来不了，
    { $proposed } 可以来（单号 { $number }，{ $category }）。
    改到这个时间好吗？请在 { $due } 前告诉我。
    不改的话，原来的时间我接着问别家。
proposal-over = 改时间的那个问题已经过去了。
progress-proposed =
    { $number } 号（{ $category }）：{ $provider } { $window } 来不了，
    { $proposed } 可以来。改到这个时间好吗？
    请在 { $due } 前告诉我。
status-proposed = 有师傅想换个时间，等您答复

decline-time = 时间对不上
web-fact-proposed = { $provider } 提议改到 { $window }（原来 { $instead }）
web-fact-proposal_agreed = 住户同意改到 { $window }
web-fact-proposal_refused = 住户不改到 { $window }，原来的时间不变
web-fact-proposal_lapsed = 住户没有及时答复要不要改到 { $window }
web-propose = 换个时间
web-propose-how = 点一个您家有空的时段，马上替您问住户。
web-propose-none = 没有别的时段可以提议了。
web-proposed = 已提议
web-proposed-waits = 等住户答复
web-desk-status-proposed = 已提议换时间，等住户答复
