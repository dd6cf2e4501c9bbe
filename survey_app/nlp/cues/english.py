"""English wordings of pains, goals, objections and praise, interviewers' shorthand included."""
# ruff: noqa: E501 - wordings are lists: one line a theme reads better than a column of fragments

from functools import lru_cache

from survey_app.nlp.cues.base import CueBook
from survey_app.nlp.lang.base import words

_ADD = (
    "add|allow|let|make|give|provide|consider|include|enable|support|bring|change|improve|"
    "implement|put|remove|update|extend|expose|create|introduce|increase|show|offer|open|integrate|"
    "simplify|reduce|expand|publish|enhance|display|release|adopt"
)
_NICE = (
    "nice|nicer|great|good|helpful|useful|cool|awesome|better|best|ideal|wonderful|handy|perfect|"
    "fantastic|amazing|preferable|beneficial|easier|lovely|excellent|appreciated|welcome|neat|"
    "interesting|worthwhile|very|really|so|much|more"
)

MOODS = {
    "goal.wish": rf"""
        (?:i|we|really|just|only|he|she|they|users?|people|also) (?:\w+ly )?wish(?:es|ed)?(?! me| you a| us luck)
        (?<!best )wish(?:es)? (?:it|there|you|that|i|the|they|we|for|this|these)
        (?:would|'d|'ll|should|will|could) (?:\w+ly |also |all |just |have )?(?:be|been) (?:\w+ly |so |a )?(?:{_NICE})\b(?! than)
        (?:would|i'd|we'd|he'd|she'd|they'd|'d) (?:\w+ly |also |all |just |be )?(?:love|like|prefer|appreciate|welcome|enjoy|want|expect|thank)\w*(?! how)
        would (?:\w+ly |also )?(?:help|make it|make life|make sense|allow|enable|benefit|improve|solve)
        hop(?:e|es|ing) (?:that |to |for )?(?:you|they|this|it|the|see|microsoft|we|there|someone|future)
        hopefully | looking forward to | if only | in an ideal world | ideally | dream of | (?:can't|cannot) wait (?:for|to|until)
        love to (?:see|have|be able) | like to (?:see|have|be able|know if|request|suggest|propose|add) | nice to have
    """,
    "goal.request": rf"""
        please,? (?:also |just |do |kindly |at least )?(?:{_ADD}|do|have|keep|think|get|work|bring|start|stop|look|listen|return|rework|build|find|port|don't)\b
        (?:can|could|would|will) (?:you|u|we|they|microsoft|someone)(?: guys)? (?:please |pls |also |just |at least )*(?:{_ADD}|have|do)\b
        (?:pls|plz) (?:{_ADD}) | (?:let|allow|allowing|letting) (?:us|users|me|developers|the user|people|customers|apps|them|others|more)
        giv(?:e|ing) (?:us|users|me|developers|the user|people|customers|them) (?:the |an |a |more |some )?(?:option|ability|possibility|chance|choice|way|access|control|api)\w*
        (?:feature|change|enhancement) requests? | my (?:request|suggestion|proposal|idea|advice)
    """,
    "goal.fix": r"""
        (?:please|pls|plz|kindly|just|and|to|should|must|need to|needs to)(?: \w+)? (?:fix|solve|resolve|sort|repair|correct|look into|do something|work on)\w* | fix (?:it|this|that|these|the|your|my|asap)
    """,
    "goal.should": rf"""
        (?:should|shall|ought to|must|needs? to|has to|have to)(?: also| really| at least| just| definitely| always| only)? (?:be|have|{_ADD}|work|come|get|take|focus|look|do|use|also|not be|let|become|contain|exist|return|rename|keep|start|stop|learn|invest|think)\b(?! (?:been|used to))
        (?:could|can|might) (?:be|use) (?:\w+ly |a (?:bit|little) |some |much |far |even )?(?:better|improved?\w*|improvements?|more|easier|faster|simpler|clearer|larger|bigger|cheaper|nicer|added|expanded|extended|a bit|some work|work)
        (?:needs?|requires?) (?:to improve|improv\w+|work|some work|to be|more|better|a better|an? \w+ (?:option|button|feature|mode|function))
        better if | (?:is|are|was) (?:much |really |also |urgently )?(?:needed|required|necessary|a must|desirable) | must have
    """,
    "goal.need": r"""
        (?:i|we|he|she|they|users?|people|developers?|you|customers?|teams?|clients?|one) (?:\w+ly |also |still |just |do |would |might )?needs? (?!help\b)
        need(?:ing|s)? (?:to be able|a way|an option|the ability|access|more|better|some)
        in need of | it is (?:important|essential|crucial|vital) | essential (?:to|that|for)
    """,
    "goal.want": r"""
        want(?:s|ed|ing)? (?:to|the|a|an|it|more|less|fewer|some|this|that|my|our|their|all|better)
        (?:looking|searching|shopping|hoping) for | (?:interested|interest) in (?:seeing|having|getting|learning|using|knowing)
        would (?:rather|sooner) (?:have|see)
    """,
    "goal.suggest": r"""
        suggest(?:s|ed|ion|ions|ing)?(?! by) | propos(?:e|es|ed|al|ing) | how about (?:a|an|the|adding|making|some|you|we)
        what about (?:adding|making|having|a|an) | why (?:not|don't you|can't we|couldn't we|can't you) (?:just |also |simply )?(?:add|allow|let|make|give|have|use|provide|put|include|do|offer)
        (?:would|i'd|i) (?:\w+ly )?(?:recommend|advise|vote for|request|ask for) (?:that|adding|making|you|to|it be|having|the)
        an option (?:to|for|would) | option to | ability to | possibility to | a way (?:to|for|of) | there (?:should|must|needs? to|has to|ought to) (?:also )?be | (?:it|that) is time (?:to|for) | high time | the (?:best|easiest|simplest) (?:solution|way) (?:would|is|to)
        instead of .{1,40}(?:should|could|please) | (?:make|making) it (?:\w+ly )?(?:easier|possible|faster|simpler|clearer|more|so|better|optional)
        (?:better|best) (?:label|wording|name|way) for
    """,
    "goal.aim": r"""
        in order to | (?:my|our|the|main) (?:goal|aim|objective|purpose|intention) | (?:tr(?:y|ies|ying)|hoping|planning|plan|plans|aim|aims|intend|intends) to
        so (?:that )?(?:i|we|they|users|people|you) (?:can|could|would)
    """,
    "mood.hypothetical": r"""
        if (?:it|there|you|they|i|we|the|this|that|one|only|a|an|my|our|users?)\b | unless | in case | would have | might have | even if | whether | suppose | as if | let's say
    """,
    "mood.help": r"""
        how (?:do|can|would|should|could|to|does) (?:i|we|you|one|my|the|it)?\b | what (?:is|are|do|does|time|should|can|would)\b | where (?:is|are|can|do|does|should)\b | when (?:is|will|does|do|can|are)\b | which | who (?:is|can|do)\b
        (?:can|could|may|am|are|is|do|does|will) (?:i|you|it|there|my|we)\b(?=[^?.!]{2,80}\?) | (?:tell|show|explain|help|give|teach|remind) me | i'd like to know | i (?:need|want) to (?:know|find|check|see) | is it possible to | any (?:idea|chance|way|news|update)s?\b
    """,
    "neutral.reply": r"""
        sorry to (?:hear|learn|see)(?: that| about)?(?= (?:you|this|that|your|to|about|of|the|it)|[,.! ]) | (?:we|i) (?:do )?apologi[sz]e | (?:our|my|sincere) apologies | we(?:'re| are) (?:so |very |really |truly )?sorry | (?:please|pls|can you|could you|kindly|feel free to)(?: \w+)? (?:dm|d\.m|direct message|send us|email us|contact us|contact our|reach out|let us know|visit|follow|check|call us)
        dm us | (?:we|i) (?:can|will|would|'d|'ll) (?:be (?:happy|glad) to |love to |like to )?(?:look into|help|assist|investigate|check|take a look|get this|pass)
        happy to help | glad to (?:help|hear) | thanks for (?:letting us|reaching|your patience|the feedback|contacting|bringing) | let us know | let me know if | we'd (?:love|like) to | you(?:'re| are) welcome | how can (?:i|we) help | what's going on with your | could you (?:tell|share|provide|give|send) us | we understand
    """,
    "neutral.solved": r"""
        (?:got|is|was|been|all|now) (?:it )?(?:fixed|solved|sorted|resolved) | (?:fixed|solved|resolved) (?:now|it|the|my|this|that|in)\b | no longer (?:an issue|a problem|crash\w*) | used to (?:be (?:a )?(?:problem|slow|bad|terrible)|crash|fail|hate|have (?:problems|issues)|struggle) | works now | working (?:again|now) | back (?:up|to normal)
        problem solved | solves? (?:the|my|our|this|that|all)
    """,
}

