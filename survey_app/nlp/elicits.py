"""What a question asks for, read from its wording or from a column's heading."""
# ruff: noqa: E501 - wordings are lists, see the cue books

import re
from functools import cache

from survey_app.nlp.features import fold

# Each tag's wordings, in the order in which the tags are given back. A heading such as
# 'difficult_aspects_1' is read with spaces for its underscores.
_WORDINGS = {
    "pain": r"""
        annoy\w* | frustrat\w* | irritat\w* | bother\w* | difficult\w* | hard(?:est|er)? (?:to|part|thing)?\b | struggl\w* | challeng\w*
        | pain ?points? | pains? | problems? | issues? | complaints? | (?:n't|not|never|least|dis) ?(?:really |much )?lik\w* | (?:hinder\w+|hindr\w+)(?! you from) | dislikes? | hate
        | wors[te]\w* | bad\b | negative\w* | cons\b | weakness\w* | drawbacks? | downsides? | disadvantages? | troubles? | confus\w*
        | get(?:s|ting)? in (?:the|your|my) way | wast\w+ (?:your )?time | slow\w* you | go(?:es)? wrong | went wrong | missing | not addressed?
        | unmet | headaches? | pet peeves? | obstacl\w+ | not work\w* | disappoint\w* | what (?:stops|blocks) you from (?:doing|getting|working)
        | раздража\w+ | бес(?:ит|ят) | меша\w+(?! (?:вам |тебе )?(?:купить|приобрести|заказать|перейти|начать|подписаться|попробовать|оформить)) | трудн\w+ | сложн\w+ | проблем\w* | неудоб\w+ | не ?нрав\w+ | не устраива\w+ | огорча\w+
        | жалоб\w+ | недостат\w+ | минус\w* | расстраива\w+ | боль\b | боли\b | хуже | хужe | напряга\w+ | злит | отнимает | затрудн\w+
        | не хвата\w+ | разочаров\w+ | плох\w+ | негатив\w*
        | 烦恼 | 烦 | 困扰 | 困难 | 难点 | 痛点 | 问题 | 不满 | 不喜欢 | 讨厌 | 缺点 | 不足 | 抱怨 | 麻烦 | 最差 | 头疼 | 不方便 | 挑战 | 吐槽 | 失望 | 难用
    """,
    "objection": r"""
        hind(?:er|r)\w+ | hesita\w* | (?:stop|keep|prevent|hold)(?:s|ing|ed|back)?(?: \w+){0,2} (?:from|back) | barriers? | objections? | reservations? | doubts? | concerns?
        | reluctan\w* | worr(?:y|ies|ied) | not (?:buy|purchas\w*|sign|subscrib\w*|us(?:e|ing)|recommend|choose|renew|upgrade) | cancel\w* | churn | why not
        | reasons? (?:for )?not | against (?:it|using|buying|us) | (?:almost|nearly) (?:stop|kept|prevent)\w* | fears? | afraid | risks?
        | сомнен\w+ | сомнева\w+ | опас\w+ | останавлива\w+ | удержива\w+ | возражен\w+ | препятств\w+ | барьер\w* | почему (?:вы )?не | страх\w* | бо(?:итесь|ишься|ялись) | отказ\w+ | смуща\w+ | беспоко\w+ | риск\w*
        | 顾虑 | 犹豫 | 担心 | 阻碍 | 障碍 | 妨碍 | 疑虑 | 为什么不 | 没有购买 | 不买 | 不购买 | 放弃 | 害怕 | 阻止 | 风险 | 不愿意 | 反对
    """,
    "goal": r"""
        goals? | aims? | objectives? | achiev\w* | accomplish\w* | trying to | hop(?:e|es|ing) | wish(?:es|ed)? | want\w* | need(?:s|ed)? | would you (?:like|love|change|improve|add)
        | chang(?:e|es|ed)\b | improv\w* | suggest\w* | recommendations? | enhanc\w* | feature\w* | requests? | ideas? | ideal\w* | magic wand | missing | better
        | expect\w* | jobs? to be done | priorit\w* | success\w* | motivat\w* | why (?:did|do) you (?:start|choose|buy|use|look) | looking for | should we | could we | dream
        | цел[ьи]\w* | хот(?:ите|ели|елось|ел) | жела\w+ | нужн\w+ | улучш\w+ | измен\w+ | предлож\w+ | пожелан\w+ | добав\w+ | мечта\w* | ожида\w+ | достич\w+ | задач\w+ | потребност\w+ | не хвата\w+ | идеал\w+ | добит\w+ | надеет\w+ | стрем\w+
        | 目标 | 目的 | 希望 | 想要 | 需要 | 需求 | 改进 | 改善 | 改变 | 建议 | 期望 | 期待 | 愿望 | 功能 | 理想 | 实现 | 增加 | 优化 | 解决什么
    """,
    "praise": r"""
        pleas(?:ant|e[ds]?|ing|ure)\w*(?! (?:tell|describe|explain|specify|list|select|give|share)) | lik(?:e|es|ed) (?:most|best|about)? | love\w* | enjoy\w* | best\b | favou?rite\w* | benefits? | advantages? | strengths? | pros\b | positive\w* | delight\w* | happy with | satisf\w*
        | works? well | good\b | great | most (?:useful|valuable|helpful) | value (?:most|about) | recommend (?:it|us) to | appreciat\w*
        | нрав\w+ | любим\w+ | лучш\w+ | радует | радуют | приятн\w+ | преимуществ\w+ | достоинств\w+ | плюс\w* | доволь\w+ | цените | полезн\w+ | удоб\w+
        | 喜欢 | 满意 | 优点 | 好处 | 最好 | 亮点 | 优势 | 喜爱 | 欣赏 | 愉快 | 推荐 | 有用
    """,
}
# what is taken back where another wording covers it: 'do not like' asks for no praise
_TAKEN_BACK = {
    "praise": r"""
        (?:n't|not|least|dis|never) ?(?:\w+ )?(?:lik\w+|enjoy\w*|happy|satisf\w*|pleas\w*|work well) | would you (?:\w+ )?(?:like|love) | (?:do you|are there) (?:\w+ )?want | dissatisf\w* | unpleas\w*
        | not (?:so )?good | как лучше | лучше бы | улучш\w+ | не ?(?:нрав|любим|доволь|удоб|приятн|полезн)\w* | 不喜欢 | 不满意 | 不满 | 最好能 | lik(?:e|ed) to (?:see|have|change|add|improve|do)
        | good idea
    """,
    "goal": r"""
        do(?:n't|es ?n't| not) (?:want|need) | problems? you (?:want|need) | (?:met|addressed)\b(?!.*not) | need help | workflow needs addressed | would you (?:like|want) to (?:tell|share|add)
        | not (?:meet|met) | feature\w* do(?: not|n't)? you (?:dis)?like | favou?rite feature\w* | like about | в чем проблем\w*
    """,
    "pain": r"""
        no problems? | (?:would you|could we|we could|should we) (?:\w+ )?(?:improve|change) | not difficult | problems? (?:does|did|do) (?:it|we|our) solve
        | какую (?:проблему|задачу) (?:вы )?(?:решает\w*|хотите) | 解决什么问题
    """,
    "objection": r"(?:do|did) you (?:do|use) to (?:stop|prevent)",
}
_OPEN_END = re.compile(r"anything else|something else|other comments|что-нибудь ещ[её]|还有什么")


