"""How people get out of an offer without saying no: put off, question, plead, point elsewhere.

'I'll look into it', 'is it reputable?', 'money is tight just now', 'why not the others?' are moves
of a talk; they seldom hold a word of refusal. What is listed here joins the cues of the same name.
"""
# ruff: noqa: E501 - wordings are lists, see the cue books

_DEAL = r"(?:buy\w*|book\w*|hire|sign\w*|commit\w*|decid\w+|pay\w*|order\w*|agree\w*|giv(?:e|ing)|switch\w*|subscrib\w+|renew\w*|purchas\w+|invest\w*|join\w*)"

DIALOGUE: dict[str, dict[str, str]] = {
    "en": {
        "objection.timing": r"""
            (?:at )?(?:a|some) later (?:time|date|point|stage) | at (?:this|the present) time | (?:in|for) a (?:few|couple of) (?:weeks|months|years) | (?:give|let) me (?:a|some|one) (?:day|week|night|few days|time|while) | i (?:might|may)(?: (?:consider|do|think|look|try|give|be|just))?\b(?! (?:know|ask|add|have a)) | (?:will|'ll|going to|gonna|have to|need to|want to|like to|would) (?:definitely |probably |maybe |also |have to |certainly )?(?:consider|check (?:it|them|this|that) out|check out|look into|look (?:it|them) up|do (?:some|my) (?:own )?(?:research|homework)|educate myself|read up|sleep on|revisit|mull) | (?:i|we)(?:'m| am|'re| are) (?:still |just )?(?:considering|deciding|undecided|thinking (?:about|it)|on the fence) | (?:if|when|once) (?:i|we)(?:'m| am|'re| are| get| have|'ve)? (?:\w+ ){0,4}(?:chance|money|stable|paid|settled|ready|retired?|older|back on|time|spare) | (?:check|look|ask|talk) (?:\w+ ){0,3}first | not (?:just )?(?:yet|today|tonight) | need (?:more|some|a little|a bit of) time | maybe (?:some ?other|another) time
        """,
        "objection.trust": rf"""
            before (?:i|we) (?:can |could |would |will )?{_DEAL} | before {_DEAL} | (?:is|are) (?:it|this|that|they|you|the \w+) (?:\w+ )?(?:reputable|legit\w*|trustworthy|genuine|honest|for real|a scam|certified|regulated|registered) | (?:do|are|is|does|did) (?:they|you|it|this|that|the \w+) (?:really|actually|truly) | (?:if|that|whether) (?:they|it|you|this) (?:are|is|do|does)?(?: )?(?:really|actually|truly) | (?:any|some|concrete|real|show|without) (?:\w+ )?(?:proof|evidence|track record) | controvers\w+ | (?:all )?(?:just )?your opinion | biased | (?:never|don't|do not|can't|hard to|difficult to|impossible to|no way to|how to) (?:really |ever |even |be )?(?:know|tell|ensure|be sure|sure|verify|prove|trace|check) (?:who|where|if|what|whether|how|that|the|it) | you never (?:really )?know | where (?:the|my|our|all the) (?:money|data|fees?|savings|budget) (?:\w+ )?(?:goes|go|ends|ended|is going) | (?:most|half|some|all|much|more) of (?:the|that|this|my|our) (?:money|budget|fees?) | what (?:they|you)(?:'re| are)? supposed to | line their | (?:don't|doesn't|do not) (?:disclose|publish|show|reveal|say) | transparen\w+ | (?:someone|somebody|people|they|companies|some) (?:\w+ )?(?:went|got|go) (?:bust|bankrupt|under|to (?:prison|jail)) | (?:sounds?|seems?|looks?) (?:fishy|shady|suspicious|dodgy|off|too good) | (?:question|questioning) (?:the|whether|companies|them|their) | (?:preventing|stop(?:s|ping)?) (?:them|you|anyone) from
        """,
        "objection.price": r"""
            financial(?:ly)? (?:situation|difficult\w*|trouble|hardship|stable|strapped|struggling|position|strain|limited|able) | (?:don't|do not) (?:make|earn) (?:a lot|much|enough|that much) | not easy for (?:me|us) | (?:i|we)(?:'m| am|'re| are)? (?:\w+ ){0,3}(?:broke|poor|homeless|unemployed|out of work|on benefits|in debt|a student|retired|low income) | bills to pay | (?:pay|paying|afford) (?:my|our|the) (?:own )?(?:bills|rent|loans?|mortgage|debts?) | every (?:penny|cent|dollar) | (?:really |actually |badly )?need (?:the )?money | (?:can|could|will) only (?:\w+ )?(?:a little|a bit|so much|few|\$|\d+) | all (?:i|we) can (?:\w+ )?(?:afford|spare|give|do) | (?:have|got) (?:no|nothing|little) (?:\w+ )?(?:left|to spare|extra|income|savings)
        """,
        "objection.need": r"""
            (?:i|we) (?:already|currently|usually|tend to|generally|typically|regularly|often|mostly|prefer to|like to|would rather|do|also) (?:\w+ )?(?:help|give|support|contribute|use|have|buy|work with|pay for)(?: \w+)? (?:to |for |in |with |at |my |our |an? |the |other|another|some|money|time|st\b|local)? | (?:give|given|bought|spent|contribut\w*|help\w*) (?:\w+ ){0,3}(?:locally|elsewhere|already|other ways|my (?:time|own people|community)|instead|directly|in person) | not (?:my|our) (?:issue|problem|job|concern|business|responsib\w+|thing) | as opposed to | why (?:do|does|should|would|are|is|not) (?:they|it|i|we|this|that|you|your|the others?) (?:deserve|need|choose|pick|better|different|talking) | instead of (?:the )?(?:others?|another|your|a different) | rather (?:than|help|give|do|support|spend|use) | (?:other|better|closer|more important) (?:things|priorities|projects|organi[sz]ations|places|ways|options|suppliers|providers) | what about (?:the|other|our|all|people|local|those) | (?:best|better) (?:to|if) (?:\w+ ){0,3}(?:directly|myself|yourself|ourselves|locally) | (?:when|if) (?:you|i|we) do it (?:yourself|myself|ourselves) | should(?:n't| not) (?:fall|be) (?:on|up to) | (?:doesn't|does not|don't|do not|didn't) (?:really )?(?:impress|interest|appeal to|convince|concern|affect|apply to) (?:me|us) | (?:lot of|get|so many|peppered|bombarded) (?:\w+ ){0,4}(?:requests|calls|offers|e-?mails) (?:to|for|like) | no (?:real )?(?:difference|point|need|reason) (?:between|in|to|for)? | (?:primarily|mainly|mostly|usually|still|typically|normally) (?:use|using|work in|work with|buy from|go to|rely on|do it) | (?:is|are|works?|it's) (?:\w+ )?(?:better|easier|faster|cheaper|simpler) (?:for|suited|at|in|with|elsewhere)(?! (?:than before|now))\b | not (?:a (?:normal |regular )?)?part of (?:my|our) | (?:don't|do not|rarely|seldom|hardly|doesn't) (?:really )?(?:use|need|work|do|have|buy|travel|come up) (?:\w+ ){0,4}(?:often|enough|regularly|any ?more|frequently|that much) | not (?:often|frequently|regularly|every day) | (?:other|different|more important) (?:work|things|projects|tasks) (?:that |to )?(?:needs?|to do|first|come first|going on) | doesn't (?:suit|fit) | not (?:suited|suitable|meant|made|designed|intended) for
        """,
        "objection.refusal": r"""
            (?:i|we) (?:just |simply |really |still )?(?:can't|cannot|can not|don't|do not|won't) (?:\w+ly |just )?(?:see (?:myself|us|doing|it)|do (?:it|that|this)|agree|commit|feel comfortable|want (?:to|it|any)|think so|participate) | no,? (?:i|we) (?:do not|don't|won't|can't|cannot|am not|'m not|would not|wouldn't) | (?:that|it)(?:'s| is) (?:impossible|not possible|out of the question|not an option) | (?:i|we) have to (?:decline|pass|say no|refuse) | (?:taking|take|takes) (?:this|it)? ?(?:too|far too|way too) long | (?:stop|quit) (?:asking|pushing|pressuring|calling|emailing) | leave me alone | none of (?:your|my) business | (?:0|zero|nothing|no money|\$0\S*)\b (?:dollars|from me|today|for now)? | not comfortable
        """,
    },
    "ru": {
        "objection.timing": r"""
            (?:мне|нам|я|мы) (?:\w+ )?(?:надо|нужно|должн\w+|хоч\w+|хотел\w+ бы|буду|будем)? ?(?:подума\w+|обдума\w+|посовет\w+|взвес\w+|изуч\w+|почита\w+|посмотр\w+) | (?:как-нибудь|может(?: быть)?,?) (?:потом|позже|в другой раз|в следующий раз|когда-нибудь) | в другой раз | не (?:сегодня|сейчас|к спеху|горит) | пока (?:не готов\w*|думаю|думаем|присматрив\w+|выбира\w+) | когда (?:будут|появятся|получу|получим) (?:деньги|средства|время) | ближе к
        """,
        "objection.trust": r"""
            (?:прежде,? чем|перед тем,? как|до того,? как) (?:\w+ )?(?:плат\w+|покупа\w+|купить|подпис\w+|реш\w+|соглас\w+|заказ\w+) | (?:а )?(?:вы|они|это|она) (?:правда|точно|действительно|реально) | (?:где|есть ли|покажите|какие) (?:\w+ )?(?:доказательств\w+|гаранти\w+|подтвержден\w+|отзыв\w+|лицензи\w+) | (?:куда|на что) (?:\w+ )?(?:ид[уё]т|уход\w+|пойд[уё]т) (?:\w+ )?(?:деньги|средства|данные) | как (?:проверить|убедиться|узнать,? что) | (?:никогда не|не) (?:знаешь|угадаешь) | мутн\w+
        """,
        "objection.need": r"""
            (?:у (?:меня|нас)|я|мы) (?:уже|и так) (?:\w+ )?(?:есть|польз\w+|помога\w+|работа\w+|плат\w+) | не (?:моя|наша|мои|наши) (?:проблема|забота|дело|задача\w*) | чем (?:вы|это|он|она) (?:\w+ )?(?:лучше|отлича\w+) | почему (?:именно )?(?:вы|я|мы|это|вас) (?:должн\w+)?
        """,
        "objection.price": r"""
            (?:финансов\w+|материальн\w+) (?:\w+ )?(?:трудност\w+|положени\w+|ситуаци\w+|проблем\w+) | с деньгами (?:\w+ )?(?:туго|плохо|напряж\w+|сейчас) | (?:денег|средств) (?:сейчас |пока )?(?:нет|не хватает|в обрез|впритык) | мало (?:получаю|зарабатыва\w+) | кредит\w* (?:плачу|надо|висит)
        """,
        "objection.refusal": r"""
            (?:я|мы) (?:\w+ )?(?:не смо[гж]\w+|вынужден\w* отказ\w+|против|не соглас\w+) | (?:не звоните|перестаньте (?:звонить|писать)|оставьте меня) | исключено | об этом не может быть и речи
        """,
    },
    "zh": {
        "objection.timing": r"""
            (?:再|要|得|还要|我)?(?:考虑|想想|想一想|斟酌|研究|商量)(?:一下|考虑|看看|再说|下)? | (?:改天|下次|以后|回头|过段时间|过阵子)(?:再)?(?:说|看|聊|谈|买|联系|考虑)? | (?:现在|暂时|目前)(?:还)?(?:不|没)(?:方便|打算|考虑|想|急) | 等(?:有钱|发工资|以后|有空|忙完)
        """,
        "objection.trust": r"""
            (?:是|靠)(?:不是)?(?:真的|谱)吗 | 靠不靠谱 | 有(?:什么|没有)(?:保障|保证|凭证|资质|证据) | 怎么(?:证明|保证|确定|核实) | (?:钱|资金|数据)(?:都)?(?:去了?哪|花在哪|用在哪) | 谁知道 | 不会是骗
        """,
        "objection.need": r"""
            (?:我们?)?(?:已经|本来)(?:有|在用|买了|捐|支持|合作) | 不(?:关|是)我(?:们)?的?(?:事|问题|责任) | 跟.{0,8}(?:有什么|有啥)(?:区别|不同|不一样) | 为什么(?:要|非要|一定要|得)(?:选|买|用|给|捐)
        """,
        "objection.price": r"""
            (?:手头|最近|经济)(?:比较|有点|很|上)?(?:紧|拮据|困难|不宽裕) | 没(?:什么|多少|有)?(?:闲钱|余钱|收入|存款|工资) | 还(?:房贷|贷款|债)
        """,
        "objection.refusal": r"""
            (?:^|还是|那就|就)(?:不了|算了|免了)(?:吧)? | (?:请)?(?:别|不要)再(?:打|发|联系|推销) | 没(?:有)?兴趣 | 我(?:们)?不(?:同意|愿意|参加|想买|会买)
        """,
    },
}
