"""The ideal customer: what company it is, and the seven traits that it shows."""

from .slots import Words, slot

ICP = ("icp",)


def _rated(key: str, label: Words, hint: Words) -> tuple[str, str, Words, Words]:
    return key, "traits", label, hint


COMPANY = (
    slot(
        "industry",
        "company",
        ("Industries", "Отрасли", "行业"),
        (
            "Those you serve well, from your own deals.",
            "Те, кого обслуживаете хорошо, по своим сделкам.",
            "根据自己的成交，列出服务得好的行业。",
        ),
        types=ICP,
        keys=("industry", "p20_7"),
    ),
    slot(
        "headcount",
        "company",
        ("Number of people", "Численность", "员工人数"),
        (
            "From how many to how many; the spread of the group stands beside it.",
            "От скольких до скольких; разброс по группе стоит рядом.",
            "从多少到多少；群体的分布显示在旁边。",
        ),
        types=ICP,
        keys=("people", "demo_3", "size", "employees"),
    ),
    slot(
        "turnover",
        "company",
        ("Turnover", "Оборот", "营业额"),
        (
            "A year, in your currency, from … to …",
            "За год, в вашей валюте, от … до …",
            "按年、以本币计，从……到……",
        ),
        types=ICP,
        keys=("turnover", "revenue"),
    ),
    slot(
        "least_spend",
        "company",
        ("Least it must be able to spend", "Нижний порог бюджета", "最低预算门槛"),
        (
            "Below this nobody is served well.",
            "Ниже этого никому не становится лучше.",
            "低于此数，双方都不划算。",
        ),
        types=ICP,
        keys=("icpfit_1",),
    ),
    slot(
        "where",
        "company",
        ("Where it is", "Где находится", "所在地"),
        (
            "Countries, regions, how wide an area it serves.",
            "Страны, регионы и какую территорию обслуживает сама.",
            "国家、地区，以及自身的服务范围。",
        ),
        types=ICP,
        keys=("demo_1", "demo_2", "location"),
    ),
    slot(
        "activity",
        "company",
        ("What it really does", "Чем на деле занимается", "实际业务"),
        ("In the words of its people.", "Словами тех, кто там работает.", "用他们自己的话说。"),
        types=ICP,
        keys=("demo_4", "activity"),
    ),
    slot(
        "structure",
        "company",
        ("How it is organised", "Как устроена", "组织结构"),
        (
            "Who is under whom, branches, outside staff.",
            "Кто кому подчинён, филиалы, подрядчики.",
            "谁管谁、分支机构、外部人员。",
        ),
        types=ICP,
        keys=("structure", "ground_6"),
    ),
    slot(
        "jobs",
        "company",
        ("Jobs found there", "Какие там должности", "常见岗位"),
        (
            "Titles by which you would find it.",
            "Должности, по которым её можно найти.",
            "可以据此找到它的岗位名称。",
        ),
        types=ICP,
    ),
    slot(
        "why_product",
        "company",
        ("Why it would want the product", "Зачем ей продукт", "为何需要本产品"),
        (
            "What changes for the company, not for one person.",
            "Что меняется для компании, а не для одного человека.",
            "对公司而言改变了什么，而非对某个人。",
        ),
        types=ICP,
    ),
    slot(
        "alike",
        "company",
        ("Companies that look the same", "Похожие компании", "相似的公司"),
        (
            "A profile is useful if it finds others alike.",
            "Профиль полезен, если по нему находятся другие.",
            "能找到同类客户的画像才有用。",
        ),
        types=ICP,
        keys=("ground_2",),
    ),
)

TRAITS = tuple(
    slot(*one, types=ICP)
    for one in (
        _rated(
            "sees_need",
            ("Sees the need", "Видит потребность", "意识到有需求"),
            (
                "How you notice that the problem is known there.",
                "По чему видно, что проблему там знают.",
                "如何看出他们已意识到问题。",
            ),
        ),
        _rated(
            "eager",
            ("Is eager", "Хочет купить", "愿意购买"),
            (
                "How you notice that they want it now.",
                "По чему видно, что хотят сейчас.",
                "如何看出他们现在就想要。",
            ),
        ),
        _rated(
            "able_to_pay",
            ("Is able to pay", "Может заплатить", "有支付能力"),
            ("What the money comes from.", "Из каких денег платят.", "钱从哪里来。"),
        ),
        _rated(
            "able_to_succeed",
            ("Has the skill to succeed", "Справится с продуктом", "有能力用好"),
            (
                "What has to be in place on their side.",
                "Что должно быть готово на их стороне.",
                "对方需要具备什么条件。",
            ),
        ),
        _rated(
            "profitable",
            ("Is profitable", "Приносит прибыль", "能带来利润"),
            (
                "What it costs to serve, and what is left.",
                "Сколько стоит обслуживание и что остаётся.",
                "服务成本多少、剩下多少。",
            ),
        ),
        _rated(
            "growing",
            ("Is growing", "Растёт", "正在成长"),
            (
                "Signs from outside: jobs, branches, news.",
                "Признаки снаружи: вакансии, филиалы, новости.",
                "外部迹象：招聘、分店、新闻。",
            ),
        ),
        _rated(
            "connected",
            ("Tells others", "Рекомендует другим", "愿意推荐"),
            ("Where its word is heard.", "Где к её слову прислушиваются.", "在哪里说话有分量。"),
        ),
    )
)

FIELDS = (*COMPANY, *TRAITS)