_WORKVERB = (
    "work|load|open|sync|connect|start|save|play|turn|install|update|download|upload|respond|let|"
    "allow|recogni[sz]e|recognise|support|accept|show|display|fit|charge|print|run|appear|go|stay|"
    "hold|read|find|send|receive|access|log|login|see|get|use|make|do|change|delete|scroll|answer|"
    "return|reply|come|arrive|happen|help|match|understand|finish|complete|book|check|pay|change|"
    "cancel|reach|speak|figure|tell|know|notice|care|believe"
)
STANCES = {
    "pain.malfunction": rf"""
        crash\w* | freez(?:e|es|ing) | fr[oe]ezes? | froze\w* | bug(?:s|gy|ged)? | glitch\w* | errors? | broke(?:n)?\b(?! in) | breaks | breaking | malfunction\w* | fail(?:s|ed|ing|ures?|ure)? | hang(?:s|ing)\b(?! out) | hung up | lags? | lagg(?:y|ing) | stuck | corrupt\w* | outages? | disconnect\w* | not working | non.?working | stopp?(?:ed|s) working | (?:is|was|are|still|been|went|keeps? going|system|site|server|service) down | unusable | unresponsive | inoperable | defect\w* | faulty | dead | locked (?:out|up) | shuts? (?:off|down) | drops? (?:calls?|off|out) | dropp?(?:ed|ing) | won't \w+ | timed? out | kick(?:s|ed) me out | blank screen | leak(?:s|ed|ing|y)? | jam(?:s|med|ming)
        (?:does|do|did|will|would|can|could|is|are|was|were|has|have|had)(?:n't|nt| not)(?: even| always| seem to| really| ever| properly| actually| be)? (?:{_WORKVERB})(?:ed|ing|s|n)?\b
        (?:cannot|cant|can't|wont|won't|unable to|couldn't)(?: even| ever| seem to| actually| really| be)? (?:be )?(?:{_WORKVERB}|[a-z]{{3,}}ed|afford|get|view|edit|type|listen|watch|move|stand|zoom|reset|select)\b
        (?:declined|rejected|not recogni[sz]ed|unrecogni[sz]ed|not accepted|got blocked)
    """,
    "pain.hindrance": r"""
        (?:hard|harder|difficult|tough|tricky|impossible|tedious|awkward|cumbersome|clunky|clumsy|inconvenient|challenging|painful|time.?consuming|cryptic|finicky|fiddly|rigid|inflexible|unwieldy|messy|cluttered|overwhelm\w+|daunting|non.?trivial|unfriendly)(?: to| for| on)?
        difficult(?:y|ies) | struggl\w+ | confus\w+ | unclear | unintuitive | counter.?intuitive | not (?:very |so |that |too |really |always |as |immediately )?(?:obvious|clear|intuitive|easy|user.friendly|straightforward|possible|convenient|comfortable|compatible|readable|legible|self.explanatory)
        (?:hard|difficult|rough|tough) time | troubles?\b | troublesome | problem(?:s|atic)? | issues? | annoy\w* | frustrat\w* | irritat\w* | hassles? | pain(?: in the)? | nuisance | headaches? | workarounds? | complicated | complex | (?:steep|high|big|long) learning curve | learning curve | hinder\w* | hindrance | obstacles? | barriers? | bottlenecks? | inconvenien\w+ | got lost | gets? lost | nightmare | drawbacks? | downsides? | disadvantages? | cons? (?:is|are|:) | limitations? | concerns? | gripes? | complain\w* | challenges? | conflict\w* | gets? in (?:the|my|our) way | by hand | every (?:single )?time | over and over | manually | have to (?:manually|constantly|always|keep|go back|re)\w*
        (?:did|does|do|was|is|has|had)(?:n't| not) (?:\w+ly )?(?:understand|notice|see|know|reali[sz]e|expect|figure|find|aware|sure (?:what|how|where|why|if)|make sense|get (?:it|why|how|that|what))
    """,
    "pain.cost": r"""
        (?:too |very |so |quite |bit |little |rather |more |most )?(?:expensive|pricey|pricy|costly) | overpriced | over.?priced | rip.?off | ripped off | waste of (?:my |your |our )?money | money down | hidden (?:fees?|costs?|charges?) | (?:high|higher|steep|hefty|extra|outrageous) (?:price|cost|fee|charge|bill)s? | price(?:s)? (?:is|are|was|went|keeps?)? ?(?:too |so |very )?(?:high|up|steep|increase\w*) | cost(?:s|ing)? (?:too|so|a lot|a fortune|more|me|us) | (?:over|double|up|still|being|been|got|was|were|am|getting|keep|twice) ?charg(?:ed?|ing) | charged (?:me|twice|us|extra|for)| (?:want|need|demand|get|give me|no|my) (?:a |my |the )?(?:full )?(?:refund|money back) | not worth
    """,
    "pain.time": r"""
        slow(?:s|er|ly|est|ness|ed|ing)? | sluggish | tak(?:es|ing|e|en) (?:way |just |me |us |a )?(?:too|so|very|quite|forever|ages|hours|days|weeks|months|long\b|up|a long|an hour|a while|longer|\d+) | took (?:\w+ )?(?:too|so|forever|ages|hours|days|weeks|over|almost|a long|long|\d+) | delay(?:s|ed|ing)? | late\b | waited | waiting | (?:long|endless|hour) (?:waits?|lines?|queues?|time|hold|delays?) | for (?:\w+ )?(?:hours|days|weeks|months|\d+ ?(?:hours?|hrs?|min\w*|days?|weeks?|months?)) | wast(?:e|es|ed|ing) (?:of )?(?:my |our |your |so much |too much )?time | forever | on hold | hold for | no time | lack of time | not enough time | too long | (?:hours?|hrs|days?|weeks?|minutes|mins) (?:later|now|on hold|ago|wait|delay|late|and (?:still|counting)) | overdue | long (?:load|boot|start|time)
    """,
    "pain.trust": r"""
        l(?:ied|ying)\b | liars? | scam\w* | dishonest | mislead\w* | misled | spam\w* | fraud\w* | cheat(?:ed|ing|s)? | unsafe | insecure | hacked | steal(?:ing|s)? | stole[n]? | false | fake | decei\w+ | shady | sketchy | bait and switch | unreliab\w+ | untrustworthy | don't trust | not (?:trust\w*|reliable|secure|safe|accurate) | inaccura\w+ | inconsisten\w+ | unpredictable
    """,
    "pain.breach": r"""
        never ?again | so much for | no longer | how come | why (?:the hell|would|must|should) | good luck | at least (?:you|they|tell|let|give|have) | not even | seriously | really\? | (?:making|make|made|makes) (?:me|us|customers|people|users) (?:pay|wait|call|go|feel|do|sit|stand|re\w+) | (?:less|least) (?:than|then) (?:helpful|impressed|ideal|stellar|satisf\w+|happy|pleased|friendly) | (?:apology|compensation|compensate|reimburse\w*) | explain why | (?:any|an) (?:explanation|answer)s? | somehow | hello\? | should (?:still |at least )?be able to | fuck\w* | damn\w* | bs\b | lame | screwed | stood me up | i (?:just )?want (?:to (?:talk|speak)|my|a human|an answer)
        keeps? (?:\w+ ?ing|telling|saying|getting|asking|giving) | (?:can|could|will|would) (?:someone|somebody|anyone|anybody|you)(?: please| pls)? help | (?:need|want) (?:some |your |real )?(?:help|assistance) | help me | please help
        supposed to | (?:was|were|been|am|being) told | promis\w+ | (?:should|could|would)(?:n't)? have | still (?:not|no|waiting|haven't|hasn't|don't|doesn't|can't|cannot|isn't|won't|broken|on|nothing|having|getting|trying|pending|wrong|unable) | never (?:received|arrived|got|came|again|showed|works?|worked|call\w*|respond\w*|answer\w*|had (?:such|so)|been so|seen such|fly\w*|order\w*|use|using|buy\w*) | no (?:response|reply|answers?|one|explanation|notice|help|luck|update|apology|communication|info\w*|confirmation|bag|word|show) | nobody | yet another | (?:second|third|fourth|2nd|3rd|4th|5th|umpteenth) (?:time|day|call|flight|one) | why (?:is|are|do|does|can't|cant|won't|isn't|did|didn't|don't|doesn't|has|have|was|would|am|the hell|in the)\b | how (?:long|many times|hard|is (?:it|this|that)) | wtf | wth | smh | fml | what (?:the (?:hell|heck|fuck)|is going on|a (?:joke|mess|waste|nightmare|shame|disgrace)|happened) | what's (?:going on|up with|wrong|happening) | ridiculous\w* | unacceptable | inexcusable | shame on | disgrac\w+ | fed up | sick of | tired of | last straw | not (?:received|arrived|happy|impressed|cool|good enough|acceptable|satisfied|pleased|what i|as (?:described|advertised|expected))
        (?:has|have|had|is|was|were|are)(?:n't| not) (?:yet )?(?:been|arrived|received|got|gotten|heard|come|gone|show\w*|appear\w*|gone through|processed|credited|updated|delivered|shipped) | (?:not|doesn't|didn't|does not|did not) (?:show\w* up|arriv\w*|receive|get|go(?:ne)? through) | (?:did|do)n't (?:ask|order|authori[sz]e|make|recogni[sz]e) | without (?:my|any|notice|warning|telling|asking)
    """,
    "pain.loss": r"""
        lost | cancel+ed | cancel+ations? | ruin(?:ed|s|ing)? | damaged? | wrong | incorrect\w* | mistakes? | refus(?:e|ed|es|ing|al) | denied | missed | miss(?:ing)? (?:bag|luggage|flight|connection|item)s? | stranded | overbook\w* | rude(?:ly|ness|st)? | ignor(?:e|ed|es|ing) | hung up on | disappear(?:ed|s|ing)? | vanish\w* | forgot | mess(?:ed)?(?: up)? | screw(?:ed|ing)?(?: up| me| us)? | disconnect | torn | stained | cracked | scratch\w* | expired | returned it | return(?:ed|ing) (?:it|the|this|mine) | sent (?:it )?back | stopped\b
    """,
    "pain.missing": r"""
        lack(?:s|ing|ed|luster)? | missing | (?:does|do|did)(?:n't| not) (?:have|come|include|support|offer|provide|integrate|exist) | has no | have no | had no | having no | there(?:'s| is| are| was|s) (?:no|not|nothing|still no) | no (?:way|option|support|easy|built|real|good|clear|access|ability|possibility|\w+ (?:support|option|feature|button|control|jack|output|input|light|mode)) | without (?:a|an|the|any|proper) | not enough | in?sufficient(?! to use) | inadequate | limited | limits? | limiting | absence | unsupported | not (?:supported|available|included|possible|provided|there|able|allowed) | unavailable | incomplete | sold out | out of stock | nowhere | could(?:n't| not) find | can(?:'t|not|t) (?:find|get|do|use) | not (?:all|many|much|any) | few(?:er)? (?:options|features|accessories|games|controls|seats|choices) | undocumented | unfamiliar\w* | (?:not|never) (?:familiar|aware|known)
    """,
    "pain.excess": r"""
        (?:way |far |just |a bit |a little |bit |little |really |is |are |was |were |its |it's )?too (?!bad\b|good to|late to)(?:many|much|few|\w+)(?= |$|[.,!;]) | so many (?:\w+ )?(?:problems|clicks|steps|bugs|issues|errors|emails|ads|options|times|things) | overkill | over.?(?:heat\w*|load\w*|complicat\w*|cook\w*|crowd\w*|booked|whelm\w*) | bloat\w* | crowd(?:ed|s) | excessive\w* | (?:kind|sort) of (?:hard|slow|heavy|bulky|small) | a (?:bit|little|tad) (?!of a bargain)(?:\w+(?:y|ish|er|ult|ing|ow|ard|all|ort|ud|ick|ight|im|ark|ll|eak|igh|ip))\b
    """,
    "pain.quality": r"""
        (?:very |so |really |pretty )?(?:bad|badly|poor|poorly|terrible|terribly|awful|horrible|horribly|horrendous|horrid|atrocious|abysmal|pathetic|dreadful|appalling|lousy|crappy?|crap|shitty?|bullshit|worst|worse|useless|worthless|pointless|flimsy|cheaply|chea?psy?|garbage|junk|trash|ugly|unhelpful|dirty|filthy|nois[ye]\w*|loud|uncomfortable|mediocre|weak|outdated|dated|old.fashioned|boring|dull|bland|unprofessional|incompetent\w*|disgusting|gross|bulky|grainy|blurry|fuzzy|dim|heavy|cheap (?:plastic|feel\w*|looking|build|construction|quality|material\w*)|tiny|inferior|mushy|overrated|underpowered|unstable|unsatisf\w+|unpleasant|unfortunate\w*|sadly|hideous|stupid|silly|dumb|idiot\w*|moron\w*|joke|fail)
        disappoint\w* | suck(?:s|ed|y)? | hat(?:e|es|ed|ing) | dislik(?:e|es|ed|ing) | (?:do|did|does)(?:n't| not) (?:really |much |even |particularly )?(?:like|love|care for|enjoy|want|feel|think (?:it|this|that)) | regret\w* | shame | too bad | pity | let ?down | avoid | beware | stay away | buyer beware | not (?:very |so |that |all that |as |really |too |the |a |quite |particularly |much |worth )*(?:good|great|best|fan|better|helpful|useful|pretty|worth|nice|friendly|accurate|sharp|impress\w*|durable|sturdy|strong|fast|quick|loud|bright|deep|well|the best|consistent|recommended|ideal|enough|fun|fresh|clean|like\w*|responsive|suitable|fit|perfect|ready|up to|standard|long|high|big|large|smooth|ergonomic|true|powerful|smart|worthy|quiet) | no good | nothing (?:special|great|new|works?|happens|but) | downhill | eats? batter\w+ | (?:short|poor|low|bad|lousy) (?:battery|quality|life|sound|range|memory|light|resolution|customer|service|signal|reception|volume|contrast|performance|speed|visibility|documentation|support|communication)\w* | (?:heavy|small|short|low|thin|hard|dark|high|old|expensive)\b(?= (?:and|battery|buttons?|screen|keys|price|resolution|capacity|life|light|lens|cost|noise|maintenance|learning|barrier|quality|volume|memory|range))
    """,
    "pain.affect": r"""
        angry | upset\w* | furious | livid | pissed | mad\b(?! about| props) | worried | worr(?:y|ies|ying|isome) | afraid | scar(?:ed|y) | stress\w* | exhaust(?:ed|ing) | ugh+ | grr+ | argh+ | sigh | embarrass\w* | insult\w* | unhappy | dissatisf\w* | discourag\w* | sad\b | hurts? | infuriat\w* | outrag\w+ | insane | absurd | crazy (?:expensive|slow) | never again | switch(?:ing|ed) to | (?:lost|losing|lose) (?:a |my |me as |your )?(?:customer|business|loyalty) | last time (?:i|we)
    """,
    "praise.approval": r"""
        (?:very |so |really |pretty |absolutely |simply )?(?:great|good|excellent|awesome|amazing|fantastic|wonderful|superb|brilliant|terrific|outstanding|perfect(?:ly)?|incredible|incredibly|fabulous|lovely|nice(?:ly)?|beautiful(?:ly)?|gorgeous|cool|neat|sweet|delicious|tasty|impressive|impressed|stunning|phenomenal|exceptional|pleasant(?:ly)?|pleased|delighted|glad|happy|satisf(?:ied|ying|action)|enjoy(?:able|ed|s|ing)?|fun|best|superior|solid|favou?rite|attractive|stylish|elegant|sleek|comfortable|comfy|clean|crisp|sharp|clear|bright|powerful|versatile|flexib(?:le|ility)|friendly|helpful|useful|handy|polite|courteous|professional|attentive|cozy|fresh|smooth(?:ly)?|rocks?|ideal|slick|top.notch|first.class|kudos|props|well (?:made|built|designed|done|documented|thought)|love(?:s|d|ly)?|adore|like[sd]? (?:it|the|this|that|how|to|being|having|my|all|first|their|your|these|its)|high quality|quality)
    """,
    "praise.ease": r"""
        eas(?:y|ier|iest|ily|e)(?: to| of)? | simpl(?:e|er|icity|y) | intuitive(?:ly)? | user.?friendly | convenien(?:t|ce|tly) | straight.?forward | effortless\w* | hassle.?free | painless | portab(?:le|ility) | compact | light.?weight | lightweight | light\b | small size | tiny size | ergonomic | well.organi[sz]ed | seamless\w* | accessib\w+ | self.explanatory | interactiv\w+
    """,
    "praise.value": r"""
        (?:not |very |really |quite )?(?:affordable|inexpensive|reasonabl[ey]|cheap(?:er)?(?! plastic| feel| look| build)|low cost|low price|bargain|(?:good|great|fair|best|excellent) (?:price|value|deal|bang)|value for|worth (?:it|the|every)|free\b|save[sd]? (?:me |us |a lot|money|time)|saves)
    """,
    "praise.speed": r"fast(?:er|est)?(?! food) | quick(?:er|ly)? | speed(?:y|ily)? | responsive(?:ness)? | instant(?:ly)? | rapid(?:ly)? | prompt(?:ly)? | on time | timely | efficien(?:t|cy|tly) | productiv\w+",
    "praise.reliable": r"reliab(?:le|ility) | sturdy | durab(?:le|ility) | stable | stability | robust | dependable | well built | long (?:battery|lasting) | long.?lasting | rugged | accurate | consistent(?:ly)? | secure(?:ly)? | trust(?:worthy|ed)?",
    "praise.thanks": r"thank(?:s|ful)?(?: you| u| so much| a lot)? | thx | ty\b | grateful | appreciate(?:d|s)? | congrat\w* | well done | good job | great job | keep up | shout.?out | bravo | yay | woo+ ?hoo+ | made my day | you (?:guys )?(?:rock|rule)",
    "praise.recommend": r"(?:highly |would |definitely |strongly |can )?recommend(?:ed|s)?(?! that| adding| you) | must (?:buy|have) | will (?:be back|return|definitely|use again|buy again) | can't (?:beat|go wrong|complain|say enough|live without) | cannot (?:beat|complain|fault) | could(?:n't| not) (?:be (?:happier|better|more)|ask for) | hard to beat | second to none | best (?:\w+ )?(?:ever|i've|i have|out there|on the market)",
    "praise.works": r"(?:everything|it all|all)(?: is|'s| was| works| runs| looks| seems)? (?:fine|ok|okay|good|great|perfect|well|alright)(?! except| but) | work(?:s|ed|ing) (?:\w+ly )?(?:great|well|fine|good|perfect(?:ly)?|flawless(?:ly)?|like a charm|as (?:expected|advertised|described)|beautifully|wonders|out of the box|everywhere|seamlessly) | just works | does (?:the|its|what) (?:job|it|i) | no (?:real |major |big |such |single )?(?:problems?|issues?|complaints?|trouble|cons?|drawbacks?|hassle|worries|glitch\w*|bugs?|noise|wait\w*|lag|delays?|downsides?|fees?) (?!with no)| never (?:had|have|having|experienced|failed?|crash\w*|disappoint\w*|let me down|had to)(?: a| any)?(?: single| bad)?(?: problems?| issues?| failure)? | without (?:any |a )?(?:problems?|issues?|hitch|trouble|hassle|glitch\w*) | problem.free | trouble.free | nothing (?:bad|wrong|to (?:complain|dislike|hate)) | not (?:a|one|any) (?:single )?(?:problem|issue|complaint|bad) | isn't (?:a )?(?:problem|issue) | exceed\w* | met (?:my|our|all) | helps? (?:me|us|to|with|you) | lets? (?:me|us|you) | allows? (?:me|us|you|for|to) | makes? (?:it|my|our) (?:\w+ )?(?:easy|easier|simple|fast|life|possible|work)",
    "objection.price": r"""
        (?:don't|do not|didn't|not) have (?:that |too |very |so )?much (?:money|cash|income|to (?:give|spend|spare)) | (?:need|want|keep|save|use) (?:the|my|that|this|all the|every bit of) money | money (?:is|right now|at the moment) ?(?:tight|short)? | on a (?:fixed|low|limited|tight|small) (?:income|budget|salary) | can only (?:give|afford|spare|do|donate)
        can(?:'t|not|t) (?:really |currently |just )?(?:justify|afford|spare|spend) | (?:no|not in the|out of|over|beyond|tight|limited|small|have no|low|within|my|our) budget | too (?:expensive|pricey|costly|much money|high (?:a )?price) | price (?:is|was|seems?) (?:too|very|a bit|quite|an issue|a barrier) | (?:licen[sc]e|licensing|subscription|upfront|total) (?:cost|fee|price)s? | (?:don't|do not|doesn't) have (?:the |any |much |enough |a lot of |extra |that )?(?:money|funds|cash|budget|extra) | not worth (?:the|it|that|paying) | (?:too|so|very) (?:poor|broke) | (?:i'm|am|pretty|kinda|kind of) (?:broke|poor|strapped|struggling|short on) | cheaper (?:elsewhere|alternative|option|with|to) | not willing to pay | pay (?:for|that much) | low on (?:money|cash|funds) | money is tight | on a tight | i need (?:the|my|every|all) (?:money|cent|penny|dollar) | (?:my|own) (?:bills|rent|debts?|student loans?) | live paycheck | unemployed | make ends meet
    """,
    "objection.trust": r"""
        how (?:do|can|would) (?:you|they|we|i) (?:make sure|ensure|guarantee|prove|know|verify) | (?:lin(?:e|ing)|pad(?:ding)?) (?:the|their|his|your) pockets? | (?:poorly|badly) (?:run|managed) | (?:go|goes|going) (?:directly |straight |actually )?(?:to|toward\w*) (?:the )?(?:ceo|admin\w*|overhead|what it should|who) | (?:misuse|waste|embezzle|pocket)\w* | (?:can|could) (?:you|i) (?:really |actually )?(?:trust|verify|prove) | (?:more|further|any|concrete|real|hard|see) (?:proof|evidence|references)\b | (?:information|info|details|know|read|learn|hear|see|research) (?:\w+ ){0,8}before (?:i|we|buy\w+|sign\w+|commit\w*|decid\w+|pay\w*|order\w*|agree\w*|giv\w+) | just (?:promotion|marketing|advertising|want(?:s)? (?:my|our|your) money|take (?:my|our)) | actually (?:goes?|go|helps?|gets?|works?)
        (?:don't|do not|wouldn't|hard to|not sure i|can't|cannot|never|not) (?:really |fully |completely |quite )?trust | (?:not|never|isn't) (?:really |fully |quite |entirely )?(?:convinced|sold on it) | s[kc]eptical | suspicious | how (?:do|can|would|will) (?:i|we) (?:really )?know | (?:is|are) (?:it|this|you|they|that) (?:legit\w*|real\b|a scam|for real|really) | never heard (?:of|about) | too good to be true | where (?:does|do|is|will|would) (?:the|my|our|all|this|that) money (?:go|going|actually) | (?:how much|percentage|percent|portion) (?:of|actually|goes|really) | doubt(?:s|ful|ed)?\b | prove (?:it|that|to) | vendor lock | unproven | no (?:proof|evidence|references|track record) | privacy | data protection | gdpr | hidden agenda | conspiracy | corrupt\b | scams? | propaganda | big pharma | don't believe (?:it|that|in|the|you|them) | not (?:honest|transparent|trustworthy|credible) | ceo (?:makes?|salary|salaries|pay)
    """,
    "objection.timing": r"""
        not (?:right now|now|yet|ready|at (?:the|this) (?:moment|time)|this (?:year|quarter|month|time|week)|today|for now|currently|anytime soon) | maybe (?:later|next|another|in the|some ?day|one day|after|when|once|if) | (?:perhaps|possibly) (?:later|next|another|in the future) | next (?:year|quarter|month|time|budget|fiscal|week|paycheck) | (?:some|an|any)other time | until q[1-4] | til+ (?:q[1-4]|next) | (?:let me|need to|have to|want to|like to|would|will|i'll|gonna|going to) think (?:about|on|it) | (?:get|come) back to (?:you|it|this)(?: later)? | (?:no|not enough|lack of|don't have (?:the |enough |much |any )?) ?time (?:to|for|right|now|at)? | too busy | (?:haven't|have not|hasn't) (?:had|got|gotten|found) (?:the |enough |much |any )?time | in the (?:future|meantime) | too (?:early|soon|late) | wait (?:and see|until|for|a) | on hold until | later (?:on|date|this) | when (?:i|we) (?:have|get) (?:more|some|the|paid) | (?:need|want) (?:some |more )?time to | do (?:some|more|my|a bit of|a little) (?:more )?research | look into it (?:more|further|first)
    """,
    "objection.need": r"""
        (?:not|isn't|never) (?:really )?(?:a |my )?(?:huge |big )?(?:fan|priority|concern|responsib\w+|into) | (?:local|closer? to home|own (?:country|community|town)|elsewhere) | (?:government|someone else|somebody else|others|parents|rich people|wealthy) (?:should|ought to|needs? to) | there are (?:other|better|so many|many|plenty of) | why (?:should|would) (?:i|we)
        (?:don't|do not|doesn't|didn't|never|no longer|wouldn't) (?:really |actually |currently |even |yet |always |often )?(?:need|have (?:a|any|the|much) (?:need|use|reason|demand)|see (?:why|(?:the|a|any|much|enough) (?:need|point|value|benefit|reason|use|advantage|sense))|require|use it (?:that|much|enough|often|for)|think (?:i|we) (?:need|would)) | no (?:real |need|use case|reason|benefit|interest|added value|advantage|point) ?(?:need|to|for|in)? | already (?:have|has|had|use|uses|using|got|give|gave|giving|pay|paid|support|contribute|do|doing|own|volunteer|committed|sponsor|involved) | happy with (?:our|my|the|what|this|how)(?: current| existing)? | (?:not|isn't|aren't|wasn't) (?:\w+ly |that |all that |so |very |too )?(?:relevant|for (?:me|us|everyone)|necessary|applicable|interested|interesting to|what (?:i|we) (?:need|do)|suitable|appropriate|suited|needed|required|the right|right for|my (?:thing|style|problem|responsib\w+)|our (?:problem)) | what we have | good enough | unnecessary | irrelevant | don't (?:use|do|work with|code|program|write|deal) (?:it |much |enough |that |a lot|in|with)? | other (?:tools?|charities|causes|organi[sz]ations|options|alternatives|priorities|things)(?: \w+)? (?:do|does|are|that|i|work|better|to|first) | (?:prefer|rather|stick (?:with|to)|sticking|comfortable with|used to) (?:my|our|the|excel|spreadsheets?|pen and paper|paper|other|another|local\w*|give|giv\w+|a different|e-?mail|the phone|something|plain|regular|traditional|own|what (?:i|we)) | rarely | only (?:use|need|for|use it) | (?:use|using) (?:my own|our own|excel|spreadsheets?|pen and paper|paper|e-?mail|other|another|something|a different|plain|regular|traditional) | nature of (?:my|the|our) | (?:some|other|another) (?:tools?|programs?|systems?|suppliers?|providers?|applications?|apps?)
    """,
    "objection.authority": r"""
        (?:my|our|the|their) (?:boss|manager|management|it department|it dept|it team|it policy|legal|ceo|cfo|company|procurement|security team|employer|wife|husband|spouse|partner|team|client|clients|customers?|colleagues?|co.?workers|peers|supervisor|advisor|organi[sz]ation|institution|university|department|lab|group|work|job|workplace|board|director|family|parents) (?:\w+ )?(?:decides?|approv\w+|allow\w*|won't|wouldn't|doesn't|does not|don't|do not|didn't|isn't|aren't|policy|says? no|said no|has to|have to|needs? to|must|would|will|use|uses|using|prefer\w*|require\w*|refus\w*|forbid\w*|not|can't|cannot|only|standard\w*|makes|restrict\w*|block\w*|insist\w*|want\w*|at work)
        not my (?:decision|call|choice) | (?:have to|need to|must|gotta|should|let me|got to|would have to) (?:ask|check with|talk (?:to|with)|consult|speak (?:to|with)|discuss|convince|run it by|get (?:approval|permission)) | sign.?off | approvals? | not (?:allowed|permitted|authori[sz]ed|approved|in charge) | (?:company|corporate|security|it|firewall|government) (?:polic(?:y|ies)|restrictions?|rules?|standards?|firewall|it) | buy.?in | (?:co.?workers?|colleagues?|collaborators?) (?:at work )?(?:don't|do not|won't|refuse|are not|aren't|prefer|only|use|not) | (?:other|most|few|many) (?:people|team members|members|users|developers) (?:\w+ )?(?:don't|use|do not|not|aren't) | administrat\w+ rights | admin rights | no say
    """,
    "objection.switching": r"""
        migrat\w+ | switch(?:ing|ed)? (?:from|over|costs?|to|between|back) | too much (?:effort|work|trouble|hassle|overhead) to | re.?train\w* | training (?:staff|people|the|cost|effort|time|everyone)\w* | lock.?in | locked in(?:to)? | legacy | (?:integrat\w+|compatib\w+|interop\w+|fit\w*) (?:with|into|in) (?:our|my|the|existing|other|current) | existing (?:tools?|workflows?|setup|code|codebase|systems?|infrastructure|process\w*|contracts?|solution) | current (?:tools?|workflow|setup|systems?|solution|provider|vendor|supplier|process\w*|contract) | chang(?:e|ing) (?:our|my|the) (?:\w+ )?(?:workflow|habits?|process\w*|way|system|tools?) | invested (?:in|too) | habits? | inertia | old habits | (?:already|more|too|most|very|so) (?:familiar|comfortable|used) (?:with|to|in)? | used to (?:our|my|the|using|working|excel|it|other) | accustomed | start(?:ing)? (?:from scratch|over) | under contract | signed (?:with|a)
    """,
    "objection.complexity": r"""
        too (?:complex|complicated|difficult|technical|hard|advanced|steep|cumbersome|fiddly|confusing|much (?:work|effort|to learn|setup|configuration|overhead)) | (?:steep|high) (?:learning|entry) | learning curve | hard to (?:learn|set ?up|install|explain|maintain|deploy|configure|adopt|get started|teach|understand|use) | difficult(?:y)? (?:to|in|of|with)? ?(?:learn\w*|set\w* ?up|install\w*|explain\w*|maintain\w*|deploy\w*|config\w*|us(?:e|ing))? | (?:lack of|no|not enough|missing|insufficient|limited|little) (?:\w+ )?(?:knowledge|experience|documentation|training|skills?|expertise|familiarity|examples|tutorials?|resources|understanding|support) | (?:don't|do not|doesn't) (?:really |fully |quite )?(?:know|understand) (?:how|enough|what|much|it|the) | set.?up (?:is|was|time|effort|process|and) | (?:install\w*|setup|configuration|maintenance|deployment) (?:is|was|issues?|problems?|effort|hassle|overhead|difficult\w*|time) | laz(?:y|iness) | overhead | ignorance | time to learn | learn(?:ing)? (?:how|more|it|to use|the)
    """,
    "objection.risk": r"""
        risk(?:s|y|ier)? | afraid (?:of|that|to|it|we|i)? | (?:i'm|am|are|i|we|bit|little|really) (?:worried|nervous|hesitant|reluctant|wary|concerned|scared|unsure|uncertain) | wary | hesita\w+ | reluctan\w+ | what (?:if|happens (?:if|when)) | (?:security|safety|legal|compliance|stability|reliability) (?:concerns?|risks?|issues?|problems?|reasons?|polic\w+)? | side.?effects? | adverse | unsafe | untested | rushed | too (?:fast|quick|new|immature) | not (?:been )?(?:proven|tested|safe|secure|mature|stable|effective|production.ready) | los(?:e|ing) (?:data|our|my|all|control|work) | (?:goes|go|going) (?:bust|bankrupt|out of business|under) | complian\w+ | guarantee\w* | long.?term (?:effects?|support|safety|studies|data|viability) | experimental | guinea pigs? | ineffective | doesn't (?:protect|prevent) | maturity | immature | death | die[ds]? | killed | harmful | danger\w*
    """,
    "objection.refusal": r"""
        no,? thank(?:s| you) | not interested | (?:won't|will not|wouldn't|would not|not going to|never going to|not gonna|will never|refuse to|don't (?:want|wish|plan|intend) to|do not (?:want|wish|plan) to|don't feel (?:like|comfortable)|don't think (?:i|we) (?:will|can|want|should)) ?(?:be )?(?:buy\w*|sign\w*|tak\w+|get\w*|use|using|pay\w*|give|giv\w+|switch\w*|commit\w*|participat\w*|contribut\w*|continue|do (?:that|this|it|so))? | (?:i|we|i'll|we'll|i'd|will|have to) (?:\w+ )?(?:pass\b|decline|skip it|rather not|prefer not) | (?:i'm|i am|am) (?:not|unable|just not) (?:sure|able|willing|comfortable|really|ready|going|in a position|to) (?:if|to|about|that|with|i|how|comfortable|sure)? | not sure (?:if|about|i|that|how|it|yet|what)? | (?:i|we) (?:can't|cannot|can not|don't|do not) (?:really )?(?:buy|commit|give|contribute|spare|help (?:right|at|out)|do (?:that|it|anything)) | unfortunately,? (?:i|we|not) | (?:i'm|i am) good(?: thanks)?$ | don't (?:usually|normally|typically|generally) | rather (?:not|spend|keep|give|see|do) | i don't know (?:if|about|that|much|enough|yet|what|how)
    """,
}

