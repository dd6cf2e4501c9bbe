"""What makes the buyer buy or stay away, and where the buyer can be met."""

from .slots import slot

ALL = ("buyer", "icp", "negative")

REASONS = (
    slot(
        "fears",
        "objections",
        ("Fears", "Страхи", "担忧"),
        (
            "What they are afraid of about the product, quite concretely, and otherwise.",
            "Чего боятся в продукте, совсем конкретно, и вообще.",
            "对产品具体担心什么，还担心什么。",
        ),
        tags=("fear",),
        ours=("How we take it away", "Как мы его снимаем", "我们如何打消"),
    ),
    slot(
        "motivation",
        "buying",
        ("What moves them", "Что ими движет", "购买动机"),
        (
            "The reason beneath the reason: ask why five times.",
            "Причина под причиной: пять раз спросите «зачем».",
            "原因背后的原因：连问五次为什么。",
        ),
        tags=("motivation", "emotion"),
    ),
    slot(
        "trigger",
        "buying",
        ("What sets off the search", "Что запускает поиск", "什么促使他们开始寻找"),
        (
            "The day on which it became urgent.",
            "День, когда вопрос стал срочным.",
            "哪一天这件事变得紧迫。",
        ),
        tags=("trigger",),
    ),
    slot(
        "criteria",
        "buying",
        ("What they decide by", "По чему выбирают", "决策标准"),
        (
            "In their order, not in ours.",
            "В их порядке, не в нашем.",
            "按他们的顺序，而不是我们的。",
        ),
        keys=("criteria",),
    ),
    slot(
        "process",
        "buying",
        ("How they would like to buy", "Как им удобно покупать", "理想的购买流程"),
        (
            "Steps, time, who is asked, what has to be signed.",
            "Шаги, сроки, кого спрашивают, что подписывают.",
            "步骤、时间、要问谁、要签什么。",
        ),
        keys=("process",),
    ),
    slot(
        "budget",
        "buying",
        ("Budget", "Бюджет", "预算"),
        (
            "What they can set aside; the spread of the group stands beside it.",
            "Сколько готовы выделить; разброс по группе стоит рядом.",
            "可以拿出多少；群体的分布显示在旁边。",
        ),
        types=ALL,
        keys=("budget", "demo_5", "spend"),
    ),
    slot(
        "rivals",
        "buying",
        ("What they use instead", "Чем пользуются вместо нас", "替代方案"),
        (
            "Rivals, a spreadsheet, nothing at all.",
            "Конкуренты, таблица, вообще ничего.",
            "竞争对手、电子表格，或什么都不用。",
        ),
        types=ALL,
        keys=("competitor", "rivals", "brand"),
    ),
    slot(
        "use",
        "buying",
        ("How they use the product", "Как пользуются продуктом", "如何使用产品"),
        (
            "How often, for what, which part never.",
            "Как часто, для чего, что не трогают никогда.",
            "多久用一次、用来做什么、从不用哪部分。",
        ),
        keys=("usage", "use"),
    ),
)

SOURCES = (
    slot(
        "books",
        "learning",
        ("Books", "Книги", "书籍"),
        ("Titles that were named.", "Названия, которые прозвучали.", "提到过的书名。"),
        keys=("books",),
    ),
    slot(
        "press",
        "learning",
        ("Papers and magazines", "Издания и журналы", "报刊杂志"),
        (
            "Which of them, and on what occasion.",
            "Какие и по какому случаю.",
            "哪些，在什么场合读。",
        ),
        keys=("magazines", "p20_13"),
    ),
    slot(
        "blogs",
        "learning",
        ("Blogs and sites", "Блоги и сайты", "博客与网站"),
        (
            "Addresses, not 'the internet'.",
            "Адреса, а не «интернет».",
            "写具体网址，不要写“上网”。",
        ),
        keys=("blogs", "sites"),
    ),
    slot(
        "events",
        "learning",
        ("Events", "Мероприятия", "会议活动"),
        (
            "Where you could meet them next.",
            "Где их можно встретить в следующий раз.",
            "下次在哪里能遇到他们。",
        ),
        keys=("conferences", "events", "info_4"),
    ),
    slot(
        "leaders",
        "learning",
        ("Whose word counts", "Чьё мнение ценят", "意见领袖"),
        ("Names of people they listen to.", "Имена тех, кого слушают.", "他们会听谁的。"),
        keys=("leaders",),
    ),
    slot(
        "networks",
        "learning",
        ("Networks and groups", "Сети и сообщества", "社交圈与社群"),
        (
            "Where they are active, not only registered.",
            "Где бывают на деле, а не числятся.",
            "真正活跃的地方，而不只是注册过。",
        ),
        keys=("networks", "info_3", "p20_14"),
    ),
    slot(
        "contact",
        "learning",
        ("How they like to be reached", "Как с ними связываться", "偏好的联系方式"),
        (
            "E-mail, phone, video, in person; when, and how often.",
            "Почта, звонок, видео, встреча; когда и как часто.",
            "邮件、电话、视频、面谈；何时、多久一次。",
        ),
        types=ALL,
        tags=("preference",),
    ),
    slot(
        "words",
        "learning",
        ("Words of their own", "Их словечки", "他们的用语"),
        (
            "Terms they use where we say something else.",
            "Какими словами называют то, что мы зовём иначе.",
            "与我们叫法不同的词。",
        ),
    ),
    slot(
        "targeting",
        "learning",
        ("Settings for advertising", "Настройки для рекламы", "广告投放设置"),
        (
            "Age, place, interests and groups as the ad service asks for them.",
            "Возраст, место, интересы и группы так, как их спрашивает рекламный кабинет.",
            "按广告平台的字段填写年龄、地区、兴趣、群组。",
        ),
    ),
)

FIELDS = (*REASONS, *SOURCES)
