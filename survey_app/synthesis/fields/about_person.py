"""Who the buyer is: work, the person, and how the person sees life."""

from .slots import slot

BOTH = ("buyer", "negative")

WORK = (
    slot(
        "role",
        "who",
        ("Position and duties", "Должность и обязанности", "职位与职责"),
        (
            "What they are called at work and what they answer for.",
            "Как называется работа и за что человек отвечает.",
            "在公司担任什么、负责什么。",
        ),
        types=BOTH,
        tags=("role",),
    ),
    slot(
        "seniority",
        "who",
        ("Who is above and below them", "Начальник и подчинённые", "上级与下属"),
        (
            "To whom they report and how many people they lead.",
            "Перед кем отчитывается и сколько человек ведёт.",
            "向谁汇报，带多少人。",
        ),
        keys=("above", "reports", "seniority"),
    ),
    slot(
        "measured",
        "who",
        ("How their work is judged", "По чему судят о работе", "工作如何被衡量"),
        (
            "The figures or signs by which they have done well.",
            "По каким числам или признакам видно, что получилось.",
            "用哪些数字或迹象判断做得好。",
        ),
        tags=("metric",),
    ),
    slot(
        "day",
        "who",
        ("An ordinary day", "Обычный день", "平常的一天"),
        (
            "What the day is made of, and where it goes wrong.",
            "Из чего состоит день и где он ломается.",
            "一天怎么过，哪里容易出问题。",
        ),
        tags=("context", "behaviour"),
    ),
    slot(
        "skills",
        "who",
        ("Skills and tools", "Умения и инструменты", "技能与工具"),
        (
            "What they are good at and what they work with.",
            "Что умеет и чем пользуется.",
            "擅长什么，用什么工具。",
        ),
        tags=("skill", "tool"),
    ),
    slot(
        "market",
        "who",
        ("Market", "Рынок", "市场类型"),
        (
            "Companies, public bodies or private people.",
            "Компании, госучреждения или частные лица.",
            "企业、政府机构还是个人消费者。",
        ),
        types=("buyer", "icp", "negative"),
        keys=("market",),
    ),
)

PERSON = (
    slot(
        "age",
        "demographics",
        ("Age", "Возраст", "年龄"),
        (
            "One number makes a person; the spread of the group stands beside it.",
            "Одно число делает портрет живым; разброс по группе стоит рядом.",
            "一个具体的数字更鲜活；群体的分布显示在旁边。",
        ),
        keys=("age", "_years"),
    ),
    slot(
        "gender",
        "demographics",
        ("Gender", "Пол", "性别"),
        (
            "Only where it matters for what you offer.",
            "Только если это важно для вашего предложения.",
            "仅在与您的产品有关时填写。",
        ),
        keys=("gender", "sex"),
    ),
    slot(
        "family",
        "demographics",
        ("Family and children", "Семья и дети", "家庭与子女"),
        (
            "Who lives with them, how many children and how old.",
            "С кем живёт, сколько детей и какого они возраста.",
            "与谁同住，有几个孩子、多大。",
        ),
        keys=("family", "children", "marital", "household"),
    ),
    slot(
        "education",
        "demographics",
        ("Education", "Образование", "教育程度"),
        ("What they have learnt, and where.", "Чему и где учились.", "学过什么、在哪里学。"),
        keys=("education", "16_level", "16_subject"),
    ),
    slot(
        "income",
        "demographics",
        ("Income", "Доход", "收入"),
        (
            "One figure or a band, and the share of the household's income.",
            "Сумма или диапазон и доля в доходе семьи.",
            "一个数字或区间，以及占家庭收入的比例。",
        ),
        keys=("income",),
    ),
    slot(
        "place",
        "demographics",
        ("Where they live", "Где живут", "居住地"),
        (
            "Town and region, time zone, the words used there.",
            "Город и регион, часовой пояс, местные словечки.",
            "城市与地区、时区、当地的说法。",
        ),
        types=BOTH,
        keys=("place", "city", "region", "country"),
    ),
    slot(
        "housing",
        "demographics",
        ("Housing", "Жильё", "住房"),
        (
            "Own or rented, flat or house.",
            "Своё или съёмное, квартира или дом.",
            "自有还是租住，公寓还是独栋。",
        ),
        keys=("housing", "home"),
    ),
    slot(
        "religion",
        "demographics",
        ("Religion", "Вероисповедание", "宗教信仰"),
        (
            "Only where it changes what they buy.",
            "Только если от этого зависит покупка.",
            "仅在影响购买时填写。",
        ),
        keys=("religion",),
    ),
    slot(
        "career",
        "demographics",
        ("How they got here", "Путь к нынешней работе", "职业经历"),
        (
            "The road to the present job, in one line.",
            "Как пришли к нынешней работе, в одну строку.",
            "用一句话写如何走到今天。",
        ),
        keys=("p20_17", "career", "occupation"),
    ),
)

MIND = (
    slot(
        "interests",
        "mind",
        ("Interests", "Интересы", "兴趣"),
        (
            "What they do when nobody asks them to.",
            "Чем заняты, когда никто не просит.",
            "没人要求时他们会做什么。",
        ),
        tags=("interest",),
    ),
    slot(
        "lifestyle",
        "mind",
        ("Way of life", "Образ жизни", "生活方式"),
        (
            "Habits, health, time with the family, what is always short.",
            "Привычки, здоровье, время с семьёй, чего вечно не хватает.",
            "习惯、健康、家庭时间，总是缺什么。",
        ),
        tags=("psychographic",),
    ),
    slot(
        "views",
        "mind",
        ("Views and character", "Взгляды и характер", "观念与性格"),
        (
            "What they hold to be right, as they say it.",
            "Что считают правильным, их словами.",
            "他们自己认为什么是对的。",
        ),
    ),
    slot(
        "values",
        "mind",
        ("What they value most", "Главные ценности", "最看重的价值"),
        (
            "What they would not give up for a better price.",
            "От чего не откажутся ради лучшей цены.",
            "再便宜也不会放弃的东西。",
        ),
        tags=("value",),
        ours=("Why us", "Почему мы", "为何选我们"),
    ),
    slot(
        "dreams",
        "mind",
        ("Dreams and aims in life", "Мечты и цели в жизни", "梦想与人生目标"),
        (
            "What they would do if this problem were gone.",
            "Что сделали бы, если бы этой проблемы не было.",
            "如果没有这个难题，他们会做什么。",
        ),
        tags=("outlook",),
    ),
    slot(
        "weaknesses",
        "mind",
        ("Weak spots", "Слабые места", "弱点"),
        (
            "What they are poor at and know it.",
            "Что не даётся, и они это знают.",
            "自己也知道不擅长的事。",
        ),
    ),
    slot(
        "saying",
        "mind",
        ("A saying they would sign", "Любимое изречение", "喜欢的名言"),
        (
            "Word for word, if somebody said it.",
            "Дословно, если кто-то так сказал.",
            "若有人说过，请照原话。",
        ),
        tags=("quote",),
    ),
)

FIELDS = (*WORK, *PERSON, *MIND)
