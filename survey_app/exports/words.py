"""The words on a sheet, in English, Russian and Chinese; numbers and dates by language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from survey_app.exports.bundle import Bundle, Line, Quote, Sheet

LANGUAGES = ("en", "ru", "zh")

WORDS: dict[str, dict[str, str]] = {
    "open": {"en": "“", "ru": "«", "zh": "“"},
    "close": {"en": "”", "ru": "»", "zh": "”"},
    "personas": {"en": "Personas", "ru": "Персоны", "zh": "用户画像"},
    "of_asked": {"en": "{n} of {asked} asked", "ru": "{n} из {asked}, кого спросили",
                 "zh": "问过的 {asked} 人中有 {n} 人"},
    "interval": {"en": "probably {low}–{high} %", "ru": "вероятно {low}–{high} %",
                 "zh": "大概 {low}–{high}%"},
    "of_asked_short": {"en": "{n} of {asked} asked", "ru": "{n} из {asked} спрошенных",
                       "zh": "问过 {asked} 人中 {n} 人"},
    "of_short": {"en": "{n} of {asked}", "ru": "{n} из {asked}", "zh": "{asked} 人中 {n} 人"},
    "range": {"en": "{low}–{high} %", "ru": "{low}–{high} %", "zh": "{low}–{high}%"},
    "others": {"en": "others {share} %", "ru": "у других {share} %", "zh": "其他人 {share}%"},
    "of_people": {"en": "{n} of {total} people", "ru": "людей: {n} из {total}",
                  "zh": "{total} 人中的 {n} 人"},
    "fits": {"en": "The card as a whole fits {n} of {total} real people.",
             "ru": "Карточка целиком подходит реальным людям: {n} из {total}.",
             "zh": "整张卡片符合 {total} 位真实受访者中的 {n} 位。"},
    "share": {"en": "{share} %", "ru": "{share} %", "zh": "{share}%"},
    "unclassified": {"en": "{share} % fit no persona",
                     "ru": "{share} % не подходят ни к одной персоне",
                     "zh": "{share}% 不符合任何画像"},
    "more": {"en": "more than others ({share} %)", "ru": "чаще других ({share} %)",
             "zh": "多于其他人（{share}%）"},
    "less": {"en": "less than others ({share} %)", "ru": "реже других ({share} %)",
             "zh": "少于其他人（{share}%）"},
    "inferred": {"en": "inferred: nobody was asked", "ru": "вывод: об этом не спрашивали",
                 "zh": "推断：未曾询问"},
    "assumed": {"en": "assumed: no evidence yet", "ru": "предположение: подтверждений пока нет",
                "zh": "假设：尚无依据"},
    "basis_observed": {"en": "observed", "ru": "наблюдение", "zh": "观察所得"},
    "basis_inferred": {"en": "inferred", "ru": "вывод", "zh": "推断"},
    "basis_assumed": {"en": "assumed", "ru": "предположение", "zh": "假设"},
    "how_to_read": {
        "en": "How to read it: a line with a count was observed; the others say that they are "
        "inferred or assumed. A range such as 27–53 % is the 95 % interval.",
        "ru": "Как читать: строка с числом — наблюдение; остальные помечены как вывод или "
        "предположение. Диапазон, например 27–53 %, — это 95-процентный интервал.",
        "zh": "阅读说明：带人数的条目为观察所得，其余均注明为推断或假设。"
        "“27–53%”之类的范围是 95% 置信区间。"},
    "our_answer": {"en": "Our answer", "ru": "Наш ответ", "zh": "我们的回应"},
    "against": {"en": "Speaks against it", "ru": "Говорит против", "zh": "相反的声音"},
    "against_short": {"en": "against", "ru": "против", "zh": "反例"},
    "counter": {"en": "What speaks against it", "ru": "Что говорит против", "zh": "相反的声音"},
    "counter_none": {"en": "None found in {n} statements.",
                     "ru": "Не найдено; проверено утверждений: {n}.",
                     "zh": "在 {n} 条陈述中未发现。"},
    "in_brackets": {"en": "{text} ({more})", "ru": "{text} ({more})", "zh": "{text}（{more}）"},
    "otherwise": {"en": "Answered otherwise", "ru": "Ответили иначе", "zh": "另有回答"},
    "not_known": {"en": "What we do not know", "ru": "Чего мы не знаем",
                  "zh": "我们还不知道什么"},
    "not_known_none": {"en": "Nothing is open in what was asked.",
                       "ru": "По заданным вопросам пробелов нет.",
                       "zh": "就所问内容而言，没有空白。"},
    "evidence": {"en": "Evidence", "ru": "Подтверждения", "zh": "依据"},
    "evidence_of": {"en": "Evidence: {name}", "ru": "Подтверждения: {name}",
                    "zh": "依据：{name}"},
    "everyone": {"en": "True of everyone", "ru": "Верно для всех", "zh": "所有人的共同点"},
    "everyone_lead": {
        "en": "These statements set no persona apart from the others.",
        "ru": "Эти утверждения не отличают ни одну персону от других.",
        "zh": "以下陈述并不能区分各个画像。"},
    "themes": {"en": "Themes", "ru": "Темы", "zh": "主题"},
    "themes_lead": {
        "en": "What people said, by kind, the most frequent first.",
        "ru": "Что говорили люди, по видам, от частого к редкому.",
        "zh": "人们说了什么，按类别排列，最常见的在前。"},
    "more_themes": {"en": "and {n} smaller ones", "ru": "и ещё темы поменьше: {n}",
                    "zh": "另有 {n} 个较小的主题"},
    "compared_by": {
        "en": "For comparison there is a sheet for each of the largest groups by “{question}”. "
        "These groups were chosen, not found.",
        "ru": "Для сравнения добавлены листы самых больших групп по вопросу «{question}». "
        "Эти группы выбраны, а не найдены.",
        "zh": "为便于比较，另附按“{question}”划分的几个最大群体的画像。"
        "这些群体是选定的，而非从回答中发现的。"},
    "more_quotes": {"en": "More quotes: {n}", "ru": "Ещё цитаты: {n}", "zh": "更多引语：{n}"},
    "said_by": {"en": "{n} people", "ru": "людей: {n}", "zh": "{n} 人"},
    "read_from": {"en": "What was read", "ru": "Что прочитано", "zh": "读取的材料"},
    "override": {"en": "Published against a rule, because",
                 "ru": "Опубликовано вопреки правилу, потому что",
                 "zh": "违反规则发布，理由"},
    "version": {"en": "version {n}", "ru": "версия {n}", "zh": "第 {n} 版"},
    "status_draft": {"en": "draft", "ru": "черновик", "zh": "草稿"},
    "status_in_review": {"en": "in review", "ru": "на проверке", "zh": "审阅中"},
    "status_published": {"en": "published", "ru": "опубликовано", "zh": "已发布"},
    "status_superseded": {"en": "superseded", "ru": "заменено новой версией", "zh": "已被取代"},
    "reviewed_by": {"en": "reviewed by {name}", "ru": "проверено: {name}", "zh": "审阅：{name}"},
    "not_reviewed": {"en": "not reviewed by a person", "ru": "человеком не проверено",
                     "zh": "尚未经人工审阅"},
    "made": {"en": "made {day}", "ru": "составлено {day}", "zh": "制作于 {day}"},
    "rests_on": {"en": "rests on {n} people", "ru": "опирается на ответы {n} чел.",
                 "zh": "基于 {n} 人"},
    "portrait": {"en": "Drawn portrait, not a real person",
                 "ru": "Рисованный портрет, не реальный человек",
                 "zh": "手绘头像，并非真人"},
    "type_buyer": {"en": "buyer persona", "ru": "персона покупателя", "zh": "买家画像"},
    "type_negative": {"en": "negative persona: not our customer",
                      "ru": "негативная персона: не наш клиент",
                      "zh": "负面画像：不是我们的客户"},
    "type_icp": {"en": "ideal customer profile", "ru": "профиль идеального клиента",
                 "zh": "理想客户画像"},
    "solid": {"en": "solid", "ru": "надёжно", "zh": "可靠"},
    "likely": {"en": "likely", "ru": "вероятно", "zh": "较可能"},
    "fragile": {"en": "fragile", "ru": "шатко", "zh": "不稳"},
    "chosen_by": {"en": "ticked by {n}: {people}", "ru": "отметили {n}: {people}",
                  "zh": "{n} 人选择：{people}"},
    "and_more": {"en": "and {n} more", "ru": "и ещё {n}", "zh": "等另外 {n} 人"},
    "pain": {"en": "Pains", "ru": "Боли", "zh": "痛点"},
    "goal": {"en": "Goals", "ru": "Цели", "zh": "目标"},
    "objection": {"en": "Objections", "ru": "Возражения", "zh": "异议"},
    "praise": {"en": "What they value", "ru": "Что ценят", "zh": "看重什么"},
    "boards": {"en": "Boards", "ru": "Доски", "zh": "画布"},
    "clash": {"en": "clash", "ru": "противоречие", "zh": "冲突"},
    "clashes": {"en": "Where wish and need clash",
                "ru": "Где желание спорит с необходимостью",
                "zh": "愿望与需要相冲突之处"},
    "clash_pair": {"en": "“{wish}” against “{need}” (quoted for both: {n})",
                   "ru": "«{wish}» против «{need}» (сказали и то и другое: {n})",
                   "zh": "“{wish}”与“{need}”（两者都提到的有 {n} 人）"},
    "no_evidence": {"en": "no evidence yet", "ru": "подтверждений пока нет", "zh": "尚无依据"},
    "feeling": {"en": "How it feels: praise above the line, trouble below",
                "ru": "Каково это: над чертой похвала, под чертой трудности",
                "zh": "感受：线上为称赞，线下为困扰"},
    "given_name": {"en": "We call them {name}.", "ru": "Мы зовём их так: {name}.",
                   "zh": "我们称之为：{name}。"},
    "story": {"en": "Story", "ru": "История", "zh": "故事"},
    "figures": {"en": "Figures", "ru": "Показатели", "zh": "统计数值"},
    "half": {"en": "half of them: {lower} to {upper}", "ru": "у половины: {lower} — {upper}",
             "zh": "一半人：{lower} 至 {upper}"},
    "half_alike": {"en": "half of them: {median}", "ru": "у половины: {median}",
                   "zh": "一半人：{median}"},
    "middle": {"en": "middle {median}", "ru": "середина {median}", "zh": "中位数 {median}"},
    "all_between": {"en": "all: {low} to {high}", "ru": "все: {low} — {high}",
                    "zh": "全部：{low} 至 {high}"},
    "by_team": {"en": "chosen by the team", "ru": "выбрано командой", "zh": "由团队选定"},
    "behind": {"en": "What it rests on", "ru": "На чём это держится", "zh": "依据与数据"},
    "relations": {"en": "Belongs together", "ru": "Связанные персоны", "zh": "相关画像"},
    "then": {"en": "; ", "ru": "; ", "zh": "；"},
    "and": {"en": ", ", "ru": ", ", "zh": "，"},
    "nothing": {"en": "There was too little to say anything of anyone.",
                "ru": "Ответов слишком мало, чтобы что-то утверждать.",
                "zh": "材料太少，无法得出任何结论。"},
    "no_statements": {
        "en": "No three people said the same, so nothing is claimed here.",
        "ru": "Не нашлось троих, кто сказал бы одно и то же, и здесь ничего не утверждается.",
        "zh": "没有三个人说到同一点，因此这里不作任何断言。"},
}  # fmt: skip


def word(key: str, language: str, **values: object) -> str:
    """A wording filled in; KeyError for an unknown key, ValueError for an unknown language."""
    if language not in LANGUAGES:
        raise ValueError(f"language '{language}' is not known; choose one of en, ru, zh")
    return WORDS[key][language].format(**values)


def in_marks(text: str, language: str) -> str:
    """A text in the quotation marks of the language of the sheet."""
    return f"{word('open', language)}{text}{word('close', language)}"


def number(value: int, language: str) -> str:
    """A count as the language writes it."""
    return str(format_decimal(value, locale=language))


def percent(share: float) -> int:
    """A share (0-1) as a whole number of per cent, never 0 or 100 unless it is exactly that."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return 1
    return 99 if rounded == 100 and share < 1 else rounded


