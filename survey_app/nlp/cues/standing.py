"""Whether it is so, whose it is, and whether it is over: what takes the weight off a wording.

'It used to crash', 'if it ever crashed', 'my brother's crashes all day' and 'sorry, that was the
dog' have the words of a pain and voice none. Names are the same in all languages.
"""
# ruff: noqa: E501 - wordings are lists, see the cue books

STANDING: dict[str, dict[str, str]] = {
    "en": {
        "neutral.solved": r"""
            (?:got|is|was|were|been|are|all|now) (?:\w+ )?(?:fixed|solved|sorted|resolved|repaired|replaced) | (?:was|were|been) (?:\w+ ){0,3}(?:but|and|until) (?:now|you|they|is|it's|has) | sorted (?:it |that |this )?out | got rid of | went away | gone (?:now|since) | (?:that|this|it)(?:'s| is) (?:now )?(?:history|over|behind us|a thing of the past) | no longer (?:have to|has to|need to|happens?|occurs?|a problem) | (?:is|are|works?|runs?|working|goes) (?:\w+ )?(?:now|again|since)\b(?! (?:late|down|broken)) | used to (?:\w+ ){1,4}(?:but|,|and) | in the beginning | at first | before (?:that,|you came|the update,|we (?:had|got) you) | (?:but|and) (?:since|now|you have|you've|they have|they've) (?:\w+ ){0,4}(?:changed|fixed|sorted|smooth\w*|fine|ok|works?|runs?|quick|know|better|gone) | since (?:the|your|our) (?:\w+ ){1,3}(?:came|is|are|was|changed|it runs|runs|works) | came (?:\w+ ){0,3}later by | (?:all|everything) (?:is )?(?:working|fine|ok|good) now
        """,
        "neutral.unreal": r"""
            if (?:it|that|this|they|there|i|we|one|you|prices?|anything|something|the \w+) (?:ever |suddenly )?(?:were|was|had|broke|failed|crashed|doubled|went|stopped|got|happened|became)\b | (?:^|[.;] ?)(?:(?:should|were|had) (?:it|that|we|there|i|they|the \w+|my \w+|our \w+) (?:\w+ )?\w+|imagine|suppose|supposing|assume|let's say)\b | in case | in the event | could (?:theoretically|in theory) | one (?:could|might|would) | in theory | hypothetical\w* | i suppose
        """,
        "neutral.elsewhere": r"""
            (?:my|our|his|her) (?:\w+ )?(?:brother|sister|neighbou?r|cousin|uncle|aunt|friend|colleague|mate|flatmate|roommate|landlord|tenant|ex)s?(?:'s?)? (?!and i\b|(?:\w+ )?(?:won't|cannot|can't|would|recommended|told me about (?:you|it)))(?:\w+ ){0,2}(?:had|has|have|hates?|hated|complain\w*|lost|struggl\w*|works?|firm|company|shop|says?|said|told|was|were|waited|bought|uses?) | (?:a|the|one|some) (?:neighbou?r|friend|colleague|former (?:\w+)|previous (?:tenant|owner)) (?:\w+ ){0,2}(?:complained|had|has|says|said|told|lost|was) | friends of (?:ours|mine) | (?:my|our|the) (?:previous|former|last|old) (?:job|employer|phone|car|bank|supplier|provider|company|tenant|one|flat|gym|school|boss|machine|laptop) (?:\w+ )?(?:was|were|had|would|crashed|used|kept|did) | in my (?:previous|former|last|old) (?:job|company|school|position|life) | other (?:banks?|firms?|companies|people|shops|hospitals|vendors?|tools) (?:\w+ )?(?:were|was|had|have|are|do|got) | our (?:main |biggest )?competitors? (?:\w+ )?(?:lost|had|has|is|was|are|struggles?) | (?:i|we) (?:read|heard|saw)(?: somewhere| online| in the \w+)? that | the (?:article|news|paper|study|report) (?:says|said|claims) | people (?:on the internet|online|elsewhere) (?:say|said|complain) | (?:ours|mine) (?:doesn't|does not|never|didn't|is fine)
        """,
        "neutral.polite": r"""
            thanks? (?:you )?(?:in advance|and (?:best|kind)|for (?:asking|having me|your (?:time|message|patience|email|e-mail|understanding|interest)|the (?:opportunity|invitation|call|chat|reminder))) | (?:best|kind|warm) regards | best wishes | sorry (?:for|about) (?:the|my) (?:late|delay|short|slow|noise|background|long|typos|bad) | sorry,? (?:i was|that was|one (?:second|moment)|could you repeat|i didn't catch|what was) | (?:excuse|pardon|forgive) (?:my|me|the) | have a (?:nice|great|good|lovely) | hope (?:you(?:'re| are)|this|all|everything) (?:are |is )?(?:well|finds|fine|doing) | please find (?:the|my|our|attached|enclosed) | no worries | (?:i'm afraid|unfortunately),? i (?:missed|can't make|cannot make|have to (?:go|leave|run)) | nice (?:to meet|talking|speaking) | (?:good|great) (?:morning|afternoon|evening|question|talking|speaking|luck) | happy to (?:help|talk|answer|chat|share) | let me know if | you're welcome
        """,
        "neutral.usage": r"""
            (?:already |i |we |they )?us(?:e|es|ing) (?:it|this|that|them) (?:\w+ )?(?:every day|daily|all the time|all day|constantly|regularly|for (?:all|everything|nearly everything|most)|a lot|already) | already (?:a|an|the|my|our) (?:\w+ )?(?:part|default|standard|tool|core|centre|center) (?:of|in|for)? | (?:more than|perfectly|completely|totally|quite|very) (?:happy|satisfied|content) with (?:it|this|the|how)
        """,
        "neutral.name": r"""
            (?:called|named|titled|the name of|known as|brand(?:ed)?) (?:\W)?\w+ | (?:risk|claims?|complaints?|trust|error|crisis|problem|emergency|lost property|returns?|quality|safety|security|price|pain|trouble|need)s? (?:department|office|desk|team|manager|officer|register|list|form|rate|management|workshop|exit|number|communication|tracker|log|centre|center|officer) (?:is|are|has|have|was|were) | (?:teach|sell|study|studied|insure|work(?:s|ed)? in) (?:\w+ ){0,3}(?:crisis|risk|claims?|pain|headache|complaints?|conflict|problem|security|hail|fire)
        """,
    },
    "ru": {
        "neutral.solved": r"""
            (?:уже |всё |все |сразу |в тот же день |быстро )?(?:исправил\w*|решил\w*|починил\w*|устранил\w*|заменил\w*|поменял\w*|наладил\w*|вернули|дослал\w*|прислали)(?= |[.,!]|$) | (?:раньше|сначала|поначалу|прежде|до вас|до этого) | (?:шум|вылет\w*|ошибк\w*|проблем\w*|сбо\w+|баг\w*|боль) (?:пропал\w*|ушл[аи]|исчез\w*|прошл[аи]|прошёл|прошел) | (?:теперь|сейчас) (?:\w+ )?(?:работает|порядок|знаю|быстр\w+|нормально|хорошо|всё|все|ровно|стало|удобно) | больше не (?:\w+) | после (?:ремонта|обновления|замены|чистки) (?:\w+ )?(?:работает|всё|все|не|тихо|ровно) | (?:это|всё|все) (?:уже )?(?:в прошлом|позади)
        """,
        "neutral.unreal": r"""
            если бы | будь (?:я|он|она|оно|мы|они) | (?:на|в) случа[йе] | допустим | предположим | представьте | если (?:вдруг|цены|когда-нибудь) | теоретически | в теории | случись
        """,
        "neutral.elsewhere": r"""
            у (?:моего |моей |нашего |нашей )?(?:брата|сестры|соседа|соседки|друга|подруги|друзей|знакомых|знакомого|знакомой|коллеги|мужа|жены|конкурент\w+|других) (?:\w+ ){0,3}(?:был|была|было|были|сломал\w*|проблем\w*|беда|на) | (?:брат|сестра|сосед|соседка|друг|подруга|знакомый|знакомая|знакомые|конкуренты?) (?:\w+ ){0,2}(?:ненавидит|жалов\w+|жалу\w+|говорил\w*|рассказывал\w*|мучил\w*|ждал\w*|потерял\w*|не любит) | на (?:прошлой|прежней|старой|предыдущей) (?:работе|квартире|фирме) | (?:мой|моя|наш|наша) (?:старый|старая|прошлый|прошлая|прежний|прежняя|предыдущий|предыдущая) \w+ | (?:читал\w*|слышал\w*|пишут|говорят|видел\w* в новостях),? (?:что|как) | другие (?:банки|компании|магазины|фирмы) | не (?:на|про) вас | в (?:других|чужих|соседних)
        """,
        "neutral.polite": r"""
            заранее (?:спасибо|благодар\w+) | (?:извините|простите|прошу прощения)(?:,| за| что|$) | всего (?:доброго|хорошего|наилучшего) | (?:хороших|приятных|удачных) (?:выходных|праздников) | (?:хорошего|приятного|доброго|удачного) (?:дня|вечера|утра|пути|аппетита) | с уважением | во вложении | спасибо,? (?:что спросили|за (?:вопрос|звонок|внимание|приглашение|беседу|время)) | рад(?:а|ы)? (?:помочь|был\w* помочь|познакомиться) | (?:добрый|доброе) (?:день|вечер|утро)
        """,
        "neutral.usage": r"""
            (?:и так |уже |я |мы )?(?:постоянно |каждый день |ежедневно |всегда )?пользу(?:юсь|емся) (?:\w+ )?(?:каждый день|постоянно|ежедневно|всегда|всюду) | (?:вполне|полностью|совершенно|очень) довол(?:ен|ьна|ьны)
        """,
        "neutral.name": r"""
            (?:отдел|бюро|служба|стол|центр|комитет|департамент|реестр|журнал) (?:рисков|жалоб|претензий|ошибок|качества|безопасности|возвратов|находок|контроля) | (?:называется|по имени|под названием|зовут) | (?:преподаю|продаём|продаем|изучаю|страхуем) (?:\w+ ){0,3}
        """,
    },
    "zh": {
        "neutral.solved": r"""
            (?:当天|马上|很快|已经|已|都|后来|两天后|一小时)?就?(?:修好|修复|解决|处理好|改好|换好|退回来|补寄|恢复)(?:了|过|来了?) | 修过(?:之后|以后) | (?:以前|之前|开始|起初|一开始|原来|原先|从前|刚开始).{0,14}(?:现在|后来|如今) | 不再(?!来|买|住|光顾|点|订|用) | (?:噪音|问题|毛病|错误|故障|闪退|异味)(?:就)?(?:没了|消失了|不见了|没有了|好了) | 现在(?:好了|没事了|不会了|正常了|知道|很顺|井井有条)
        """,
        "neutral.unreal": r"""
            (?:要是|如果|假如|假设|万一|倘若|若是?)(?!能|可以|有.{0,8}就好).{0,12}(?:，|,)?(?:我|我们|报警|保险|还|也)(?:就|会|可能|可以|还有|也会|有) | 的话我会 | 想象一下 | 理论上
        """,
        "neutral.elsewhere": r"""
            我?(?:哥|姐|弟|妹|妹妹|哥哥|姐姐|弟弟|朋友|邻居|同学|亲戚|表哥|闺蜜|室友|姐夫)(?:们)?(?:的|家|抱怨|讨厌|说|那边|公司|单位).{0,16} | 上一?(?:份|家|个)(?:工作|公司|单位|东家) | 以前那(?:部|个|家|台) | (?:看|听)(?:新闻|报道|说|人说|朋友)(?:说)? | 别的(?:银行|公司|店|医院|平台) | 别人家? | 竞争对手 | 不是(?:说|抱怨)你们 | 抱怨的是他
        """,
        "neutral.polite": r"""
            先谢谢 | (?:抱歉|不好意思|对不起)[，,]?(?:回复|是|我|刚才|打扰|让|迟|来) | (?:抱歉|不好意思)(?:，|,|。|！|$) | 周末愉快 | 祝(?:好|您|你|贵) | 附件是 | 麻烦您?了(?!$) | 谢谢(?:您的)?(?:提问|邀请|时间|来电) | 辛苦您
        """,
        "neutral.usage": r"""
            (?:每天|天天|一直|经常)(?:都)?在?用(?!不) | 已经是.{0,6}(?:一部分|必备|标配)
        """,
        "neutral.name": r"""
            (?:风险|投诉|质量|安全|法务|理赔|客诉|售后|退货|错误)(?:部|处|科|组|办公室|中心|登记|率)(?!.{0,8}(?:差|慢|不|没|高)) | (?:我)?(?:教|卖|研究|学)(?:危机|风险|冲突).{0,4} | (?:名叫|名字是|称为)
        """,
    },
}