OPENINGS = {
    "neutral.none": r"(?:no|nope|nah|nothing|none|n/?a|not (?:really|much|anything))(?: really| much| at all| in particular| so far| yet)?(?=\s*(?:[,.;!:–-]|$))",
    "goal.imperative": rf"(?:please |and |or |also |just |maybe |perhaps |then |so |pls |plz |simply |instead,? |again,? |finally,? |first,? |\d+[.)] ?)*(?!(?:use|keep|try|find|have|used) (?:it|this|them) )(?:(?:{_ADD}|stop|keep|get rid of|bring back|build|develop|find|try|use|have|listen|focus|take|work on|turn|do|replace|move|rename|combine|separate|automate|clean up|speed up|unify|set|start|port|redesign|rethink|go back|merge|hide|standardi[sz]e)(?! (?:not|to work|the job|of|great|good|well|you)\b|s\b|ing\b|ed\b) |don't (?:make|force|let|require|use|hide|put|change|remove|show|limit)|do not (?:make|force|let|require|use|hide))",
    "goal.comparative": r"(?:much |a |an |even |some |the )?(?:better|more|fewer|less|longer|shorter|earlier|later|bigger|smaller|wider|quieter|warmer|cleaner|healthier|brighter|quicker|nicer|safer|easier|faster|improved?|simpler|clearer|cheaper|easy|smarter|stronger|richer|improvements?|support|ability|integration|native|automatic|auto|built.?in|additional|option|options|possibility|larger|bigger|tighter|cleaner|smoother|tutorials?|integrated|inline|live|real.?time) (?!than\b|expensive|difficult|is\b|are\b|i\b|importantly|often|or less)",
    "pain.missing": r"(?:no|not|none|lacks?|only|little|few|without|never|can't|cannot|doesn't|does not|won't|isn't|wasn't|didn't|unable|couldn't|nothing|limited|missing)\b(?! (?:problems?|issues?|complaints?|bad|only|too bad|hassle|trouble|a problem|bugs?|need to|more|fees?|contract|worries|doubt|film|moving|cons?)\b)",
    "pain.quality": r"(?:poor|bad|weak|terrible|awful|horrible|slow|expensive|hard|difficult|small|short|heavy|low|cheap plastic|bulky|unreliable|noisy|limited|inconsistent|flimsy|pricey|tough|tricky|wrong|broken|buggy|annoying|unclear|complicated|too|price|cost)\b(?! (?:cost|price|price\b|maintenance cost|noise|size|light|and light|footprint))",
    "praise.approval": r"(?:great|good|excellent|nice|easy|awesome|amazing|perfect|wonderful|beautiful|fantastic|fast|quick|simple|small|compact|light|lightweight|solid|durable|cheap|inexpensive|high|large|long|clear|comfortable|love|likes?|price|sleek|portable|stylish|quality|size|strong|reliable|cool|bright|ability|flexible|interactive|free|open|clean|thank|thanks|ease)\b(?! (?:maintenance|price\b|cost|time|plastic|idea))",
    "goal.note": r"(?:(?:he|she|they|cust\.?|customer|client|user|participant|p\d{1,2}|prospect):? )?(?:really |also |still |now )?(?:wants?|would like|needs|prefers?|suggests?|suggested|asks for|asked for|requests?|requested|hopes|wishes|wished|recommends|recommended|would (?:love|prefer|want))\b(?! (?:you|her|him) (?:a|good))",
    "mood.turn": r"(?:but|however|although|though|tho|unfortunately|except|still,|yet)\b",
    "mood.first_no": r"(?:[a-z]{1,12},? ){0,2}(?:i|we)(?:'m|'ve|'d|'ll| am| do| would| will| can| could| have| was| are)? ?(?:really |just |also |honestly |actually )?(?:not|n't|never|cannot|can't|don't|won't|didn't|haven't|wouldn't|couldn't)\b",
    "neutral.note": r"(?:clicks?|clicked|goes|went|sees?|saw|opens?|scrolls?|chooses?|chose|role|uses|background|asks|asked|looks? at|types?|typed|selects?|hovers?|navigat\w+|downloads?|notices?)\b",
}