def day(value: date, language: str) -> str:
    """A date as the language writes it, the month in letters."""
    return str(format_date(value, "long", locale=language))


def count_text(line: Line, language: str) -> str:
    """'7 of 12 asked', or why there is no number."""
    if line.n is not None and line.asked:
        return word(
            "of_asked", language, n=number(line.n, language), asked=number(line.asked, language)
        )
    return word("assumed" if line.basis == "assumed" else "inferred", language)


def short_facts_of(line: Line, language: str) -> list[str]:
    """The same in figures, for print where room is short: '7 of 12 asked', '32–81 %', 'others 5 %'.

    Nothing is broken between a figure and its per cent sign.
    """
    facts = facts_of(line, language)
    if line.share is None or line.basis == "assumed":
        return facts
    short = [fact for fact in facts if fact in (basis_text(line, language),)]
    if line.n is not None and line.asked:
        n, asked = number(line.n, language), number(line.asked, language)
        short.append(word("of_asked_short", language, n=n, asked=asked))
    if line.low is not None and line.high is not None:
        low, high = round(100 * line.low), round(100 * line.high)
        short.append(word("range", language, low=low, high=high))
    if line.differs and line.versus is not None:
        short.append(word("others", language, share=percent(line.versus)))
    return [fact.replace(" %", "\u00a0%") for fact in short]


