"""Who may say which sentence: a florist does not bake, and Russian verbs show who speaks."""

import re

# Sentences with one of these beginnings of words belong to these trades (the last part of the
# domain of a person who works alone, `cast.TRADES`). Everything else anybody may say.
TRADE_WORDS: dict[str, frozenset[str]] = {
    stem: frozenset(trades.split())
    for stem, trades in (
        ("bake", "cakes"),
        ("baking", "cakes"),
        ("oven", "cakes"),
        ("potter", "ceramics"),
        ("glazes", "ceramics"),
        ("stall", "ceramics cakes framing"),
        ("pack it", "ceramics framing"),
        ("hair,", "hair"),
        ("with hair", "hair"),
        ("camera", "photo"),
        ("photo shoots", "photo"),
        ("consultations", "coaching yoga gardens massage"),
        ("teaching adults", "coaching yoga"),
        ("repairs", "repairs"),
        ("cellars", "repairs gardens photo"),
        ("design for", "webprint gardens"),
        ("gardens", "gardens"),
        ("translations", "translations coaching"),
        ("massage", "massage"),
        ("пеку", "torty"),
        ("печь", "torty keramika"),
        ("гончарн", "keramika masterskaya"),
        ("мастерск", "masterskaya keramika"),
        ("съёмки", "foto"),
        ("фотоаппарат", "foto"),
        ("ремонт на дому", "remont"),
        ("в подвале", "remont foto"),
        ("дизайн для", "dizain"),
        ("массажн", "massazh"),
        ("консультации", "english krasota dizain"),
        ("упаковываю", "masterskaya torty keramika"),
        ("клиентов закончила", "krasota massazh"),
        ("принимаю клиентов", "krasota massazh foto"),
        ("花店", "huafang"),
        ("做陶", "taoyi"),
        ("烘焙", "hongbei"),
        ("烤箱", "hongbei"),
        ("拍摄", "sheying"),
        ("相机", "sheying"),
        ("维修", "weixiu"),
        ("地下室", "weixiu sheying"),
        ("按摩", "tuina"),
        ("上课", "yingyu"),
        ("设计", "sheying"),
        ("接客人", "tuina hongbei huafang"),
        ("自己打包", "huafang taoyi hongbei"),
    )
}

# Offices without people on the road say nothing of crews, vans and roofs.
DESK_INDUSTRIES = frozenset({"media", "health", "professional_services"})
FIELD_CONCERNS = frozenset({"rota_changes", "crew_wont_use"})
FIELD_WORDS = (
    "crew",
    "workshop manager",
    "colleagues in the workshop",
    "vans",
    "roof",
    "fitter",
    "foremen",
    "on site",
    "all sites",
    "scaffolding",
    "heat gun",
    "installations",
    "бригад",
    "монтажник",
    "фургон",
    "объект",
    "машины",
    "цех",
    "участка",
    "мастеров",
    "施工",
    "师傅",
    "工地",
    "货车",
    "车辆",
    "车间",
    "安装项目",
)

# A sentence with one of these words is dealt only to a person who writes in that gender.
FEMININE = frozenset(
    [
        "сама",
        "открывала",
        "закончила",
        "хотела",
        "убрала",
        "одной",
        "одна",
        "ушла",
        "считала",
        "написала",
        "смогла",
        "нашла",
        "боялась",
        "опасалась",
        "переживала",
        "увидела",
        "открыла",
        "думала",
        "верила",
        "муж",
        "глупой",
        "списала",
        "злой",
        "отвечала",
        "смотрела",
        "взяла",
        "купила",
        "спросила",
        "сравнивала",
        "попробовала",
        "осилила",
        "решала",
        "хозяйка",
        "самозанятая",
    ]
)
MASCULINE = frozenset(
    [
        "сдал",
        "заболел",
        "одному",
        "готов",
        "привык",
        "боялся",
        "откладывал",
        "сомневался",
        "нашёл",
        "открыл",
        "думал",
        "один",
        "ехал",
        "попробовал",
        "студент",
        "пенсионер",
    ]
)


def may_say(*, sentence: str, gender: str, audience: str, trade: str, industry: str) -> bool:
    """True where the sentence suits the person's gender (Russian), trade and kind of company."""
    lower = sentence.lower()
    if any(stem in lower and trade not in trades for stem, trades in TRADE_WORDS.items()):
        return False
    if not works_in_the_field(audience, industry) and any(word in lower for word in FIELD_WORDS):
        return False
    russian = set(re.findall(r"[а-яё]+", lower))
    return not russian & (MASCULINE if gender == "f" else FEMININE)


def works_in_the_field(audience: str, industry: str) -> bool:
    """True for offices that plan people on the road: crews, vans, building sites."""
    return audience == "office" and industry not in DESK_INDUSTRIES