WHOLE = {
    "goal.purpose": r"to (?!be (?:honest|fair|frank|sure)|me\b|my\b|the\b|all\b|sum\b|top\b|whom\b|date\b|add\b|some\b|an?\b)[a-z]{2,}(?: [\w'-]+){1,9}[.!]?",
    "neutral.nothing": r"(?:(?:no|nope|none|nothing|na|n/?a|n\.a\.?|nil|null|nah|not (?:really|applicable|sure|much|that i (?:know|can think) of|yet|any)|nothing (?:really|much|at all|in particular|specific|comes? to mind|i can think of|so far|major|special|to (?:add|report|say))|no(?:thing)? (?:idea|comment|comments|answer|opinion|complaints?|problems?|issues?|suggestions?|hindrances?|difficult(?:y|ies)|pains?|particular|change|changes)(?: (?:so far|yet|at all|really|at the moment|here|to report|with it|whatsoever))?|don'?t know|i don'?t know|idk|dunno|unsure|unknown|can'?t think of (?:any|anything)(?: \w+){0,3}|ok|okay|yes|fine|see above|same(?: as above)?|test|skip|pass|\?|x{1,9}+|all good|it'?s (?:all )?(?:fine|ok|okay|good)|nobody|never|not at all|no problems? at all|there (?:is|are) (?:none|nothing)|nothing (?:annoys|bothers|hinders|stops|is (?:hard|difficult|wrong|missing))(?: me| us)?|i (?:have|had|see) no (?:problems?|issues?|complaints?|objections?|concerns?)(?: \w+){0,4}|no objections?|no concerns?)[ ,.!;]{0,6}){1,4}",
}

