"""The words themselves, by language: gaps, notes, rules, summaries. `wording` fills them in."""

Table = dict[str, dict[str, str]]

KIND_NAMES: Table = {
    "en": {"goal": "goals", "pain": "pains", "objection": "objections",
           "praise": "what they value in us"},
    "ru": {"goal": "цели", "pain": "боли", "objection": "возражения",
           "praise": "что в нас ценят"},
    "zh": {"goal": "目标", "pain": "痛点", "objection": "异议", "praise": "看重我们什么"},
}  # fmt: skip

PARTS: Table = {
    "en": {
        "count": "{n} of {total} respondents ({share} %).",
        "apart": "What sets them apart: {items}.",
        "also": "What they say most: {items}.",
        "item": "“{text}” ({n} of {asked} asked)",
        "between": ", ",
        "join": " ",
    },
    "ru": {
        "count": "Таких {n} из {total} ({share} %).",
        "apart": "Чем отличаются: {items}.",
        "also": "О чём говорят чаще всего: {items}.",
        "item": "«{text}» ({n} из {asked}, кого спросили)",
        "between": ", ",
        "join": " ",
    },
    "zh": {
        "count": "{total} 位受访者中的 {n} 位（{share}%）。",
        "apart": "与众不同之处：{items}。",
        "also": "说得最多的是：{items}。",
        "item": "“{text}”（问过的 {asked} 人中有 {n} 人）",
        "between": "、",
        "join": "",
    },
}

FALLBACK_NAMES: Table = {
    "everyone": {"en": "Everyone who answered", "ru": "Все, кто ответил", "zh": "全体受访者"},
    "group": {"en": "Group {number}", "ru": "Группа {number}", "zh": "群体 {number}"},
}
"""For a persona whose statements offer no name."""

STABILITY: Table = {
    "solid": {
        "en": "Solid: the same group came out when other people were drawn.",
        "ru": "Надёжно: при других выборках получается та же группа.",
        "zh": "可靠：换一批受访者，仍得到同样的群体。",
    },
    "likely": {
        "en": "Likely: most of the group came out again when other people were drawn.",
        "ru": "Вероятно: при других выборках группа в основном повторяется.",
        "zh": "较可能：换一批受访者，这个群体大体上会再次出现。",
    },
    "fragile": {
        "en": "Fragile: with other people the group would look different.",
        "ru": "Шатко: при других выборках группа выглядела бы иначе.",
        "zh": "不稳：换一批受访者，这个群体就会变样。",
    },
    "everyone": {
        "en": "Everyone: these answers show no separate groups.",
        "ru": "Все вместе: отдельных групп в этих ответах не видно.",
        "zh": "全体：从这些回答中看不出不同的群体。",
    },
    "by_hand": {
        "en": "Chosen by hand: a group by a filter, not one that the answers formed.",
        "ru": "Выбрано вручную: группа по фильтру, а не по самим ответам.",
        "zh": "手动选定：由筛选条件得到的群体，并非由回答形成。",
    },
}

COUNTER: Table = {
    "found": {
        "en": "Counter-evidence stands beside {found} of {n} statements.",
        "ru": "Утверждения, рядом с которыми стоят голоса против: {found} из {n}.",
        "zh": "{n} 条陈述中有 {found} 条附有反面证据。",
    },
    "none": {
        "en": "No counter-evidence found in {n} statements.",
        "ru": "Голосов против не найдено; просмотрено утверждений: {n}.",
        "zh": "在 {n} 条陈述中未发现反面证据。",
    },
}
"""Rule R11: what speaks against a persona is shown, or it is said that nothing was found."""

GAPS: Table = {
    "kind_never_asked": {
        "en": "Never asked: {kind}.",
        "ru": "Ни разу не спросили: {kind}.",
        "zh": "从未问过：{kind}。",
    },
    "kind_thin": {
        "en": "Too few asked ({n}): {kind}.",
        "ru": "Спросили слишком мало людей ({n}): {kind}.",
        "zh": "问过的人太少（{n} 人）：{kind}。",
    },
    "kind_no_theme": {
        "en": "Asked of {n}, but no three said the same: {kind}.",
        "ru": "Спросили ({n}), но не нашлось троих, кто сказал бы одно и то же: {kind}.",
        "zh": "问了 {n} 人，但没有三人说到同一点：{kind}。",
    },
    "trait_never_asked": {
        "en": "Never asked: “{label}”.",
        "ru": "Ни разу не спросили: «{label}».",
        "zh": "从未问过：“{label}”。",
    },
    "trait_unanswered": {
        "en": "Nobody answered, though asked ({n}): “{label}”.",
        "ru": "Спросили ({n}), но никто не ответил: «{label}».",
        "zh": "问了 {n} 人，但无人回答：“{label}”。",
    },
    "trait_thin": {
        "en": "Too few answers ({n}): “{label}”.",
        "ru": "Слишком мало ответов ({n}): «{label}».",
        "zh": "回答太少（{n} 个）：“{label}”。",
    },
    "group_empty": {
        "en": "Nobody in the whole study, “{label}”: {choices}.",
        "ru": "Никого во всём исследовании — «{label}»: {choices}.",
        "zh": "整个研究中没有人，“{label}”：{choices}。",
    },
}

