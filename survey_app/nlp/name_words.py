"""Where a readable phrase may begin and end, in three languages (written for this project)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameWords:
    """What naming has to know about a language. All in lower case."""

    # dropped from the front, longest first: 'i think that'; by first word (Chinese: character)
    openers_by_start: dict[str, tuple[tuple[str, ...], ...]]
    joints: frozenset[str]  # a phrase may end before one of these, and at a pinch begin after it
    breaks: frozenset[str]  # the joints at which a new clause begins
    subjects: frozenset[str]  # pronouns with which a clause begins
    weak_starts: frozenset[str]  # a phrase does not begin with these
    vague_starts: frozenset[str]  # it may, but better not: 'it takes forever'
    weak_ends: frozenset[str]  # a phrase does not end with these
    vague_ends: frozenset[str]  # it may, but better not: 'like them'
    predicates: frozenset[str]  # words that make a statement of a phrase
    numerals: frozenset[str]  # numbers spelt out, which belong to one person's story
    shortest: int  # in words (English, Russian) or characters (Chinese)
    best: tuple[int, int]
    longest: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _openers(text: str, *, by_character: bool = False) -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases = {phrase.strip() for phrase in text.replace("\n", "|").split("|")} - {""}
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        parts = tuple(phrase.split())
        start = phrase[0] if by_character else parts[0]
        table[start] = (*table.get(start, ()), parts)
    return table


ENGLISH = NameWords(
    openers_by_start=_openers(
        """
        and|but|so|also|then|because|well|yes|yeah|ok|oh|um|uh|or|plus|too bad|i think that
        i think|i guess|i feel like|i feel that|i feel|i believe|it seems that|it seems
        it would be nice if|it would be nice to|it would be great if|it would be great to
        it would be good to|would be nice if|would be nice to|would be great if|would be good to
        it would be helpful if|it'd be nice if|i would like to|i would like|i'd like to|i'd like
        i would love to|i'd love to|i would love|i'd love|i wish that|i wish|i want to|i want
        i need to|i need|we need to|we need|we want to|we want|please|maybe|perhaps|just|really
        basically|honestly|actually|obviously|generally|mostly|mainly|that|which|when|if|though
        although|however|while|since|as|like|such as|there is|there are|there's|there was
        there were|the fact that|in my opinion|for me|for example|for instance|i am|i'm|we are
        we're|i have|i've|we have|we've|i found that|i find that|i find|i found|one is|it is
        it's|hi|hello|hey|can you please|could you please|can you|could you|please tell me
        tell me|i would|i'd|he is|she is|says|said that|said|says that|mentioned that|noted that
        you know|i mean|kind of|sort of|quote|participant|i was|i|we|a|an|the|my|our|some|any
        another|those|these|all the|all|his|her|their|you|being able to|be able to|able to
        ability to|the ability to|having to|more
        """
    ),
    joints=_words(
        """
        and but or so because that which who when where while if though although since than then
        like as with without for from to of in on at by into about via per using due until
        unless before after during between through i we you they it
        """
    ),
    breaks=_words("and but or so because when where if though although while since than then"),
    subjects=_words("i we you they it he she there"),
    weak_starts=_words(
        """
        after before where because since during while until unless without using doing trying of
        to with from for in on at by than as or and but so 's is are was were be been am do does
        did has have had will would could should may might must which who whom whose into about
        via per very too either both e.g i.e etc me him us them s t re ve ll d m out up down off
        over back around away go goes going gone went get gets got getting said says index e g
        itself myself himself herself themselves yourself ourselves
        """
    ),
    vague_starts=_words(
        """
        it its this these those he she they them their his her there here that what how why one
        some any such other others another more much lot lots even still something anything
        things thing i we you having part use uses used having being keep own last
        """
    ),
    weak_ends=_words(
        """
        a an the and or but of to in on at for with from by as is are was were be been being
        have has had do does did can could will would should may might must not my your our
        their its his her this that these those very so i we you he she they if when because
        than there which who whose what how where why just also some any no more most less many
        much really such each every into about like even still other via per e.g i.e etc only
        quite rather am between during through s t re ve ll d m don't doesn't didn't can't won't
        isn't aren't i'm i've i'd it's that's get got make makes made let lets one's until
        without unless too me while then new e g whole all using
        """
    ),
    vague_ends=_words(
        "it them this that us here there way thing things one ones stuff used needed lot"
    ),
    predicates=_words("is are was were has have had can could will would does did takes gets"),
    numerals=_words(
        """
        two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
        seventy eighty ninety hundred thousand half third fifth quarter pm am
        """
    ),
    shortest=2,
    best=(3, 6),
    longest=7,
)

RUSSIAN = NameWords(
    openers_by_start=_openers(
        """
        и|но|а|да|ну|вот|так|же|также|еще|ещё|потом|потому что|поэтому|или|либо|что|чтобы|если
        когда|хотя|я думаю что|я думаю|думаю что|думаю|мне кажется что|мне кажется|кажется что
        кажется|по-моему|на мой взгляд|я считаю что|считаю что|считаю|хотелось бы чтобы
        хотелось бы|хочется чтобы|хочется|хотел бы|хотела бы|я хочу чтобы|я хочу|хочу чтобы|хочу
        было бы здорово если бы|было бы здорово|было бы хорошо если бы|было бы хорошо
        было бы неплохо|было бы удобно|здорово было бы|пожалуйста|просто|вообще|в общем|в целом
        честно говоря|на самом деле|как правило|иногда бывает что|у меня|у нас|мы|я|то что|это
        то|однако|зато|очень|рт|rt|можно|нужно чтобы|надо чтобы|говорит что|сказал что
        сказала что|добрый день|здравствуйте
        """
    ),
    joints=_words(
        """
        и но а или что чтобы если когда хотя потому поэтому который которая которое которые
        которых где куда как чем в во на с со из от до для по при про об о за под над без через
        у к ко
        """
    ),
    breaks=_words("и но а или что чтобы если когда хотя потому поэтому где чем"),
    subjects=_words("я мы вы они он она оно"),
    weak_starts=_words(
        """
        и но а или же бы ли в во на с со из от до для по при про об о за под над через к ко чем
        который которая которое которые которых был была было были будет есть
        """
    ),
    vague_starts=_words(
        """
        он она оно они его ее её их это этот эта эти тот та те там тут здесь такой такая такие
        все всё как какой что еще ещё даже уже один
        """
    ),
    weak_ends=_words(
        """
        и но а или же бы ли не ни в во на с со из от до для по при про об о за под над без через
        у к ко что чтобы если когда хотя как который которая которое которые которых чем это
        этот эта эти тот та те мой моя мои мне наш наша наши нам ваш ваша ваши его ее её их я мы
        вы ты он она они очень так такой такая такие был была было были будет есть уже еще ещё
        даже тоже только просто потому поэтому где куда весь вся можно нужно надо после перед
        между
        """
    ),
    vague_ends=_words("его ее её их там тут здесь раз"),
    predicates=_words("есть был была было были будет может могут стал стала стало"),
    numerals=_words(
        """
        два две двое три трое трёх четыре пять шесть семь восемь девять десять двенадцать двадцать
        тридцать сорок пятьдесят сто ста двести тысяч тысячи пятого
        """
    ),
    shortest=2,
    best=(2, 6),
    longest=7,
)

CHINESE = NameWords(
    openers_by_start=_openers(
        """
        但是|但|不过|然而|可是|只是|而且|并且|还有|还|也|就是|就|因为|所以|如果|要是|虽然|然后
        其实|感觉|觉得|我觉得|我感觉|个人感觉|个人觉得|我认为|希望能够|希望能|希望可以|希望
        最好能|最好|想要|建议|请|总之|总体来说|总的来说|总体|另外|此外|后来|结果|反正|毕竟|我
        我们|这个|那个|这|那|的|了|是|都|又|再|在|给|和|跟|与|被|把|对|对于|比如|例如|说|说是
        居然|竟然
        """,
        by_character=True,
    ),
    joints=_words("但是 但 不过 然而 可是 而且 并且 因为 所以 如果 虽然 就是 然后 还有 和 而 又"),
    breaks=_words("但是 但 不过 然而 可是 而且 并且 因为 所以 如果 虽然 就是 然后 还有 而 又"),
    subjects=_words("我 我们 你 他们 它"),
    weak_starts=_words("的 了 着 过 得 地 吗 呢 吧 啊 呀 啦 哦 个 们 与 及 以 之"),
    vague_starts=_words("它 他 她 这样 那样 一个 一些 什么"),
    weak_ends=_words(
        """
        的 和 与 及 在 是 把 被 对 给 跟 让 比 从 到 为 以 而 但 但是 而且 因为 所以 如果 虽然
        就 就是 也 都 还 又 再 很 太 更 最 非常 不 没 没有 我 你 他 她 它 我们 他们 这 那 这个
        那个 一个 个 要 会 能 可以 想 用 有 得 着 过 地 等 之 说 去 来 十分 比较 有点 还是 或
        或者 不过 可是 只 才 连 请 每 如
        """
    ),
    vague_ends=_words("什么 这里 那里 东西 时候 了"),
    predicates=frozenset(),
    numerals=_words("两 三 四 五 六 七 八 九 十 百 千 一个多 两个 三个 五个 十个"),
    shortest=3,
    best=(4, 10),
    longest=14,
)

NAME_WORDS = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