POSITIVE = words("""
advantag ador afford amaz appreci attract awesom beauti best brilliant cheap clean clear comfort
compact conveni cool crisp delici delight depend durabl eas easi easili effici eleg enjoy excel
excit exception fabul fantast fast favorit favourit fine flawless flexibl free fresh friend friend
fun generous glad good gorgeous great handi happi help ideal impress incred inexpens intuit love
lovelingood nice neat outstand perfect phenomen pleas pleasant polish portabl power productiv
prompt quick reason recommend refresh reliabl respons rich robust seamless secur sharp simpl sleek
slick smart smooth solid speedi stabl sturdi stun stylish superb superior support sweet terrif
thank top transpar use vers warm welcom wonder worth wow yummi
""")
NEGATIVE = words("""
aggrav angri annoy anxieti atroci avoid aw awkward bad bewar blurri boggi bore bother break broke
broken bug buggi bulki cancel clumsi clunki complain complaint complex complic concern confus
corrupt crap crash cumbersom damag danger dead decept defect delay deni difficult difficulti dirti
disappoint disast disconnect disgrac dishonest dislik error expens fail failur fake fault faulti
fear filthi flaw flimsi forc fraud freez frustrat fuzzi garbag glitch graini gross hassl hate
headach heavi hideous hinder horribl hurt ignor imposs inaccur inadequ incompat incompet
inconsist inconveni incorrect ineffici inflex insult irrit issu jam joke junk lack lag late
leak liar lie limit lost loud lousi mediocr mess messi mislead miss mistak nightmar nois noisi
nois obsolet outdat overheat overpr pain pathet poor poor pricey problem problemat refus regret
ridicul ruin rude sad scam scare scratch shame shitti shoddi slow sluggish spam steep stop
stress struggl stuck stupid suck tedious terribl tire trash troubl ugli unabl unaccept
uncomfort unfortun unhappi unhelp unreli unstabl unus upset useless wast weak worri worst wors
worthless wrong
abysm absurd appal asham atroc bankrupt chao cheat devast disgruntl disgust disrespect dissatisfi dread embarrass exhaust fiasco forfeit furious humili insan livid miser mockeri outrag rage screw shambl vile
""")