NOTES: Table = {
    "too_few_to_segment": {
        "en": "{n} people answered; groups are looked for from {need} on. "
        "What follows describes all of them.",
        "ru": "Ответили {n}; группы ищутся, когда ответивших хотя бы {need}. "
        "Ниже описаны все вместе.",
        "zh": "共 {n} 人回答；达到 {need} 人才会划分群体。以下描述的是全体。",
    },
    "no_segments": {
        "en": "The answers of {n} people show no separate groups. "
        "What follows describes all of them.",
        "ru": "Отдельных групп в ответах не видно (ответили {n}). Ниже описаны все вместе.",
        "zh": "从 {n} 人的回答中看不出不同的群体。以下描述的是全体。",
    },
    "only_volume": {
        "en": "People differ in how much they say, not in what they say: the groups that showed "
        "were a louder and a quieter voice.",
        "ru": "Люди различаются тем, как много они говорят, а не тем, что именно: проступившие "
        "группы – это просто более и менее разговорчивые.",
        "zh": "人们的差别在于说得多少，而不在于说了什么：显现出的只是话多和话少的两类人。",
    },
    "segments_dissolved": {
        "en": "Groups with nothing of their own to say: {groups}. No persona was made of them.",
        "ru": "Группы, которые ничем не выделяются: {groups}. Персоны из них не составлены.",
        "zh": "没有自身特点的群体：{groups} 个。未据此生成画像。",
    },
    "unclassified": {
        "en": "{n} of {total} people fit no persona. Read them one by one.",
        "ru": "Не подходят ни к одной персоне: {n} из {total}. Прочитайте их ответы по одному.",
        "zh": "{total} 人中有 {n} 人不符合任何画像。请逐一阅读他们的回答。",
    },
    "methods_disagree": {
        "en": "A second method groups people differently (agreement {agreement}). "
        "Talk to more people before you build on these groups.",
        "ru": "Второй метод делит людей иначе (совпадение {agreement}). "
        "Прежде чем опираться на эти группы, поговорите с большим числом людей.",
        "zh": "另一种方法的分组不同（一致度 {agreement}）。在据此行动之前，请再多访谈一些人。",
    },
}

