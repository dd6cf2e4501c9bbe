"""The ideal customer: by which figures, who decides there, where the fit ends, how it behaves."""

from .slots import slot

ICP = ("icp",)

METRICS = (
    slot(
        "cycle",
        "metrics",
        (
            "Days from first contact to purchase",
            "Дней от знакомства до покупки",
            "从首次接触到成交的天数",
        ),
        (
            "Shortest of all your customers.",
            "Самый короткий путь среди ваших клиентов.",
            "在所有客户中最短。",
        ),
        types=ICP,
        keys=("cycle",),
    ),
    slot(
        "win_cost",
        "metrics",
        ("Cost of winning it", "Цена привлечения", "获客成本"),
        (
            "Advertising, hours, travel, discounts.",
            "Реклама, часы, поездки, скидки.",
            "广告、工时、差旅、折扣。",
        ),
        types=ICP,
        keys=("score_2_cost",),
    ),
    slot(
        "satisfaction",
        "metrics",
        ("Satisfaction", "Удовлетворённость", "满意度"),
        (
            "By which question, on which scale.",
            "Каким вопросом и по какой шкале измеряли.",
            "用哪个问题、什么量表测的。",
        ),
        types=ICP,
        keys=("satisfaction", "nps"),
    ),
    slot(
        "renewals",
        "metrics",
        ("Renewals", "Продления", "续约"),
        ("How often it comes back.", "Как часто возвращаются.", "多久回购一次。"),
        types=ICP,
        keys=("renewals",),
    ),
    slot(
        "upsells",
        "metrics",
        ("Further purchases", "Допродажи", "增购"),
        (
            "What it buys beyond the first thing.",
            "Что покупают сверх первого.",
            "首购之外还买什么。",
        ),
        types=ICP,
        keys=("upsells",),
    ),
    slot(
        "referrals",
        "metrics",
        ("Recommendations", "Рекомендации", "推荐带来的客户"),
        ("How many came through it.", "Сколько пришло через них.", "经他们介绍来了多少。"),
        types=ICP,
        keys=("referrals",),
    ),
    slot(
        "own_metric",
        "metrics",
        ("A figure of your own", "Свой показатель", "自定义指标"),
        (
            "What serving it costs, say.",
            "Например, во что обходится обслуживание.",
            "例如服务成本。",
        ),
        types=ICP,
    ),
)

DECIDERS = (
    slot(
        "decider_small",
        "deciders",
        ("Up to 10 people", "До 10 человек", "10 人以下"),
        (
            "As a rule the head, unless a partner has this area.",
            "Обычно руководитель, если этим не занят партнёр.",
            "一般是老板，除非合伙人分管此事。",
        ),
        types=ICP,
    ),
    slot(
        "decider_middle",
        "deciders",
        ("10 to 50 people", "От 10 до 50 человек", "10–50 人"),
        (
            "As a rule the head of the department that gains most.",
            "Обычно глава отдела, которому это выгоднее всего.",
            "一般是受益最大的部门负责人。",
        ),
        types=ICP,
    ),
    slot(
        "decider_large",
        "deciders",
        ("50 to 500 people", "От 50 до 500 человек", "50–500 人"),
        (
            "As a rule a specialist for just this.",
            "Обычно специалист именно по этому.",
            "一般是专管此事的人。",
        ),
        types=ICP,
    ),
    slot(
        "decider_huge",
        "deciders",
        ("Over 500 people", "Больше 500 человек", "500 人以上"),
        (
            "As a rule the specialist for one region.",
            "Обычно специалист по отдельному региону.",
            "一般是某一地区的专责人员。",
        ),
        types=ICP,
    ),
    slot(
        "others_involved",
        "deciders",
        ("Who else has a say", "Кто ещё участвует", "还有谁参与"),
        (
            "Who pays, uses, brings in, and answers for the result.",
            "Кто платит, пользуется, внедряет и отвечает за результат.",
            "谁付款、使用、落地、对结果负责。",
        ),
        types=ICP,
        keys=("roles_1", "roles_2", "roles_3", "demo_6"),
    ),
    slot(
        "approach",
        "deciders",
        ("Way in", "Как зайти", "切入方式"),
        (
            "From the top, from the users, or straight to the one who decides.",
            "Сверху, через пользователей или сразу к тому, кто решает.",
            "自上而下、从使用者入手，或直接找决策人。",
        ),
        types=ICP,
    ),
)