# Answers that say 'nothing' in a sentence of their own; they must be all that a clause says.
NOTHING: dict[str, str] = {
    "en": r"(?:(?:no|nope|nah|well|so|honestly|really|actually|frankly),? )?(?:(?:no|zero|not any|without any) (?:real |major |big |particular )?(?:objections?|concerns?|wishes|wish|problems?|issues?|complaints?|pain points?|hesitations?|doubts?|worries|troubles?|suggestions?|requests?|remarks?)(?:,? (?!but)[\w']+){0,7}|there(?:'s| is| are| was) (?:really |absolutely |simply )?(?:nothing|no \w+)(?: (?:that )?(?:i|we|to|about|which|annoys|bothers|stops|keeps)[\w' ]{0,40})?|there (?:isn't|is not|aren't|wasn't) (?:really )?(?:anything|much|any)[\w' ]{0,40}|nothing(?: really| much)? (?:keeps|stops|holds|bothers|annoys|hinders|prevents|worries|would stop|i'd change|i would change|to (?:change|improve|complain about))[\w' ]{0,30}|not (?:a|one|a single) thing|(?:i |we )?can(?:'t|not) complain|everything(?:'s| is| was)? (?:\w+ )?(?:fine|ok|okay|good|alright|in order|as it should be)|i (?:wouldn't|don't|would not) know[\w' ]{0,30}|all (?:fine|good|ok))[ ,.!]{0,4}",
    "ru": r"(?:да |ну |нет,? |у (?:меня|нас) |в целом )?(?:не знаю,? (?:что|чем|как)[\w ,]{0,25}|(?:меня |нас |мне |лично меня )?(?:ничего|всё|все|ничто)(?: меня| нас)?(?: пока)?(?: не)? (?:устраивает|раздражает|мешает|мешало|останавливает|смущает|беспокоит|нравится|бесит)|ничего,? пользуюсь с удовольствием|(?:никаких )?(?:возражений|сложностей|проблем|нареканий|сомнений|пожеланий)(?: с нашей стороны| пока| у нас| у меня)? (?:нет|не возникало|не было|не имеем))[ ,.!]{0,4}",
    "zh": r"(?:我们?)?(?:这边|目前|暂时)?(?:不知道(?:该|要)?(?:说|写|填)(?:什么|啥).{0,4}|(?:都|真的|基本)?没有?(?:任何|什么|啥)?(?:异议|阻碍|顾虑|烦恼|困扰|障碍|不满|意见|可说的|可抱怨的|要抱怨的|要改的|让我(?:烦|不满|犹豫)的)(?:吧|了|，都很?好)?|一时(?:想不起来|说不上来))[，。.！ ]{0,4}",
}
