"""Words that say how something is said, not what it is about (written for this project).

'lack', 'better', 'I think' and 'you know' stand in themes of every kind: they may be part of a
theme's name, but no theme is made of them. Signals have other lists: there these words matter.
"""

from functools import cache

from survey_app.nlp.lang import get_language

ENGLISH = """
a ability able absolutely actual actually add additional again ago agree allow almost already
alright although always amazing annoying another anymore anyone anything anyway anywhere apparently
appear ask asked aspect away awesome awful awkward back bad badly base basic basically become
believe best better big bit bring bunch call came can can't cannot case certain certainly change
clear clearly come common complete completely confusing consider cool could couldn't couple
cumbersome current currently day definitely depend describe did didn't different difficult
difficulty do does doesn't doing don't dont e.g easier easily easy eg either else end enough
especially etc even ever everyone everything exactly example excellent expect extra extremely fact
fairly fantastic far feel feeling felt few figure find fine first fully funny general generally get
give given go goes going gone good got great guess guy had hand happen happy hard harder hardly hate
have haven't hear hello help helpful hey hi hmm honest honestly hope horrible how huge huh i'd i'll
i'm i've i.e idea ie if impossible improve improvement include instead interesting interviewer into
isn't issue it's just keep kind know lack lacking last later least less let let's level like liked
likely likes limited literally little long look lot love main mainly make many matter may maybe mean
mention mentioned mhm might minor missing more most mostly move much must myself n't near necessary
need never new next nice no nobody non none nope nor not nothing noticed now obvious obviously off
often oh ok okay old one ones only option other otherwise overall own part participant particular
particularly people per perfect perfectly perhaps person personal personally place please plus point
poor poorly possible possibly potential potentially pretty probably problem properly provide put
question quick quite quote rather real realise realize really reason recommend regard regarding
remember respondent result right run said same saw say says second see seem seen sense set several
show similar simple simpler simply since small some somebody somehow someone something sometimes
somewhat somewhere soon sorry sort specific start still stuff such suggest suggestion super support
suppose supposed sure take talk tell tend term terms terrible than thank thanks that's the then
there there's they're thing think third though thought three time times today together told too
totally tried tries true try trying two type ugh uh uhm um unable understand unfortunately unless
until upon usable use used useful useless user usually various very via vs want wanted was wasn't
way ways we're week well went were weren't what whatever when where whether while whole why will
wish without won't wonder work worked working works worse worst would wouldn't wow yeah yep yes
yesterday yet you're hm hmmm curious but you'd you'll you've he's she's what's cause cuz mm
typically essentially mind they'd they've we'd it'd that'd who's imagine explain explanation biggest
weakness weaknesses strength limitation limitations capability capabilities situation situations
insight insights demonstrate demonstration examples extent purpose purposes task tasks behind entire
entirely hesitate struggle struggled struggling
"""

RUSSIAN = """
rt более больше большой будто бывать быть ввиду вдруг ведь весьма видеть видимо видно возможно
возможность вообще вопрос вполне все всегда всякий всячески вчера где говорить год давать давно
дать действительно делать дело день добавить добавлять довольно должный дольше другой думать его
если есть ещё ждать желательно затем здесь здорово здравствуйте знать именно иметь иногда
использование использовать каждый кажется казать казаться как качество конечно конкретный короче
который кстати легкий легко либо лишь лучше любить любой мало мало-мальски меньше месяц много можно
мочь наверное надеяться надо найти написать например настолько находить начать начинать не
невозможно некоторые некоторый нельзя немного неплохо неплохой нет неудобно неудобный неужели
нечего ни никак никакой никогда никто ничего новый нормально нормальный нравиться ну нужно нужный
об обычно однако ок около опять особенно отлично отличный очень писать плохо плохой по-моему
пожалуйста пока показаться полностью получать получаться получить помогать помощь понимать
понравиться понять последний постоянно потому почему почти поэтому привет приветствовать прийтись
приходить приходиться проблема пробовать просить просто простой проще прямо пусть работа работать
раз разный ранее рт рублей самый сделать сегодня сейчас сильно сказать скорее следующий слишком
сложно сложный смотреть смочь совершенно совсем спасибо сразу стараться стать стоит столь странный
супер считать таки такой там теперь терпеть то тоже только точно трудно трудный туда тут удобно
удобный ужас ужасно ужасный уже уйти улучшить уметь хватать хороший хорошо хотелось хотеть хотеться
хоть хотя целый человек через чрезвычайно что-то чтоб чтобы чуть это эх являться ясно честно
честность кроме неделя после вроде устраивать претензия хм любопытно
"""

CHINESE = """
一分 一定 一点 一点儿 一直 一般 不 不了 不会 不好 不对 不得 不想 不是 不是很 不知 不知道 不能 不行
不要 不过 不错 东西 个 为什么 之前 之后 也是 买 买了 买来 买的 事情 五分 产品 人 今天 他们 以前
以后 件 会 但 但是 使用 值得 值得一 元 决定 几乎 分 刚 刚刚 别人 别的 到了 卖 卖家 原因 去 又是 双
只 只是 只有 只能 叫 可 可是 可能 各种 同样 后 向 吧 听 喜欢 喜欢的 回来 因为 在 地方 场 块 多 够
大家 天 太 太多 太差 失望 好 好像 好多 好好 好的 如果 如此 它 完全 实在 实在是 容易 对 小 少 尤其
就是 居然 差 差评 已 已经 希望 帮助 干 应该 建议 开始 当然 很 很多 很好 很差 很快 得 得到 心 怎么
怎么样 怎样 性 总 总之 总体 总的来说 想 想买 想要 感到 感觉 我 找 技术 挺 换 推荐 支持 收到 整个 新
方便 方面 无 无法 时 时间 明显 是不是 显得 普通 最 最后 有 有些 有点 有的 朋友 本人 本来 条 来说 极
样子 根本 次 款 正 比 比较 毕竟 没 没什么 没有 没法 满意 满意的 特别 现在 甚至 用 用户 由于 留 真
真心 真是 真的 知道 确实 神 第一 第一次 第二 第二天 等等 简单 简直 算 结果 给 给人 继续 能 能够
舒服 虽然 行 表示 装 要 要求 觉得 解决 认为 让 让人 讲 说 请 谢谢 贵 起 起来 超 超级 越 越来越 跟
较 过来 还 还可以 还好 还是 还有 这么 这次 这种 进 送 适合 选择 通过 那么 部分 里面 问题 除了 难
非常 非常好 麻烦 一句话 目前 好奇
"""

_TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}


@cache
def topic_free_terms(language: str) -> frozenset[str]:
    """Give the terms of a language, as normalised for counting, that say nothing of a topic."""
    normalise = get_language(language).normalise
    words = _TEXTS[language].split()
    return frozenset({*words, *(normalise(word) for word in words)})
