"""The negative persona: whom we turn away and why, what it costs, where we send them."""

from .slots import slot

NEGATIVE = ("negative",)

FIELDS = (
    slot(
        "turned_away",
        "away",
        ("Whom we turn away", "Кому отказываем", "我们婉拒谁"),
        (
            "In one sentence that a colleague can check.",
            "Одной фразой, которую коллега может проверить.",
            "用同事能核对的一句话写清。",
        ),
        types=NEGATIVE,
    ),
    slot(
        "misfit",
        "away",
        ("Why it does not work out", "Почему не складывается", "为何不合适"),
        (
            "Price, churn, conditions; never what kind of people they are.",
            "Цена, уход, условия; никогда не то, что они за люди.",
            "价格、流失、条件；绝不评价人品。",
        ),
        types=NEGATIVE,
        tags=("disqualifier",),
    ),
    slot(
        "red_flags",
        "away",
        ("How we notice early", "Как заметить заранее", "早期信号"),
        (
            "What is said or asked in the first talk.",
            "Что говорят или спрашивают в первом разговоре.",
            "第一次交谈中会说什么、问什么。",
        ),
        types=NEGATIVE,
    ),
    slot(
        "wants_anyway",
        "away",
        ("What draws them all the same", "Что их всё же привлекает", "什么仍吸引他们"),
        (
            "What in our words calls the wrong people.",
            "Что в наших словах зовёт не тех.",
            "我们的哪些说法引来了不合适的人。",
        ),
        types=NEGATIVE,
    ),
    slot(
        "serving_cost",
        "away",
        ("What serving them costs", "Во что обходится обслуживание", "服务成本"),
        (
            "Hours, discounts, returns, lost time for others.",
            "Часы, скидки, возвраты, время, отнятое у других.",
            "工时、折扣、退货、挤占他人的时间。",
        ),
        types=NEGATIVE,
        keys=("cost",),
    ),
    slot(
        "deal_size",
        "away",
        (
            "What they spend and how long they stay",
            "Сколько тратят и как долго остаются",
            "花多少、留多久",
        ),
        (
            "Small and short compared with the others.",
            "Мало и недолго по сравнению с другими.",
            "与其他客户相比又少又短。",
        ),
        types=NEGATIVE,
    ),
    slot(
        "redirect",
        "away",
        ("Where we send them instead", "Куда направляем", "转介到哪里"),
        (
            "A guide, a partner, a smaller product.",
            "Материал, партнёр, продукт попроще.",
            "资料、合作伙伴、更小的产品。",
        ),
        types=NEGATIVE,
    ),
    slot(
        "look_again",
        "away",
        ("When to look again", "Когда вернуться к вопросу", "何时再看"),
        (
            "What has to change before they fit.",
            "Что должно измениться, чтобы они подошли.",
            "出现什么变化后才合适。",
        ),
        types=NEGATIVE,
    ),
)
