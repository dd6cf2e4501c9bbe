"""The sample study in Chinese."""

from __future__ import annotations

from tests.web.samples.english import ENGLISH
from tests.web.samples.shapes import Sample, groups, questions, road, tabs, themes

CHINESE: Sample = ENGLISH | {
    "study": "代理公司为什么留下",
    "standing": "210 人中已有 84 人作答，完成 12 次通话；31 个建议主题等待您审阅。",
    "next_title": "审阅客户的说法",
    "next_text": "31 条建议，大约二十分钟，最大的排在最前。",
    "next_label": "开始审阅",
    "road": road(
        ["提问", "倾听", "主题", "画像"],
        ["210 人中 84 人作答", "已通话 12 次", "已接受 4 个，待审 31 个", "尚无"],
    ),
    "since_title": "昨天以来",
    "since": [("14:03", "又有七人作答，其中五家代理公司。")],
    "review_title": "客户的说法",
    "tabs": tabs(["痛点", "目标", "顾虑", "称赞"]),
    "by_week": "最近四周的提及次数",
    "themes": themes(
        ["导出太慢", "周五没有人回复", "涨价没有通知", "手机端丢失草稿", "很难向上司解释"]
    ),
    "ungrouped": "11 条未归类",
    "quotes": [
        ("我午饭前开始导出，然后就只能祈祷了。", "R-017，代理公司，电话，10月12日"),
        (
            "等了四十分钟，最后还是超时。我答应客户中午前给出数字。",
            "R-052，企业内部，邮件，10月14日",
        ),
    ],
    "more_often": "代理公司更常提到",
    "groups": groups(["代理公司", "企业内部团队"]),
    "review_actions": [("A", "接受主题"), ("R", "改名"), ("M", "合并"), ("X", "拒绝")],
    "undo": "撤销",
    "pad_title": "与玛丽亚的通话",
    "questions": questions(
        [
            "您的一天是怎样安排的？",
            "还有谁参与决定？",
            "什么最妨碍您？",
            "您还试过什么？",
            "什么会让您离开？",
        ],
        ["已回答，4 行", "已问，未回答"],
        "上一次是什么时候？您当时怎么做的？",
    ),
    "notes": [
        ("12:09", "“我午饭前开始导出，然后就只能祈祷了。”", "pain"),
        ("12:11", "想要一个客户相信的数字。", "goal"),
    ],
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
        {
            "label": "痛点",
            "kind": "pain",
            "statements": [("导出太慢", 14, 34, [2, 3]), ("手机上的草稿会消失", 9, 34, [5])],
        },
        {
            "label": "顾虑",
            "kind": "objection",
            "answer": "我们的回答：五人以下团队的第二份许可半价。",
            "statements": [("第二份许可太贵", 11, 30, [6])],
        },
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