_ENDINGS = words("""
s es ed d ing ings ly er ers est e y ies ied iness ment ments ingly edly ful fully ion ions ive able
ness al ally ance ence ity or ure ures ous ously ation ations ate ates ated ating t
""") | {""}
_LONGEST_ENDING = 7


@lru_cache(maxsize=100_000)
def polar_form(word: str) -> str:
    """Find a word's stem among the good and bad ones: 'annoyingly' gives 'annoy'.

    NLTK's stemmer would pull in scikit-learn at import, too much for a list of 250 stems.
    """
    for cut in range(len(word), max(2, len(word) - _LONGEST_ENDING - 1), -1):
        if word[cut:] in _ENDINGS:
            head = word[:cut]
            for stem in (head, head[:-1] + "i"):
                if stem in NEGATIVE or stem in POSITIVE:
                    return stem
    return word


CUES = CueBook(
    moods=MOODS,
    stances=STANCES,
    openings=OPENINGS,
    whole=WHOLE,
    negators=r"not|no|never|n't|\w+n't|cannot|cant|dont|doesnt|didnt|isnt|wasnt|wont|without|hardly|barely|nothing|nobody|none|neither|nor|lacks?|lacking|far from|anything but|rarely|seldom|less",
    negation_reach=28,
    scope_ends=r"[,.;:!?()]|\b(?:and|but|because|which|so|when|while|then)\b",
    form=polar_form,
    positive=POSITIVE,
    negative=NEGATIVE,
)
