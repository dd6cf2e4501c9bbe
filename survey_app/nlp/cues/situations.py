"""Situations that speak without a word of feeling: effort, misfit, irony, refusal in other words.

'I ring three people to find out who has the key' names no feeling and is a pain all the same.
What is listed here joins the cues of the same name in the three books.
"""
# ruff: noqa: E501 - wordings are lists, see the cue books

_MANY = r"(?:two|three|four|five|six|seven|eight|ten|twelve|twenty|forty|several|dozens of|a dozen|countless|so many|\d+)"
_SPAN = r"(?:minutes?|hours?|days?|weeks?|months?|afternoon|morning|evening|night|year|quarter|winter|summer)"

SITUATIONS: dict[str, dict[str, str]] = {
    "en": {
        "pain.effort": rf"""
            (?:spend|spends|spent|lose|loses|losing|waste|cost|costs?|eats?|eating|takes?|took|need|needs) (?:me |us |him |her |them |about |up |almost |over |my |our |the )*(?:whole |half |entire )?(?:a |an |{_MANY} )?(?:\w+ )?{_SPAN}\b(?! (?:ago|old)) | (?:have|has|had|having) to (?:\w+ly )?(?:ring|call|phone|click|go|walk|drive|type|copy|print|write|fill|enter|chase|ask|scroll|repeat|explain|remember|check|carry|log|e-?mail|wait|re\w+)\b | (?:means|meant) \w+ing | (?:whole|entire) (?:\w+ )?again | {_MANY} (?:different |other |separate )?(?:screens?|steps?|forms?|clicks?|lists?|spreadsheets?|calendars?|passwords?|people|phone calls|places|answers|systems|tabs|versions) | (?:phoned?|called|rang|tried|asked|mentioned|e-?mailed|clicked) (?:\w+ )?(?:twice|{_MANY} times|{_MANY}x) | re.?(?:key|type|enter|import|format)(?:s|ing|ed)? | (?:copy|copying|typing|pasting|crossing|crosses) (?:\w+ ){{1,4}}(?:from|into|out|by hand|again) | chas(?:e|ing) (?:up|after|signatures|people|customers|clients|\w+) | every (?:single )?(?:monday|tuesday|wednesday|thursday|friday|week|month|day|morning|release|update)\b(?=.{{0,60}}(?:copy|type|again|hand|same|fix|call|move|by|wait)) | piles? up | drown(?:s|ed|ing)? | by the time | double.?check\w* | keeps? a (?:paper|notebook|list|second) | prints? (?:\w+ ){{1,4}}(?:and|,|by hand) | (?:only|just) one (?:person )?who | gave up | swore | pull(?:ing)? teeth | up the wall | hell\b | torture | killing (?:me|my)
        """,
        "pain.misfit": r"""
            none of (?:them|it|us|these|those|our) | never (?:know\w*|match\w*|fits?|come[s]?|arriv\w*|on time|the same|where|sure|tells?|see) | nobody (?:knows|tells|told|can|understands|reads|picks|is responsible|feels) | no ?one (?:knows|tells|told|can|picks|reads) | (?:different|three|two|conflicting|contradictory) (?:answers?|customer numbers|names|versions|prices) | contradict(?:s|ing|ory)? | disagree(?:s|ing)? with | (?:doesn't|don't|does not|do not|never) (?:match|add up|agree|tally|talk to) | (?:is|are) off\b | logs? (?:me|us|you) out | (?:cut|cuts|cutting) off | wears? (?:out|off) | falls? (?:apart|off) | came off | (?:sag|sags|sagged|sagging|peel\w*|rust\w*|wobbl\w*|squeak\w*|rattl\w*|hum[s]? so|fad(?:es|ed)|flicker\w*|drain\w*|dies?|died) | lukewarm | soggy | stal[e]\b | half of (?:the|our|them|it) | hair in | discontinued | (?:is|are|was|were) (?:suddenly )?gone | stoppages? | silent failures? | (?:so|too) \w+ (?:that )?(?:i|we|you) (?:don't|can't|cannot|never|have) | out of (?:date|stock|order|service|reach|hours) | (?:dig|digs|cut|cuts) into (?:my|your|the) | everywhere\b | endless | hopeless | hidden (?:fees?|costs?|charges?) | outdated | salty | no.?shows? | clearly translated | ignores? | chaos | dreadful
        """,
        "pain.irony": r"""
            (?:great|wonderful|brilliant|fantastic|lovely|perfect|super|nice|awesome),? (?:just great|another|yet another|again|now (?:i|we)|so (?:i|we|now)|more) | oh (?:great|wonderful|good|joy|joyous|lovely|perfect|how) | (?:i |we )?(?:just |really |simply )?(?:love|loves|loved|enjoy|enjoyed|adore)(?: it)? (?:when|how|being (?:on hold|ignored|stuck|told|charged|treated|left|kept)|waiting|paying|sitting|standing|spending) | (?:brilliant|great|genius|clever|excellent|fantastic) (?:idea|move|decision|job|work|timing),? (?:to|of|closing|removing|guys|as) | thanks? (?:so much |a lot |a bunch )?for (?:nothing|the (?:lovely |nice |wonderful )?surprise|wasting|ruining|losing|breaking|making me) | well done,? (?:you|guys|for) | (?:what a|such a) (?:joy|pleasure|treat|surprise|delight) (?:to|when|having) | (?:five|5) stars for (?:mak|los|ignor|keep|break|charg)\w+ | nothing says | so convenient[:,] | (?:sure|yeah|right|of course),? (?:because|like|as if) | on (?:which|what) planet | as if by magic | gotta love | good luck (?:with|getting|reaching|finding) | way to go
        """,
        "praise.delight": r"""
            (?:is|was|were|are|been) (?:such )?(?:a |an )?(?:\w+ )?(?:breeze|godsend|lifesaver|life saver|relief|pleasure|joy|treat|dream|delight|gem|star|blessing|revelation)\b(?! to (?:wait|be)) | finally (?:a|an|somebody|someone|something|,) | big fan | (?:huge|big|great|real|massive) (?:improvement|help|plus|fan|difference) | even (?:nicer|better|faster|easier|more beautiful) | (?:saved?|saves|saving) (?:us|me|my|our|them|her|him) | sleep(?:s|ing)? better | put it down | give it (?:back|up again) | hats off | 10/10 | (?:would|will|'ll|i'd) (?:buy|book|come|order|choose|do it|go) (?:\w+ )?again | hands down | what (?:i|we) (?:like|love|enjoy|appreciate)(?: most| best| about)? | (?:not|never) (?:had )?(?:a|one) (?:single )?(?:failure|problem|fault|complaint|issue|breakdown) | spotless | (?:friendliest|kindest|nicest|loveliest|easiest|calm) | took (?:her|his|their) time | explain(?:ed|s) everything | remember(?:s|ed) (?:my|our|me|us) | went (?:above|out of) | (?:can't|cannot|couldn't) (?:fault|praise|thank|recommend|complain) | no complaints | nothing (?:to complain|bad to say|but praise) | (?:smiled|beamed|grinned|wow|praised|praises|highlights?|raved?|loves) | thorough(?:ly)? | up.?to.?date | spot.?on | well thought | a pleasure | cos(?:y|ier) | works? (?:even|first time|every time|like a charm|well|fine|perfectly|great|out of the box) | just works | answered (?:on|within|in|at) | as described | all (?:the )?\w+ in place | (?:worth|earns) (?:getting|every|the|its) | pays for itself | courage | patient with | in (?:two|ten|five|seconds|no time|a few) (?:seconds|minutes|clicks)?\b(?=\.|!|$) | know(?:s)? our \w+ (?:better|inside)
        """,
        "goal.purpose": r"""
            (?:my|our|the|main|first|biggest|number one) (?:\w+ )?(?:goals?|aims?|objectives?|targets?|ambitions?|priority|motivation|dream)(?: for (?:this|next) \w+| this \w+)?(?: is|:| would be| =) | (?:i|we|she|he|they|i'm|we're)(?: really| would| do| are| am)? (?:hope|hopes|plan|plans|planning|intend|intends|aim|aims|aspire|hoping|want|wants) to | (?:hoping|trying|planning|looking) to (?:achieve|get my|get our|cut|reduce|improve|grow|move|build|open|replace|expand|bring) | what (?:i|we)(?:'d| would|'re| are)? (?:really |hoping |trying )?(?:want|need|love|like|expect|to achieve)\b | next step (?:for us )?is | jtbd | that's why (?:i|we) (?:signed|bought|came|started|joined)
        """,
        "goal.wish": r"""
            would (?:\w+ )?(?:save|make (?:my|our|a|all|the|life|things|it)|be (?:a |an )?(?:dream|relief|blessing|great|lovely|nice|better|big|bonus|fantastic|game)) | (?:it|that|this)(?:'d| would) (?:be|really be) | (?:customer|prospect|client|cust\.?|he|she|they|p\d{1,2}) (?:\w+ )?(?:hopes?|wants?|wishes|asks?|would (?:like|love|pay)|needs?|dreams?) | would pay (?:for|extra|more) | if only | one day i | (?:the (?:first )?thing|what) (?:i|we)(?:'d| would) (?:change|add|improve|wish)
        """,
        "goal.request": r"""
            (?:please|pls|plz|🙏)[.!]{0,3}$ | (?:can|could|would|will) (?:you|u|we|the \w+(?: \w+)?|it|there|this)(?: guys)? (?:please |also |just |not )?(?:carry|make|get|be|come|show|send|print|tell|talk|work|have|open|bring) (?=.{1,80}\?) | (?:feature|enhancement|change) req(?:uest)?s?\b | asks? (?:for|if) | (?:let|allow) (?:it|me|us|them|people|customers|guests|parents|users|regulars|\w+s) \w+ | somebody should | someone should | give (?:us|me|it|them|every\w*|people) | get rid of | (?:show|tell|send|teach|remind|warn) (?:me|us|people|customers) | why not | maybe (?:a|an|you could|add) | how about | next time | i'd (?:rather|prefer|like|love|appreciate|wish) | (?:we|i) (?:want|expect|need|require) (?!to know|your help|help\b)
        """,
        "objection.price": r"""
            more than (?:we|i) (?:spend|pay|earn|have|can|want) | (?:can't|cannot|couldn't|could not) (?:justify|afford|spare) | out of (?:our|my) (?:league|reach|range|budget|price range) | (?:do not|don't|haven't|have not|no) (?:\w+ )?(?:have |got )?(?:that|this) (?:kind|sort|amount) of money | for (?:that|this) (?:price|money|much) | (?:at|for) \w+ (?:a|per) (?:month|year|seat|user) i | (?:third|half|quarter|\d+ ?%|percent) (?:less|cheaper|more) | no (?:room|money|funds|budget) | budgets? | pricing | per.?seat | too rich | (?:not|isn't|wouldn't be) (?:spending|paying|worth) | paying for (?:features|things|stuff|what) | (?:maintenance|licen[cs]e|subscription|set.?up|monthly|annual) fees? | cheaper (?:plan|one|option|alternative|elsewhere|than) | (?:could|can) (?:hire|buy|get) (?:two|three|four|a (?:second|whole|new|used|\w+ for)) | price tag | (?:we are|we're|as) a (?:small )?charity
        """,
        "objection.trust": r"""
            how (?:do|can|would|should) (?:i|we) know | never heard of (?:you|your|them|it) | too good to be true | (?:where|what) are (?:the |your )?(?:references|case studies|proofs?|examples) | references from | who (?:else )?(?:sees|has access|can see|owns|reads) | (?:don't|do not|won't|never|wouldn't) (?:hand|give|put|share|upload|enter|trust|believe) (?:\w+ ){0,4}(?:details|data|files|card|cloud|website|promises|number|address|you|them|that|it) | existing customers? first | once bitten | promise the moon | salespeople | (?:reviews|testimonials|numbers) (?:\w+ )?(?:look|sound|seem)s? (?:as if|fake|like|bought|written) | (?:not|un)convinced | scepti\w+ | skepti\w+ | doubt(?:s|ful|ing)? (?:that|it|if|whether|the|your)? | told us that,? (?:it|and) | i'll believe | show me | still be (?:around|there|in business) | last (?:time|agency|vendor|supplier)
        """,
        "objection.timing": rf"""
            not (?:this|until|before|for now|right now|yet|today|at the moment) ?(?:year|quarter|month|season|next|spring|week)? | come back (?:to (?:me|us) )?(?:after|in|when|next|later) | (?:call|ring|ask|contact|write to|talk to)(?: me| us)? (?:back |again )(?:in|after|once|when|next|later) | (?:let's|let us|we can|could we|shall we) (?:talk|speak|meet|discuss|revisit|look at it) (?:again )?(?:\w+ )?(?:in|after|later|next|again|once) | (?:in the middle|at the start|at the end) of (?:a|an|the|our|my) | (?:nothing|anything) new | just (?:renewed|signed|bought|ordered|moved|opened|started|switched|launched|installed) | (?:wrong|bad|not the right|not a good) (?:moment|time) | (?:maybe|perhaps) (?:later|when|next|in a|some day|one day) | too (?:early|soon|late in) | hiring freeze | (?:everybody|everyone|we|we're|i'm|team) (?:is |are )?(?:\w+ )?(?:busy|swamped|snowed under|flat out|stretched) | before we (?:touch|start|look|do|change|take|buy) | (?:once|when|after|until) (?:the|our|my) (?:\w+ ){1, 3}(?:settled|over|done|older|finished|gone|harvest|summer|season|audit|merger) | think (?:about )?it over | (?:will|have to|need to|let me) think | haven't got (?:them|the time|time) | (?:next|later this|early next) (?:year|quarter|spring|autumn|summer|winter)\b | til(?:l)? q\d
        """,
        "objection.need": r"""
            (?:manage|cope|get by|do|doing|managing)(?: just)? (?:fine|well|ok|okay|very well)? ?(?:with|without) (?:a|an|our|my|the|it|what|paper|pen|excel) | (?:already|still) (?:have|has|got|use|own|do|does|works?) | (?:does|do) (?:that|this|it|the job|everything)(?: for us| for me| fine)? already | does the job for (?:us|me) | only (?:four|three|two|five|six|a handful|a few) | (?:don't|do not|can't|cannot) see (?:what|why|how|the point|any|a) | (?:happy|fine|satisfied|content) w(?:ith|/) (?:our|my|what|paper|current|existing) | good enough | (?:not|isn't|hardly) worth (?:a|the|it|buying|paying) | (?:a )?(?:tenth|fraction|quarter) of (?:it|the) | nobody (?:here |in \w+ )?(?:has |ever )?(?:asked|asks|needs|wants|uses|would) | (?:a )?problem (?:that )?(?:we|i) (?:don't|do not|never) have | what would (?:i|we) do with | (?:not relevant|no use|no need|not for (?:me|us)|nothing for (?:me|us)) | twice a year | don't (?:sell|have|do|use|need|own|drive|cook|travel|print) (?:\w+ )?(?:online|any|that|one|much)? | (?:whiteboard|notebook|excel|spreadsheet|paper|calendar) (?:is (?:enough|fine|all)|does|works|will do|on the wall)
        """,
        "objection.authority": r"""
            (?:run|put|take|get|clear) (?:this|it|that) (?:past|by|to|through|with) | (?:for|up to) (?:the |our |my )?(?:\w+ )?(?:office|boss|board|management|committee|director|head|headquarters|him|her|them|others|wife|husband) (?:to decide)? | has the (?:last|final) (?:word|say) | works council | (?:head office|headquarters|hq|purchasing|procurement|finance|legal|compliance|it (?:department|dept|security)|the board|group|corporate) (?:\w+ )?(?:decides?|insists?|has to|have to|must|requires?|needs? to|wants?|approves?|blocks?|says?|would|policy) | only recommend | don't sign | not (?:the one|mine|me) (?:who|to) | just (?:the|an?) (?:intern|assistant|trainee|junior|employee) | (?:franchise|framework|group) (?:contract|policy|agreement) | my (?:boss|manager|husband|wife|partner|colleagues|doctors) (?:\w+ )?(?:believes?|thinks?|wants?|hates?|against|is against|would|says|prefers|likes) | (?:would|will) never (?:agree|allow|approve|sign|accept) | speak to (?!a human|someone) | three offers | tells us which | would have to want
        """,
        "objection.switching": r"""
            (?:years?|decades?|months) of (?:history|data|records|work|files|experience) | (?:history|records|data|everything|templates|contacts) (?:\w+ )?in the old | grew up with | mov(?:e|ing) (?:\w+ ){1,3}(?:over|across|to the new) | re.?train(?:ing)? | used to (?:mine|it|ours|my|our|the) | fingers know | (?:templates|machines|systems|tools|processes|forms|whole \w+ \w+) (?:\w+ )?(?:are|is|speak|speaks|run|built|made|set up) (?:\w+ )?(?:for|around|only|the other|the old|on) | only just (?:got|learnt|learned|started|moved) | fit (?:in with |with )?what we (?:have|use) | take (?:their|our|my) \w+ away | revolt | (?:contract|lease|agreement|subscription) (?:with \w+ ){0,2}(?:\w+ )?runs (?:until|to|for) | changing (?:\w+ )?means | speak the old | migrat\w+
        """,
        "objection.complexity": r"""
            (?:need|needs|takes|requires?) (?:an?|your own|a full.time) (?:engineer|expert|developer|specialist|consultant|degree|phd|it person) | (?:would|will|could|can) (?:never|not|hardly) (?:get|understand|manage|figure|learn|cope|find)\b | (?:don't|do not) have (?:anyone|anybody|somebody|the people|people|staff) (?:who|to|for) | (?:no|not any) (?:technical|it) (?:person|people|staff|team|department|knowledge) | (?:too many|so many|far too many) (?:settings|options|buttons|features|functions|steps) | (?:would|will|'d|'ll) be lost | who (?:is|will|would|'s) (?:going to |gonna )?(?:learn|maintain|look after|set|install|run|support|teach)\b | (?:installation|installing|set.?up|setting up|assembl\w+|training) (?:alone|would|will|is a|takes) | (?:don't|didn't|do not|can't) understand (?:half|most|any|a word|the words|your offer) | three buttons | no (?:idea|clue) (?:where|how) to (?:begin|start) | (?:a )?science (?:of|in) | fiddly | cost me my | where to begin
        """,
        "objection.risk": r"""
            what (?:if|then|happens) | and if | if (?:this|it|that|you|your (?:firm|company)|something|anything) (?:\w+ )?(?:fails?|goes|breaks?|gets|stops?|crashes|leaks?|closes?|went)\b | my head\b | on the line | (?:makes?|making) (?:me|us) (?:nervous|uneasy|anxious|uncomfortable) | uneasy | (?:scares?|frightens?|worries) (?:me|us) | is it (?:safe|secure|legal|reliable) | (?:not|wouldn't|would not|can't|won't) (?:\w+ )?(?:bet|gamble|stake|risk|be the first) | (?:the )?first to try | prototype | liab(?:le|ility) | hackers? | (?:never|not) again\b | one (?:wrong|bad|mistake) | in the news(?:paper)? | would lose | locked? in(?:to)? | bought,? what | afraid (?:we|i|that|of|it) | (?:i )?worry (?:that|about|it) | hesitant
        """,
        "objection.refusal": r"""
            (?:decided|voted) against | count me out | (?:won't|will not) be (?:signing|buying|renewing|joining|taking|needing|coming) | not for (?:me|us) | (?:stick|stay|staying|sticking) with (?:what|our|the|my|paper) | (?:i'd|i would|we'd) rather not | (?:think )?(?:we|i)(?:'ll| will) (?:pass|leave it|skip) | pass (?:this time|on (?:this|it)) | no,? thanks
        """,
    },
    "ru": {
        "pain.effort": r"""
            (?:трачу|тратим|тратит|уходит|уходят|потратил\w*|съедает|съедают|отнимает|теряем|теряю) (?:\w+ ){0,3}(?:час\w*|д[ен]\w*|недел\w*|месяц\w*|полдня|время|утро|вечер\w*) | (?:час\w*|день|полдня|недел\w*) (?:\w+ ){0,3}(?:уходит|уходят|переношу|трачу|тратим) | (?:переношу|переносим|перепис\w+|перебива\w+|перезвон\w+|копиру\w+|вбива\w+|набира(?:ть|ю|ем)|набрать|правит|переделыва\w+|обзванива\w+|обзвонить) (?:\w+ ){0,4}(?:вручную|руками|ручкой|заново|из|в|каждый|всю|по)\b | (?:надо|нужно|приходится|пришлось) (?:\w+ )?(?:пройти|звонить|обзвонить|ждать|идти|ехать|объяснять|повторять|вводить|заполнять|набирать|печатать) | (?:сем(?:ь|ью)|пять|шесть|десять|тремя|три|четыре|двадцать|двадцати|сорок) (?:\w+ )?(?:экран\w*|шаг\w*|календар\w*|таблиц\w*|форм\w*|парол\w*|номер\w*|звонк\w*|уведомлен\w*|кнопок) | (?:\d|три|два|пять|сто) раза?\b | как из камня | тон(?:ет|ут|ем)\b | сдал(?:ась|ся|ись) | выругал\w* | беготн\w+ | простаива\w+ | отвалива\w+ | пытка | мучител\w+ | после каждого (?:релиза|обновления)
        """,
        "pain.misfit": r"""
            (?:никто|никогда|нигде|ни один|ни одна|ничего) не (?:\w+ )?(?:знае\w*|знаю|берёт|берет|отвеча\w+|объяснил\w*|записан\w*|верен|верна|понима\w+|слыш\w+|чита\w+|сохраня\w+|видн\w+|приход\w+) | не (?:знает|знаем|знаю|сходятся|сходится|сравнить|достать|докупить|понять|узнать|доложили|довезли|берёт|берет|читают|видно|совпада\w+|бьются|дозвониться|попасть)\b | по-разному | (?:каждый|каждая|все) (?:считает|считают|делает|пишет|ведёт) по-своему | (?:выкидыва\w+|вылогин\w+|выбрасыва\w+) | (?:греется|гудит|скрипит|мигает|гремит|шатается|течёт|течет|продавил\w*|порвал\w*|заел\w*|отклеил\w*|ржаве\w+|размок\w*|разбит\w*|пересол\w*|выцве\w+|режут|режет|жмёт|трёт|натира\w+) | (?:еле|едва) (?:\w+) | чуж(?:ие|ой|ая) волос\w* | (?:другой|другая|не тот|не та) (?:цвет|размер|модель) | одно название | (?:корзина|форма|экран|страница) пуст\w+ | как хочет | повсюду | вечн(?:ые|ая|ый|о) | путан\w+ | бесконечн\w+ | хам(?:ят|ит|ство) | скрыт(?:ые|ая) | не вовремя | опоздани\w* | (?:пропадает|пропало|пропали) | выросли (?:вдвое|втрое|в) | вдвое дольше | пусто\b | сверкает\b | холодно
        """,
        "pain.irony": r"""
            (?:отлично|прекрасно|замечательно|супер|чудесно|здорово|класс),? (?:опять|снова|ещё|еще|теперь|очередн\w+) | спасибо за (?:чудесн\w+|прекрасн\w+|приятн\w+|такой|ваш)? ?сюрприз | ну конечно,? | (?:обожаю|люблю|нравится) (?:\w+ )?(?:слушать|ждать|стоять|когда|сидеть|переделывать|заполнять) | (?:гениально|блестяще|браво|молодцы)(?: —| -|,| что| придумали) | какое счастье | какая радость | всю жизнь мечтал\w* | большое спасибо,? что (?:сломали|отменили|потеряли)
        """,
        "praise.delight": r"""
            (?:помнят|помнит|узнают) (?:меня|нас|по имени) | (?:снимаю|снимаем) шляпу | (?:за|через) (?:\w+ )?(?:секунд\w*|минут\w*)\b(?=[.!]|$) | ни одно(?:й|го) (?:поломк\w+|сбо\w+|проблем\w+|нарекани\w+|жалоб\w+) | не подвёл\w* | наконец-то | (?:всё|все) (?:видно|понятно|на месте|объяснил\w*|в срок|чётко|четко|вовремя) | ответил\w* (?:в|за|сразу|даже|через) | как у бабушки | (?:просто |отлично |хорошо )?работает(?: даже| без|\.|!|$) | (?:на )?(?:день|час|неделю) раньше | окупа(?:ется|ются|лось) | не (?:выпускает|нарад\w+|к чему придраться) | придраться | жаловаться не на что | взяли копейки | копейки | чисто\b | тих(?:ий|о|ая)\b | крепк\w+ | уютно | (?:приятно|аккуратно|терпеливо|бережно|человеческим) | ого,? | в восторге | доволен | лучшая покупка | советую | рекоменд\w+ | упакова\w+
        """,
        "goal.purpose": r"""
            (?:моя|наша|главная|основная|первая)? ?(?:цель|задача|мечта)(?: \w+){0,3} ?[—:-] | планиру(?:ю|ем|ет) | (?:хочу|хотим|хотят|хочет)(?:,| \w+) | мечта(?:ю|ем|ет) | следующий шаг | стремимся | к \d{4} (?:году )?хот\w+
        """,
        "goal.wish": r"""
            (?:хотел\w*|хочется|хотелось) бы | вот бы | \w+ бы (?:подлиннее|побольше|поменьше|побыстрее|попроще|потише|покороче|поярче|почаще) | (?:неплохо|хорошо|удобно|здорово|лучше|лучше бы|полезно|отлично|классно) бы | был[оа]? бы (?:\w+ )?(?:счасть\w+|удобн\w+|хорош\w+|здорово|спасени\w+|кстати) | в идеале
        """,
        "goal.request": r"""
            (?:покажите|присылайте|пришлите|позвоните|звоните|предупреждайте|предупредите|добавьте|сделайте|дайте|уберите|верните|откройте|расширьте|поставьте|разрешите|позвольте|научите|напоминайте|делайте|пишите|исправьте|упростите|ускорьте|сократите|увеличьте|объясните)(?:,| \w+) | (?:просим|прошу|просит|просят) \w+ | пусть | (?:может быть|может),? (?:\w+ )?(?:\w+ )?(?:добавить|сделать|короткое|видео|поставить) | а можно | (?:нужен|нужна|нужно|нужны|требуется|понадобится|нам нужна|нам нужно|клиенту нужно) | ищ(?:у|ем|ет) | (?:предложение|идея|просьба|пожелание): ?
        """,
        "goal.comparative": r"""
            ^(?:побольше|поменьше|почаще|подешевле|подлиннее|больше|меньше|крупнее|быстрее|тише|проще|ярче) \w+ | \w+ побольше$
        """,
        "objection.price": r"""
            больше,? чем (?:мы|я) (?:трат\w+|плат\w+|зарабатыва\w+|можем|могу) | за (?:такие|эти) деньги | таких денег | денег (?:\w+ )?нет | не по (?:карману|нашему|средствам) | на треть | вдвое дешевле | дешевле | в бюджете | бюджет\w* | платить за | кошельк\w+ | ценник\w* | место в бюджете
        """,
        "objection.trust": r"""
            откуда (?:мне|нам) знать | (?:первый раз|никогда не|впервые) слыш\w+ | слишком (?:красиво|хорошо|сладко) | где (?:отзывы|рекомендации|доказательства|примеры) | (?:не введу|не положим|не отдам|не доверим|не дам|не загрузим) | (?:незнаком|чуж)(?:ом|ое|ой|ым) (?:сайте|облако|облаке|сервис\w*) | (?:уже|нам|такое) (?:\w+ )?обещали | сами себе | верится с трудом | не верю
        """,
        "objection.timing": r"""
            не в этом | (?:позвоните|напишите|приходите|обратитесь|вернёмся|вернемся|вернитесь|поговорим)(?: \w+){0,3} (?:после|осенью|весной|летом|зимой|через|в|позже|когда) | ничего нового | (?:только что|недавно|только) (?:продлили|подписали|купили|открылись|переехали|внедрили) | (?:все|всё|мы) (?:сейчас )?(?:заняты|занят|в запаре) | сейчас (?:\w+ )?(?:заняты|не до|не время) | пока рано | рано, | я подума\w+ | перезвон(?:ю|им) | слияние | после (?:уборочной|проверки|сезона|аудита|отпуска)
        """,
        "objection.need": r"""
            (?:нам|мне|нас) (?:и )?(?:\w+ ){0,3}(?:хватает|достаточно|за глаза)\b | за глаза | (?:уже|и так) (?:есть|две|два|три|одна|один|умеет|работает|делает) | (?:это )?и так (?:умеет|есть|работает) | не вижу,? (?:чем|зачем|смысла|что) | ради этого | (?:ни к чему|незачем|без надобности|не нужна|не нужно) | (?:нас|всего) (?:четверо|трое|двое|пятеро) | (?:раз|два раза|раза) в год | не торгуем | старый ещё | старая ещё | договоримся
        """,
        "objection.authority": r"""
            (?:надо|нужно|должен|должна|придётся) (?:\w+ )?(?:показать|согласовать|спросить|обсудить|утвердить) | решает | решает не я | (?:последнее|решающее) слово | (?:безопасники|юристы|закупки|бухгалтерия|шеф|директор|правление|начальник|руководство|совет|муж|жена) (?:\w+ )?(?:не|потребу\w+|верит|против|собира\w+|реша\w+|требу\w+) | подписываю не я | не подписываю | только советую | не пропуст\w+ | ^муж$ | ^жена$ | ^начальник\w*$
        """,
        "objection.switching": r"""
            в старой (?:программ\w+|систем\w+|базе) | переучив\w+ | переобуч\w+ | договор с (?:\w+ ){1,3}до | (?:шаблон\w*|станки|машины|всё) (?:\w+ )?(?:сделан\w*|заточен\w*|настроен\w*) под | (?:я к своей|я к своему|к прошл\w+|к стар\w+) (?:\w+ )?привык\w* | привыкл\w* | перенести (?:\w+ ){1,3}(?:—|-|это) | история за | только-только
        """,
        "objection.complexity": r"""
            без (?:инженера|программиста|специалиста|айтишника) не | (?:не пройд\w+|не разбер\w+|не справ\w+|не осил\w+|не освои\w+) | некому | слишком много (?:настроек|кнопок|функций|опций) | не понял\w*,? с чего | (?:одна |сама )?(?:установка|настройка|сборка)(?: —| -| займ\w+| это) | половину слов | не понимаю (?:половин\w+|в ваш\w+)
        """,
        "objection.risk": r"""
            а если | а вдруг | если (?:не сработает|упад[её]т|слома\w+|закро\w+|сбой) | что (?:будет|станет) (?:с|если) | отвечать (?:мне|нам|буду) | (?:первыми|первым) (?:\w+ )?(?:пробовать|быть|рисковать) | пугает | (?:не стал бы|не рискн\w+|не рискую) | опытн\w+ образ\w+ | потеря(?:ем|ю) (?:заказы|данные|клиентов)
        """,
        "objection.refusal": r"""
            (?:решили|решил|решила) не | остан(?:емся|усь) при | обойд(?:усь|ёмся|емся) | пожалуй,? (?:воздерж\w+|нет|откаж\w+) | не для (?:меня|нас)
        """,
    },
    "zh": {
        "pain.effort": r"""
            (?:花|花了|要花|用掉|耗掉|吃掉|搭上)(?:我|我们)?(?:将近|差不多)?(?:一|两|二|三|四|五|半|几|整|好几)?(?:多)?(?:整)?(?:个)?(?:下午|上午|小时|钟头|天|周|星期|月|晚上|年) | (?:一天|半天|两天)花在 | 追签字 | (?:整张|全部|从头)?(?:重新|再)(?:输入|录|填|打|抄|做)一?(?:遍|次)? | 手动(?:再)?(?:录|改|填|输) | (?:点|翻|填|过)(?:了)?(?:三|四|五|六|七|八|九|十|好几)(?:个)?(?:页面|界面|步|表|屏) | 每(?:周|天|次|张|个月).{0,12}(?:都要|就要|都得|抄|重新|手动) | (?:打印出来|再用笔|用笔改) | 提了.{0,2}次 | 试了.{0,2}次 | 第[三四五六]次 | 淹没 | 爆炸 | 骂了 | 放弃 | 比登天还难 | 敲门 | 要等 | 怎么等 | 折磨 | 只有我(?:会|知道|能) | 白改
        """,
        "pain.misfit": r"""
            (?:从来|永远|总)不?(?:知道|对不上|不准|不按|没对) | 对不上 | (?:不|没)(?:知道|清楚).{0,8}(?:谁|哪|什么|在哪) | 没有一个(?:是)?对 | (?:每次|各).{0,8}(?:不一样|不同) | (?:根本|几乎|完全)(?:订|买|找|看|登|用|打|连|修)不(?:到|了|上|着) | (?:看|分|读|查|认)不(?:出|清|到) | 踢出 | (?:空|清空|全没|没了|不见)了 | 塌了 | 一?(?:就)?闪(?:了|$|。|，) | 慢成 | 嗡嗡 | 生疼 | 温吞 | 散不掉 | 湿透 | 泡烂 | 机器翻译 | 已经过了 | 没人接 | 还坐在 | 空着 | 丢了 | 发晚 | 装死 | 断了 | 全排没 | 烫得 | 卡住 | 忘记 | 吃掉 | 到处是 | 隐形 | 没完没了 | 碎了 | 不一样。?$ | (?:只有|才).{0,6}(?:能登录|能用|会用)
        """,
        "pain.irony": r"""
            (?:真|可)(?:棒|好|行|不错|幸福|方便|贴心|有意思)[，,](?:又|还|再|第) | 感谢你们.{0,8}(?:惊喜|耽误|浪费) | 最?喜欢(?:听)?你们的?(?:等待|排队) | 真是天才 | 天才的?主意 | 是啊[，,]谁 | (?:，|,)真(?:幸福|贴心|是太好了)
        """,
        "praise.delight": r"""
            记得我 | 爱不释手 | 挑不出 | 没什么可?挑 | (?:一眼|几秒|十秒).{0,6}(?:看到|找到|搞定) | (?:都|也|还)(?:能用|回复|回了) | 没出过.{0,4}(?:故障|问题|毛病) | 终于有 | 居然爱上 | 回本 | 一颗不少 | 说人话 | 当场修好 | 只收了 | 早到 | 点赞 | 就是好用 | 最值 | 奶奶 | 特别轻松 | 很有耐心 | 明明白白 | 和气 | 结实 | 安静 | 都推荐 | 温馨 | 一流
        """,
        "goal.purpose": r"""
            目标(?:是|：|:) | (?:我|我们|他|她|客户)?(?:希望|想|打算|计划|要)(?:在|把|再|能|看|让|做到|实现|夏天|年底|三天|一个) | 实现(?:无|全|自) | 是为了 | 下一步(?:是|要) | 在找 | 能(?:睡|准点|按时|早点)
        """,
        "goal.wish": r"""
            (?:要是|如果|能|可以).{0,20}就(?:好|完美|太好|更好)了? | 希望 | 最好(?:在|能|是|提前|可以|再|它) | 就完美了 | 就好了
        """,
        "goal.request": r"""
            (?:请|麻烦|求)(?!问|见|假|客)(?:先|把|让|给|加|打|提前|你们|在|开|再)?.{0,2} | (?:能不能|可不可以|能否|可否).{0,14}(?:点|些|吗|？|\?|$) | (?:字体|通知|声音|价格|音量).{0,2}能不能 | 怎么样[？?] | (?:加|配|发|留|开|多).{0,2}(?:一个|个|条|点|一点|些|一些).{1,10} | 提醒我 | 告诉我 | 去掉 | 换回来 | 延长 | 需要 | 要求(?!三|太|很|高) | 建议[：:]? | (?:我)?宁愿跟 | (?:就)?别(?:让|再).{1,10}了?吧
        """,
        "objection.price": r"""
            比.{0,12}(?:开销|预算|工资|收入)(?:还)?(?:多|高) | 这个价(?:钱|格)? | 没有?(?:这|那)?(?:笔|么多)?(?:钱|预算) | 便宜(?:三分之一|一半|多了) | 承受(?:范围|不起|不了) | 预算 | 付钱 | 超出我们
        """,
        "objection.trust": r"""
            怎么知道 | (?:从来|以前)?没听(?:说)?过 | 不像真的 | 有没有.{0,14}(?:案例|客户|证明) | 陌生(?:网站|公司|平台) | (?:也是这么说|自己写的|水军|刷的) | 别人的云 | 不(?:会|敢|想)(?:在|把).{0,12}(?:填|放|传|给)
        """,
        "objection.timing": r"""
            (?:今年|这个月|这季度|眼下|目前|最近)(?:不行|没空|算了|顾不上) | (?:秋收|年后|过年|月底|秋天|明年|下半年|忙完)(?:之后|以后|后)?再(?:来|说|聊|谈|看|找) | (?:刚|刚刚|才).{0,8}(?:续|签|开业|买|换|搬) | 不开新项目 | 正在(?:合并|搬|忙|审计) | 都在忙 | 还?(?:太)?早 | 考虑一下 | 秋天再 | 再答复
        """,
        "objection.need": r"""
            (?:就|已经|也)(?:够|足够|够用)了 | 就能搞定 | (?:已经)?有(?:两|三|一)(?:个|台|套)了 | 就(?:四|三|两|几)个人 | (?:看|想)不出(?:比|有|好) | 不值得上? | (?:本来|早)就(?:有|能|会) | 不在网上 | 没关系 | 一年就 | 用不着 | 旧的还能
        """,
        "objection.authority": r"""
            (?:得|要|需要)(?:给|让|经过|由).{0,8}(?:看过|点头|批准|同意|签字|决定) | 说了算 | 拍板 | (?:肯定)?不(?:会)?批 | 签字不归 | 只能推荐 | (?:采购|法务|总部|董事会|老板|it|太太|老婆|老公)(?:那边)?.{0,4}(?:要求|不|才|认|一个季度|说) | 三家比价 | ^(?:老公|老婆|领导|老板)$
        """,
        "objection.switching": r"""
            旧系统(?:里)? | (?:都)?要重新培训 | 合同(?:到|还|没到|要到) | (?:模板|流程|设备)(?:全|都)?是按 | 用惯 | 搬过来 | 刚(?:刚)?(?:适应|习惯|学会) | 记住键位 | 认旧 | .{1,3}年的(?:记录|数据|资料)
        """,
        "objection.complexity": r"""
            没有?(?:工程师|技术|专人|懂的人).{0,4}(?:装|用|搞|弄)?不了? | 过不了第 | 没人(?:能|会|懂)(?:维护|用|装|管)? | (?:这么|太)多(?:设置|按钮|功能|选项) | (?:不知道)?从哪(?:儿|里)?(?:下手|开始) | 光(?:安装|培训|设置)就 | 看不懂 | 装不了
        """,
        "objection.risk": r"""
            (?:宕机|出事|出了事|坏了|丢了|泄露|倒闭|退订|收购).{0,8}(?:怎么办|是我的|呢) | 怎么办[？?] | 责任是我 | 怕(?:切换|丢|出|坏|万一) | 吃螃蟹 | 万一(?!停电) | 不踏实 | 不敢(?:拿|赌|用|让) | 去赌
        """,
        "objection.refusal": r"""
            决定不 | (?:这次|还是)(?:就)?算了 | 还是用(?:我们)?(?:自己|原来|现在)的 | 不用了 | 不买了 | 婉拒
        """,
    },
}
