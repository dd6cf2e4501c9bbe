"""Sample content for the style guide and the specimens, in three languages and right to left."""

from __future__ import annotations

from typing import Any

Sample = dict[str, Any]


def _road(labels: list[str], counts: list[str]) -> list[Sample]:
    states = ["done", "done", "current", ""]
    return [
        {"label": label, "url": "#", "count": n, "state": state}
        for label, n, state in zip(labels, counts, states, strict=True)
    ]


def _tabs(labels: list[str]) -> list[Sample]:
    kinds = ["pain", "goal", "objection", "praise"]
    return [
        {"label": label, "url": "#", "kind": kind, "n": n, "current": kind == "pain"}
        for label, kind, n in zip(labels, kinds, [14, 9, 7, 5], strict=True)
    ]


def _themes(names: list[str]) -> list[Sample]:
    counts = [23, 9, 8, 6, 4]
    weeks = [[2, 4, 7, 10], [3, 2, 2, 2], [1, 2, 2, 3], [4, 1, 1, 0], [0, 1, 1, 2]]
    return [
        {"name": name, "n": n, "weeks": w, "status": "suggested" if i else "accepted"}
        for i, (name, n, w) in enumerate(zip(names, counts, weeks, strict=True))
    ]


def _groups(labels: list[str]) -> list[Sample]:
    # Wilson 95 %: 14 of 34 is 0.26-0.58, 9 of 50 is 0.10-0.31.
    return [
        {"label": labels[0], "n": 14, "asked": 34, "low": 0.26, "high": 0.58},
        {"label": labels[1], "n": 9, "asked": 50, "low": 0.10, "high": 0.31},
    ]


def _questions(texts: list[str], words: list[str], probe: str) -> list[Sample]:
    questions = [{"text": text, "state": "", "word": ""} for text in texts]
    questions[0] |= {"state": "answered", "word": words[0]}
    questions[1] |= {"state": "skipped", "word": words[1]}
    questions[2] |= {"current": True, "probe": probe}
    return questions