def basis_text(line: Line, language: str) -> str:
    """'observed', 'inferred' or 'assumed'; a basis of another name as it is (rule R14)."""
    key = f"basis_{line.basis}"
    return word(key, language) if key in WORDS else line.basis


def facts_of(line: Line, language: str) -> list[str]:
    """What stands behind a line, piece by piece: its basis, count, interval and difference."""
    counted = line.n is not None and bool(line.asked) and line.basis != "assumed"
    if not counted:
        return [word("assumed" if line.basis == "assumed" else "inferred", language)]
    basis = [] if line.basis == "observed" else [basis_text(line, language)]
    rest = (count_text(line, language), interval_text(line, language), differs_text(line, language))
    return [*basis, *(text for text in rest if text)]


def interval_text(line: Line, language: str) -> str:
    """'probably 32–81 %', the 95 % interval in words; '' where nobody was counted."""
    if line.low is None or line.high is None or not line.asked:
        return ""
    return word("interval", language, low=round(100 * line.low), high=round(100 * line.high))


def differs_text(line: Line, language: str) -> str:
    """'more than others (18 %)' where the difference holds; '' elsewhere."""
    if not line.differs or line.versus is None or not line.asked or line.n is None:
        return ""
    key = "more" if line.n / line.asked > line.versus else "less"
    return word(key, language, share=percent(line.versus))