LIMITS = (
    slot(
        "not_size",
        "limits",
        ("Misses a threshold", "Не дотягивает до порога", "未达门槛"),
        (
            "Budget, size or turnover below which you say no.",
            "Бюджет, размер или оборот, ниже которых вы отказываете.",
            "低于多少预算、规模或营收就不接。",
        ),
        types=ICP,
        tags=("disqualifier",),
    ),
    slot(
        "not_industry",
        "limits",
        ("Industries turned away", "Отрасли, которым отказываем", "不做的行业"),
        ("And why.", "И почему.", "以及原因。"),
        types=ICP,
        keys=("icpfit_2",),
    ),
    slot(
        "not_region",
        "limits",
        ("Regions not sold to", "Регионы, куда не продаём", "不销售的地区"),
        ("And until when.", "И до какого времени.", "以及到何时为止。"),
        types=ICP,
        keys=("icpfit_3",),
    ),
    slot(
        "not_legal",
        "limits",
        ("Barred by law", "Запрещено законом", "法律限制"),
        (
            "Age, place, rules of a state.",
            "Возраст, место, правила государства.",
            "年龄、地区、政府规定。",
        ),
        types=ICP,
        keys=("icpfit_4",),
    ),
    slot(
        "not_product",
        "limits",
        ("Needs more than we can promise", "Нужно больше, чем мы обещаем", "需求超出承诺"),
        (
            "Time to answer, volume, functions.",
            "Срок ответа, объёмы, функции.",
            "响应时间、用量、功能。",
        ),
        types=ICP,
        keys=("icpfit_5", "icpfit_6"),
    ),
    slot(
        "fit_exact",
        "limits",
        ("Exact fit: what we do", "Полное совпадение: что делаем", "完全匹配：怎么做"),
        ("Most of the effort goes here.", "Сюда идёт большая часть сил.", "主要精力投在这里。"),
        types=ICP,
    ),
    slot(
        "fit_weaker",
        "limits",
        ("Weaker fit: what we do", "Частичное совпадение: что делаем", "部分匹配：怎么做"),
        (
            "Later, with less effort; it takes longer and succeeds less often.",
            "Позже и меньшими силами: дольше и реже получается.",
            "放后、少投入；周期更长、成功率更低。",
        ),
        types=ICP,
    ),
)

BEHAVIOUR = (
    slot(
        "needs",
        "behaviour",
        ("Needs", "Потребности", "需求"),
        (
            "What this group of companies asks for again and again.",
            "О чём такие компании просят снова и снова.",
            "这类公司反复提出什么要求。",
        ),
        types=ICP,
        tags=("need",),
    ),
    slot(
        "responsiveness",
        "behaviour",
        ("How fast they answer", "Как быстро отвечают", "响应速度"),
        (
            "To what, and through which channel.",
            "На что и по какому каналу.",
            "对什么、通过哪个渠道。",
        ),
        types=ICP,
    ),
    slot(
        "interaction",
        "behaviour",
        ("How they keep in touch", "Как держат связь", "持续互动"),
        (
            "After the purchase: support, news, meetings.",
            "После покупки: поддержка, новости, встречи.",
            "购买之后：支持、资讯、会面。",
        ),
        types=ICP,
        tags=("loyalty",),
    ),
    slot(
        "tie",
        "behaviour",
        ("What ties them to us", "Что их с нами связывает", "情感联系"),
        ("What they would miss.", "Чего им не хватало бы.", "没有我们会怀念什么。"),
        types=ICP,
        tags=("fit",),
    ),
)

FIELDS = (*METRICS, *DECIDERS, *LIMITS, *BEHAVIOUR)
