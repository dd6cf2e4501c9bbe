"""Chinese (simplified): words by jieba; stop words written for this project (MIT), kept short.

Words that carry a signal (不, 没, 没有, 太, 想, 要, 需要, 问题, 但) are no stop words.
"""

import logging
import re
import warnings
from functools import cache
from typing import Any

from survey_app.nlp.lang.base import Language, words

STOP_WORDS = words("""
一个 一些 一下 一样 一直 上 下 与 个 中 为 也 了 于 些 人 什么 他 他们 以
们 会 你 你们 使用 其 再 几 出 到 去 又 及 只 可以 吗 吧 呀 呢 和
哦 啊 啦 因为 在 地 多 她 它 它们 对 就 就是 已经 并 我 我们 或 所以 把
时候 是 是的 更 最 有 有点 来 次 每 然后 用 由 的 看 着 等 给 而 而且
能 自己 被 让 该 说 跟 过 还 还是 还有 这 这个 这些 这样 那 那个 那些 那么 都
里
""")
CONTRAST = re.compile(
    r"[，,、\s]?(?=但是|但愿|不过|然而|可是|只是|除了|就是(?:[太有不没价房味]))"
    r"|[，,、\s]?(?<!不)(?<!非)(?=但(?!凡|是|愿))|[；;]"
)

_WORD = re.compile(r"[^\W_]", re.UNICODE)


@cache
def _segmenter() -> Any:
    with warnings.catch_warnings():  # jieba asks pkg_resources for its file, which warns of its end
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        segmenter.initialize()  # its own cache stays in the system's folder for temporary files
    return segmenter


def word_spans(text: str) -> list[tuple[int, int]]:
    """Find Chinese words, which have no spaces between them; other scripts pass as they stand."""
    return [
        (start, end)
        for word, start, end in _segmenter().tokenize(text, HMM=False)
        if _WORD.search(word)
    ]


LANGUAGE = Language(
    code="zh",
    name="Chinese",
    stop_words=STOP_WORDS,
    sentence_marks="。！？!?…",
    abbreviations=frozenset(),
    contrast=CONTRAST,
    word_spans=word_spans,
    normalise=str.lower,
    examples=(
        "导出要等很久，也没人回复。",
        "希望可以读取我们的旧文件。",
        "对三个人的团队来说太贵了。",
    ),
)