ENGLISH: Sample = {
    "study": "Why agencies stay",
    "standing": "84 of 210 have answered and 12 calls were held; "
    "31 suggested themes wait for your review.",
    "next_title": "Review what customers say",
    "next_text": "31 suggestions, about twenty minutes. The biggest comes first.",
    "next_label": "Start the review",
    "road": _road(
        ["Ask", "Listen", "Themes", "Personas"],
        ["84 of 210 answered", "12 calls held, 3 planned", "4 accepted, 31 waiting", "none yet"],
    ),
    "since_title": "Since yesterday",
    "since": [
        ("14:03", "Seven more people answered, five of them agencies."),
        ("11:40", "Amira held a call with R-052 and wrote 23 lines."),
        ("09:15", "Theme ‘exports take too long’ was accepted."),
    ],
    "review_title": "What customers say",
    "tabs": _tabs(["Pains", "Goals", "Objections", "Praise"]),
    "by_week": "mentions in each of the last four weeks",
    "themes": _themes(
        [
            "exports take too long",
            "nobody answers on Fridays",
            "prices changed without a word",
            "the phone app loses drafts",
            "hard to explain to my boss",
        ]
    ),
    "ungrouped": "11 not grouped",
    "quotes": [
        (
            "I start the export before lunch and pray.",
            "R-017, agency, phone, 12 Oct · ‘What annoys you?’",
        ),
        (
            "It took forty minutes and then timed out. I had promised the client a number by noon.",
            "R-052, in-house, e-mail, 14 Oct",
        ),
    ],
    "more_often": "More often said by agencies",
    "groups": _groups(["agencies", "in-house teams"]),
    "review_actions": [("A", "Accept theme"), ("R", "Rename"), ("M", "Merge"), ("X", "Reject")],
    "undo": "Undo",
    "pad_title": "Call with Maria Okafor",
    "script": "Script",
    "questions": _questions(
        [
            "What does a working day look like for you?",
            "Who else decides about tools?",
            "What gets in your way most?",
            "What have you tried instead?",
            "What would make you leave?",
        ],
        ["answered, 4 lines", "asked, no answer"],
        "When did that last happen? What did you do then?",
    ),
    "notes": [
        ("12:04", "Starts at seven, reports to three clients before ten.", ""),
        ("12:09", "“I start the export before lunch and pray.”", "pain"),
        ("12:11", "Wants one number that her client believes.", "goal"),
        ("12:15", "Not sure it is worth a second licence.", "objection"),
    ],
    "note_label": "Next line",
    "saved": "Saved 14:03:12",
    "person": "Maria Okafor",
    "facts": [("Company", "Northlight Optics, 12 people"), ("Role", "Account lead"), ("Since", "2022")],
    "unknown_title": "Still unknown",
    "unknown": [
        "Who signs off the budget: never asked.",
        "What happens at companies over 50 people: only 2 answered.",
    ],
    "end_call": "End the call",
    "pad_keys": [("p", "pain"), ("g", "goal"), ("o", "objection"), ("+", "praise"), ("q", "question"), ("u", "undo")],
    "persona": "Grows by word of mouth",
    "who": "Small agencies that live by their reports and have no time to learn a tool",
    "share": "34 of 84 respondents",
    "unclassified": "9 of 84 fit no group",
    "fields": [
        {"label": "Goals", "kind": "goal", "statements": [("One number that the client believes", 19, 31, [1, 4]), ("Home by six on Fridays", 12, 31, [7])]},
        {"label": "Pains", "kind": "pain", "statements": [("Exports take too long", 14, 34, [2, 3]), ("Drafts vanish on the phone", 9, 34, [5])]},
        {"label": "Objections", "kind": "objection", "answer": "Our answer: the second licence is half price for teams under five.", "statements": [("A second licence is too dear", 11, 30, [6])]},
        {"label": "How they decide", "kind": "", "statements": [("The owner decides alone, within a week", 17, 28, [8])]},
        {"label": "Where they learn", "kind": "", "statements": []},
    ],
    "no_evidence": "No evidence yet: nobody was asked.",
    "not_known": "Not known",
    "rests_on": "Rests on 34 respondents, 12 of them called",
    "version": "Version 2, 14 October 2025",
    "organisation": "Northlight Optics",
    "ask_title": "Your day at work",
    "open_question": "What gets in your way most?",
    "open_help": "Two or three things are enough, in your own words.",
    "saved_short": "saved 14:03",
    "choice_question": "How do you usually share a report?",
    "choices": ["I send a file", "I send a link", "I show it in a meeting"],
    "scale_question": "How likely are you to recommend us?",
    "scale_low": "not at all",
    "scale_high": "very likely",
    "back": "Back",
    "go_on": "Save and go on",
    "table_caption": "People we may write to",
    "table_heads": ["Name", "Company", {"label": "Answers", "numeric": True}, "State"],
    "table_rows": [
        ("Maria Okafor", "Northlight Optics", 18, "answered"),
        ("Jon Vasquez", "Harbour & Sons", 1204, "started"),
    ],
    "nav": ["Study", "Contacts", "Questions", "Mailings", "Answers", "Calls", "Themes", "Personas", "Export"],
}

