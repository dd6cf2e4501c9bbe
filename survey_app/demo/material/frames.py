"""How answers begin, join and end, in three languages: the frame around the sentences."""

ENGLISH_OPENERS: dict[str, tuple[str, ...]] = {
    "what_1": (
        "One thing? ",
        "Easy: ",
        "If I may pick one: ",
        "Please look at this first. ",
        "Start here: ",
        "Top of my list: ",
        "Hm. ",
        "Well, ",
    ),
    "what_3": (
        "Honestly? ",
        "Lots, but above all: ",
        "Where to begin. ",
        "Mainly this: ",
        "After a year with it: ",
        "To be fair, ",
    ),
    "what_4": (
        "Since you ask: ",
        "Two words first: mostly fine. But: ",
        "Sorry to say, ",
        "One thing keeps coming back. ",
        "What gets me: ",
        "Hmm, ",
        "Not much, but: ",
    ),
    "p20_10": (
        "Simple: ",
        "For me: ",
        "Good question. ",
        "In one sentence: ",
        "If all goes well: ",
        "Ask me in a year, but: ",
    ),
    "p20_11": ("Mostly this: ", "No contest: ", "Day to day: "),
    "p20_20": ("", "Recently: ", "Last month: ", "OK, an example. "),
    "own_hesitate": (
        "Honestly, ",
        "At first: ",
        "Two things, but mainly: ",
        "Before signing: ",
        "I slept on it for a week. ",
        "To be frank: ",
        "Looking back: ",
    ),
    "close_1": (
        "Maybe this: ",
        "Yes. ",
        "One more thing: ",
        "You didn't ask, but: ",
        "Just that: ",
    ),
    "what_6_why": ("", "Because: ", "Mixed. ", "In short: ", "My reason: "),
}

ENGLISH_JOINERS: tuple[str, ...] = (
    " ",
    " Also: ",
    " And then: ",
    " Besides, ",
    " Oh, and: ",
    " On top of that: ",
    " / ",
)

ENGLISH_TAILS: dict[str, tuple[str, ...]] = {
    "any": (
        " That's about it.",
        " You asked.",
        " Ask anyone here.",
        " Enough said.",
        " I mean it.",
        " At least for us.",
        " Others may see it differently.",
        " Could say more on a call.",
        " (typing this on the train)",
        " Just my view.",
        " Sorry for the short answer.",
        " That's the long and short of it.",
    ),
    "complaint": (
        " Not the end of the world, but still.",
        " It has been like this since autumn.",
        " Same as last year.",
        " My colleague says the same.",
        " Every week, really.",
        " But you know that already.",
        " Please.",
        " I gave up counting.",
        " Hope you read this.",
    ),
}

RUSSIAN_OPENERS: dict[str, tuple[str, ...]] = {
    "what_1": (
        "Одно? ",
        "Легко: ",
        "Если только одно: ",
        "Посмотрите, пожалуйста. ",
        "Первым делом: ",
        "Ну, ",
    ),
    "what_3": (
        "Честно? ",
        "Много чего, но главное: ",
        "Прежде всего вот что: ",
        "За год работы: ",
        "По правде сказать, ",
    ),
    "what_4": (
        "Раз уж спросили: ",
        "В целом всё нормально, но: ",
        "К сожалению, ",
        "Вот что повторяется. ",
        "Хм, ",
        "Немногое: ",
    ),
    "p20_10": ("Просто: ", "Для меня: ", "Хороший вопрос. ", "Одной фразой: "),
    "p20_11": ("В основном вот что: ", "Без сомнений: "),
    "p20_20": ("", "Недавно: ", "В прошлом месяце: ", "Например. "),
    "own_hesitate": (
        "Честно говоря, ",
        "Поначалу: ",
        "Главное вот что: ",
        "Неделю думали. ",
        "Если откровенно: ",
    ),
    "close_1": ("Разве что вот: ", "Да. ", "И ещё: ", "Вы не спросили, но: "),
    "what_6_why": ("", "Потому что: ", "По-разному. ", "Коротко: "),
}

RUSSIAN_JOINERS: tuple[str, ...] = (
    " ",
    " И ещё: ",
    " А потом: ",
    " Кроме того: ",
    " Да, и: ",
    " / ",
)

RUSSIAN_TAILS: dict[str, tuple[str, ...]] = {
    "any": (
        " Вот и всё.",
        " Сами спросили.",
        " У нас любой подтвердит.",
        " Серьёзно.",
        " По крайней мере у нас.",
        " Могу рассказать по телефону.",
        " (пишу из электрички)",
        " Это моё мнение.",
        " Извините, что коротко.",
    ),
    "complaint": (
        " Как и в прошлом году.",
        " Не смертельно, но неприятно.",
        " С осени так.",
        " Да вы и сами знаете.",
        " Коллега говорит то же самое.",
        " Каждую неделю.",
        " Уже и не считаю.",
    ),
}

CHINESE_OPENERS: dict[str, tuple[str, ...]] = {
    "what_1": ("一件事？", "简单：", "只能选一个的话：", "先看看这个吧。", "首先："),
    "what_3": ("说实话，", "挺多的，最主要的是：", "用了一年，", "对我来说，"),
    "what_4": ("既然问了：", "总体还行，但是：", "抱歉直说，", "老问题：", "嗯，"),
    "p20_10": ("很简单：", "对我来说：", "好问题。", "一句话："),
    "p20_11": ("主要是这个：", "毫无疑问："),
    "p20_20": ("", "最近：", "上个月：", "举个例子。"),
    "own_hesitate": ("说实话，", "一开始：", "主要是：", "想了一个星期。", "坦白说，"),
    "close_1": ("也就这个：", "有。", "再说一点：", "你们没问，不过："),
    "what_6_why": ("", "因为：", "有好有坏。", "简单说："),
}

CHINESE_JOINERS: tuple[str, ...] = ("", "还有，", "另外，", "再就是：", "对了，")

CHINESE_TAILS: dict[str, tuple[str, ...]] = {
    "any": (
        "就这些。",
        "你们问我才说的。",
        "问谁都这么说。",
        "真的。",
        "至少我们这里是这样。",
        "电话里可以细说。",
        "（在地铁上写的）",
        "个人看法。",
        "写得短，见谅。",
    ),
    "complaint": (
        "跟去年一样。",
        "不算要命，但是烦。",
        "从秋天开始就这样。",
        "你们应该也知道。",
        "同事也这么说。",
        "每周都这样。",
    ),
}

OPENERS = {"en": ENGLISH_OPENERS, "ru": RUSSIAN_OPENERS, "zh": CHINESE_OPENERS}
JOINERS = {"en": ENGLISH_JOINERS, "ru": RUSSIAN_JOINERS, "zh": CHINESE_JOINERS}
TAILS = {"en": ENGLISH_TAILS, "ru": RUSSIAN_TAILS, "zh": CHINESE_TAILS}