def counter_of(sheet: Sheet) -> list[tuple[Line, list[Quote]]]:
    """The lines that somebody's own words speak against, with those words (rule R11)."""
    said = {quote.number: quote for quote in sheet.quotes if not quote.is_answer}
    found = [(line, [said[n] for n in line.against if n in said]) for line in sheet.lines]
    return [(line, quotes) for line, quotes in found if quotes]


def otherwise_texts(sheet: Sheet, language: str) -> list[str]:
    """The ticked lines that others answered otherwise: 'Just me (27 of 67)'."""
    answers = {quote.number for quote in sheet.quotes if quote.is_answer}
    texts = []
    for line in sheet.lines:
        if line.n is not None and line.asked and answers.intersection(line.against):
            rest = number(line.asked - line.n, language)
            count = word("of_short", language, n=rest, asked=number(line.asked, language))
            texts.append(word("in_brackets", language, text=line.short, more=count))
    return texts


def standing_texts(sheet: Sheet, language: str) -> list[str]:
    """Whom the persona stands for: its people and share, who fits none; last, how sure that is."""
    base = word(
        "of_people",
        language,
        n=number(sheet.n, language),
        total=number(sheet.n_respondents, language),
    )
    if sheet.stability_word:
        base += " · " + word("share", language, share=percent(sheet.share))
    texts = [base]
    if sheet.stability_word:
        texts.append(word("unclassified", language, share=percent(sheet.unclassified_share)))
    sure = [text for text in (sheet.stability, fits_text(sheet, language)) if text]
    return [*texts, ("" if language == "zh" else " ").join(sure)]


def fits_text(sheet: Sheet, language: str) -> str:
    """How many real people the card fits as a whole (rule R6); '' where nobody counted."""
    if sheet.fits is None:
        return ""
    n, total = (number(one, language) for one in sheet.fits)
    return word("fits", language, n=n, total=total)


def foot_texts(sheet: Sheet, bundle: Bundle) -> list[str]:
    """The last line of a sheet: on whom it rests, its version, who looked at it, when."""
    language = bundle.language
    status = word(f"status_{sheet.status}", language)
    if sheet.version is not None:
        status = f"{word('version', language, n=sheet.version)}, {status}"
    when = sheet.published_on
    reviewed = (
        word("reviewed_by", language, name=sheet.reviewed_by)
        if sheet.reviewed_by
        else word("not_reviewed", language)
    )
    return [
        word("rests_on", language, n=number(sheet.n, language)),
        f"{status}, {day(when, language)}" if when else status,
        reviewed,
        word("made", language, day=day(bundle.made_at.date(), language)),
    ]