RUSSIAN: Sample = ENGLISH | {
    "study": "Почему агентства остаются",
    "standing": "Ответили 84 из 210, состоялось 12 звонков; 31 предложенная тема ждёт вашей проверки.",
    "next_title": "Проверьте, что говорят клиенты",
    "next_text": "31 предложение, около двадцати минут. Сначала самое частое.",
    "next_label": "Начать проверку",
    "road": _road(
        ["Спросить", "Выслушать", "Темы", "Персоны"],
        ["ответили 84 из 210", "12 звонков, 3 в плане", "4 приняты, 31 ждёт", "пока нет"],
    ),
    "since_title": "Со вчерашнего дня",
    "since": [
        ("14:03", "Ответили ещё семь человек, пятеро из агентств."),
        ("11:40", "Амира поговорила с R-052 и записала 23 строки."),
    ],
    "review_title": "Что говорят клиенты",
    "tabs": _tabs(["Трудности", "Цели", "Возражения", "Похвала"]),
    "by_week": "упоминания за последние четыре недели",
    "themes": _themes(
        [
            "выгрузка длится слишком долго",
            "по пятницам никто не отвечает",
            "цены изменили без предупреждения",
            "приложение теряет черновики",
            "трудно объяснить начальству",
        ]
    ),
    "ungrouped": "11 вне групп",
    "quotes": [
        ("Запускаю выгрузку перед обедом и молюсь.", "R-017, агентство, телефон, 12 окт."),
        (
            "Сорок минут ждали, а потом всё оборвалось. Я обещала клиенту цифру к полудню.",
            "R-052, отдел в компании, письмо, 14 окт.",
        ),
    ],
    "more_often": "Чаще говорят агентства",
    "groups": _groups(["агентства", "отделы в компаниях"]),
    "review_actions": [("A", "Принять тему"), ("R", "Назвать иначе"), ("M", "Объединить"), ("X", "Отклонить")],
    "undo": "Отменить",
    "pad_title": "Разговор с Марией Окафор",
    "questions": _questions(
        [
            "Как проходит ваш рабочий день?",
            "Кто ещё решает, какими средствами пользоваться?",
            "Что вам больше всего мешает?",
            "Что вы пробовали вместо этого?",
            "Из-за чего вы бы ушли?",
        ],
        ["есть ответ, 4 строки", "спросили, без ответа"],
        "Когда это было в последний раз? Что вы тогда сделали?",
    ),
    "notes": [
        ("12:04", "Начинает в семь, до десяти отчитывается перед тремя клиентами.", ""),
        ("12:09", "«Запускаю выгрузку перед обедом и молюсь.»", "pain"),
        ("12:11", "Нужна одна цифра, которой поверит клиент.", "goal"),
    ],
    "note_label": "Следующая строка",
    "saved": "Сохранено в 14:03:12",
    "facts": [("Компания", "«Северный свет», 12 человек"), ("Роль", "ведёт клиентов")],
    "unknown_title": "Пока неизвестно",
    "unknown": ["Кто утверждает бюджет: не спрашивали.", "Как в компаниях больше 50 человек: ответили двое."],
    "end_call": "Завершить разговор",
    "pad_keys": [("p", "трудность"), ("g", "цель"), ("o", "возражение"), ("+", "похвала"), ("u", "отменить")],
    "persona": "Растёт благодаря рекомендациям",
    "who": "Небольшие агентства, которые живут отчётами и не успевают осваивать новое",
    "share": "34 из 84 опрошенных",
    "unclassified": "9 из 84 ни на кого не похожи",
    "fields": [
        {"label": "Цели", "kind": "goal", "statements": [("Одна цифра, которой верит клиент", 19, 31, [1, 4])]},
        {"label": "Трудности", "kind": "pain", "statements": [("Выгрузка длится слишком долго", 14, 34, [2, 3]), ("Черновики пропадают в телефоне", 9, 34, [5])]},
        {"label": "Возражения", "kind": "objection", "answer": "Наш ответ: вторая лицензия для малых команд вдвое дешевле.", "statements": [("Вторая лицензия слишком дорога", 11, 30, [6])]},
        {"label": "Где узнают новое", "kind": "", "statements": []},
    ],
    "no_evidence": "Данных пока нет: никого не спрашивали.",
    "not_known": "Неизвестно",
    "rests_on": "По ответам 34 человек, с 12 из них говорили",
    "version": "Версия 2, 14 октября 2025 г.",
    "organisation": "Северный свет",
    "ask_title": "Ваш рабочий день",
    "open_question": "Что вам больше всего мешает?",
    "open_help": "Достаточно двух-трёх примеров, своими словами.",
    "saved_short": "сохранено в 14:03",
    "choice_question": "Как вы обычно передаёте отчёт?",
    "choices": ["Отправляю файл", "Отправляю ссылку", "Показываю на встрече"],
    "scale_question": "Насколько вероятно, что вы нас порекомендуете?",
    "scale_low": "совсем нет",
    "scale_high": "наверняка",
    "back": "Назад",
    "go_on": "Сохранить и продолжить",
    "nav": ["Исследование", "Контакты", "Вопросы", "Рассылки", "Ответы", "Звонки", "Темы", "Персоны", "Выгрузка"],
}