VIOLATIONS: Table = {
    "too_few_quotes": {
        "en": "Add evidence: {have} of at least {need} quotes or answers by members of this group.",
        "ru": "Добавьте подтверждений: цитат или ответов людей из этой группы {have}, "
        "нужно не меньше {need}.",
        "zh": "请补充依据：该群体成员的引语或回答现有 {have} 条，至少需要 {need} 条。",
    },
    "too_few_people": {
        "en": "Cite more people: {have} of at least {need} members speak here.",
        "ru": "Дайте слово ещё кому-то: из группы здесь говорят {have}, нужно не меньше {need}.",
        "zh": "请引用更多人：这里有 {have} 位成员发言，至少需要 {need} 位。",
    },
    "quote_changed": {
        "en": "Restore the quote from its source; it reads differently there: “{quote}”.",
        "ru": "Восстановите цитату по источнику, там она звучит иначе: «{quote}».",
        "zh": "请按原文恢复引语，与来源不一致：“{quote}”。",
    },
    "source_gone": {
        "en": "Remove or replace this evidence; its source is no longer kept: “{quote}”.",
        "ru": "Уберите или замените «{quote}»: источник больше не хранится.",
        "zh": "请删除或替换这条证据，来源已不再保存：“{quote}”。",
    },
    "no_source": {
        "en": "Link this to the excerpt or answer that it comes from, or remove it: “{quote}”.",
        "ru": "Свяжите «{quote}» с цитатой или ответом, откуда это взято, или уберите.",
        "zh": "请关联到出处的引语或回答，或将其删除：“{quote}”。",
    },
    "answer_changed": {
        "en": "Remove this answer from the evidence; the person answered otherwise: “{quote}”.",
        "ru": "Уберите ответ «{quote}»: человек ответил иначе.",
        "zh": "请从依据中删除此回答，本人的答案并非如此：“{quote}”。",
    },
    "quote_overused": {
        "en": "Choose another quote in some of the {n} statements that cite this one: “{quote}”.",
        "ru": "Подберите и другие цитаты: «{quote}» повторяется, утверждений с ней {n}.",
        "zh": "有 {n} 条陈述引用了同一句话，请换用其他引语：“{quote}”。",
    },
    "one_voice": {
        "en": "Let others speak: one person gives {n} of the {total} quotes.",
        "ru": "Дайте слово другим: цитат одного человека здесь {n} из {total}.",
        "zh": "请让其他人也发声：{total} 条引语中有 {n} 条来自同一人。",
    },
    "no_count": {
        "en": "Say how many of those asked said it, or mark the statement as inferred or assumed.",
        "ru": "Укажите, сколько из спрошенных так сказали, или отметьте утверждение как вывод "
        "или предположение.",
        "zh": "请写明问过的人中有多少人这样说，或将该陈述标为推断或假设。",
    },
    "wrong_count": {
        "en": "Correct the count: it is {n} of {asked} asked.",
        "ru": "Исправьте число: {n} из {asked}, кого спросили.",
        "zh": "请更正数字：问过的 {asked} 人中有 {n} 人。",
    },
    "wrong_interval": {
        "en": "Correct the interval: it runs from {low} to {high} %.",
        "ru": "Исправьте интервал: от {low} до {high} %.",
        "zh": "请更正区间：{low}% 至 {high}%。",
    },
    "no_unclassified_share": {
        "en": "Say beside the share how many people fit no persona.",
        "ru": "Рядом с долей укажите, сколько людей не подходят ни к одной персоне.",
        "zh": "请在占比旁注明有多少人不符合任何画像。",
    },
    "wrong_share": {
        "en": "Correct the share: {n} of {total} people, {share} %.",
        "ru": "Исправьте долю: {n} из {total}, {share} %.",
        "zh": "请更正占比：{total} 人中的 {n} 人，{share}%。",
    },
    "hardly_anybody": {
        "en": "Take lines off the card: as a whole it fits {n} people ({share} %).",
        "ru": "Уберите часть строк: карточке в целом соответствуют {n} чел. ({share} %).",
        "zh": "请减少画像上的条目：整体上符合的只有 {n} 人（{share}%）。",
    },
    "not_tested": {
        "en": "Draft the personas again, so that the steadiness of this group is tested.",
        "ru": "Составьте персоны заново, чтобы проверить устойчивость этой группы.",
        "zh": "请重新生成画像，以检验该群体的稳定性。",
    },
    "fragile": {
        "en": "Talk to more people or merge this group with a near one: "
        "it does not come out again (stability {stability}).",
        "ru": "Поговорите с большим числом людей или объедините группу с близкой: "
        "при других выборках она не повторяется (устойчивость {stability}).",
        "zh": "请再访谈更多人，或与相近群体合并：该群体无法重现（稳定性 {stability}）。",
    },
    "gaps_missing": {
        "en": "Put back the lines that the box ‘what we do not know’ lacks: {n}.",
        "ru": "Верните строки в раздел «Чего мы не знаем», недостаёт: {n}.",
        "zh": "请补回“我们还不知道什么”一栏缺少的条目：{n} 条。",
    },
    "no_basis": {
        "en": "Say whether this is observed, inferred or assumed.",
        "ru": "Укажите: наблюдение, вывод или предположение.",
        "zh": "请注明这是观察、推断还是假设。",
    },
    "assumed_number": {
        "en": "Take the numbers off this assumption, or cite evidence and mark it as observed.",
        "ru": "Уберите числа у предположения или приведите подтверждения "
        "и отметьте как наблюдение.",
        "zh": "请去掉假设中的数字，或提供依据并标为观察。",
    },
    "too_few_to_tell": {
        "en": "Remove this line: personal facts are shown of {need} people or more.",
        "ru": "Уберите строку: личные сведения показываются о группах от {need} человек.",
        "zh": "请删除此条：个人信息至少需有 {need} 人才可显示。",
    },
}