@cache
def infer_elicits(question_or_heading: str) -> tuple[str, ...]:
    """Tell what a question asks for: pain, objection, goal, praise; empty where it stays open.

    >>> infer_elicits("What annoys you about it?")
    ('pain',)
    """
    question = re.sub(r"[_\-\s]+", " ", fold(question_or_heading[:2_000])).strip()
    if _OPEN_END.search(question):
        return ()
    tags = []
    for tag, pattern in _patterns().items():
        taken = _taken_back().get(tag)
        rest = taken.sub(" ", question) if taken else question
        if pattern.search(rest):
            tags.append(tag)
    if (
        "pain" in tags
        and "praise" in tags
        and not re.search(r"\b(?:and|or|и|или)\b|和|或", question)
    ):
        tags.remove("praise")
    return tuple(tags)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {tag: _compile(wordings) for tag, wordings in _WORDINGS.items()}


@cache
def _taken_back() -> dict[str, re.Pattern[str]]:
    return {tag: _compile(wordings) for tag, wordings in _TAKEN_BACK.items()}


def _compile(wordings: str) -> re.Pattern[str]:
    parts = [part.strip() for part in re.split(r"\s\|\s|\n\s*\|?", wordings) if part.strip()]
    spaced = [part for part in parts if not re.search(r"[\u4e00-\u9fff]", part)]
    dense = [part for part in parts if re.search(r"[\u4e00-\u9fff]", part)]
    body = rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"
    return re.compile(body + ("|" + "|".join(dense) if dense else ""))