CHINESE: Sample = ENGLISH | {
    "study": "代理公司为什么留下",
    "standing": "210 人中已有 84 人作答，完成 12 次通话；31 个建议主题等待您审阅。",
    "next_title": "审阅客户的说法",
    "next_text": "31 条建议，大约二十分钟，最大的排在最前。",
    "next_label": "开始审阅",
    "road": _road(["提问", "倾听", "主题", "画像"], ["210 人中 84 人作答", "已通话 12 次", "已接受 4 个，待审 31 个", "尚无"]),
    "since_title": "昨天以来",
    "since": [("14:03", "又有七人作答，其中五家代理公司。")],
    "review_title": "客户的说法",
    "tabs": _tabs(["痛点", "目标", "顾虑", "称赞"]),
    "by_week": "最近四周的提及次数",
    "themes": _themes(["导出太慢", "周五没有人回复", "涨价没有通知", "手机端丢失草稿", "很难向上司解释"]),
    "ungrouped": "11 条未归类",
    "quotes": [
        ("我午饭前开始导出，然后就只能祈祷了。", "R-017，代理公司，电话，10月12日"),
        ("等了四十分钟，最后还是超时。我答应客户中午前给出数字。", "R-052，企业内部，邮件，10月14日"),
    ],
    "more_often": "代理公司更常提到",
    "groups": _groups(["代理公司", "企业内部团队"]),
    "review_actions": [("A", "接受主题"), ("R", "改名"), ("M", "合并"), ("X", "拒绝")],
    "undo": "撤销",
    "pad_title": "与玛丽亚的通话",
    "questions": _questions(
        ["您的一天是怎样安排的？", "还有谁参与决定？", "什么最妨碍您？", "您还试过什么？", "什么会让您离开？"],
        ["已回答，4 行", "已问，未回答"],
        "上一次是什么时候？您当时怎么做的？",
    ),
    "notes": [("12:09", "“我午饭前开始导出，然后就只能祈祷了。”", "pain"), ("12:11", "想要一个客户相信的数字。", "goal")],
    "note_label": "下一行",
    "saved": "已保存 14:03:12",
    "facts": [("公司", "北光光学，12 人"), ("职位", "客户经理")],
    "unknown_title": "尚不清楚",
    "unknown": ["谁批准预算：没有问过。", "50 人以上的公司：只有两人回答。"],
    "end_call": "结束通话",
    "pad_keys": [("p", "痛点"), ("g", "目标"), ("o", "顾虑"), ("+", "称赞"), ("u", "撤销")],
    "persona": "靠口碑成长",
    "who": "以报告为生、没有时间学习工具的小型代理公司",
    "share": "84 位受访者中的 34 位",
    "unclassified": "84 位中 9 位不属于任何群体",
    "fields": [
        {"label": "目标", "kind": "goal", "statements": [("一个客户相信的数字", 19, 31, [1, 4])]},
        {"label": "痛点", "kind": "pain", "statements": [("导出太慢", 14, 34, [2, 3]), ("手机上的草稿会消失", 9, 34, [5])]},
        {"label": "顾虑", "kind": "objection", "answer": "我们的回答：五人以下团队的第二份许可半价。", "statements": [("第二份许可太贵", 11, 30, [6])]},
        {"label": "从哪里了解", "kind": "", "statements": []},
    ],
    "no_evidence": "尚无依据：没有问过任何人。",
    "not_known": "未知",
    "rests_on": "依据 34 位受访者，其中 12 位接受了通话",
    "version": "第 2 版，2025年10月14日",
    "organisation": "北光光学",
    "ask_title": "您的工作日",
    "open_question": "什么最妨碍您的工作？",
    "open_help": "用您自己的话写两三点就够了。",
    "saved_short": "已保存 14:03",
    "choice_question": "您通常怎样分享报告？",
    "choices": ["发送文件", "发送链接", "在会议上展示"],
    "scale_question": "您有多大可能推荐我们？",
    "scale_low": "完全不会",
    "scale_high": "非常可能",
    "back": "上一页",
    "go_on": "保存并继续",
    "nav": ["研究", "联系人", "问题", "邮件", "回答", "通话", "主题", "画像", "导出"],
}

ARABIC: Sample = ENGLISH | {
    "study": "لماذا تبقى الوكالات",
    "standing": "أجاب 84 من أصل 210 وأُجريت 12 مكالمة؛ 31 موضوعًا مقترحًا بانتظار مراجعتك.",
    "review_title": "ماذا يقول العملاء",
    "themes": _themes(
        ["التصدير يستغرق وقتًا طويلًا", "لا أحد يجيب يوم الجمعة", "تغيّرت الأسعار دون إشعار", "التطبيق يفقد المسودات", "يصعب شرحه لمديري"]
    ),
    "quotes": [
        ("أبدأ التصدير قبل الغداء ثم أدعو الله.", "R-017، وكالة، هاتف"),
        ("استغرق الأمر أربعين دقيقة ثم انقطع.", "R-052، بريد"),
    ],
    "persona": "ينمو بتوصية الآخرين",
    "ask_title": "يومك في العمل",
    "open_question": "ما أكثر ما يعيقك؟",
    "open_help": "يكفي أمران أو ثلاثة بكلماتك.",
    "choices": ["أرسل ملفًا", "أرسل رابطًا", "أعرضه في اجتماع"],
}

SAMPLES: dict[str, Sample] = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE, "ar": ARABIC}
