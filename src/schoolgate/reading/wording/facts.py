"""How plain facts, commands and duties with no modal are worded."""

import re
from typing import Final

from schoolgate.reading.wording.people import PERSON
from schoolgate.reading.wording.verbs import BASE, PARTICIPLES, THIRD, any_of
from schoolgate.reading.wording.words import choice, words

_GERUND_HEADS: Final = words(
    "ensuring monitoring reviewing reporting providing keeping maintaining supporting promoting liaising overseeing"
    " managing developing leading meetings? regular attending advising training making taking working raising checking"
    " updating logging responding approving delivering"
)
_ADVERBS: Final = (
    r"(?:(?:also|always|all|both|regularly|currently|usually|normally|actively|then|only|carefully|closely|clearly"
    r"|routinely|annually|termly|automatically|immediately|fully|properly|appropriately|continually|frequently"
    r"|periodically|securely|never|not|now|still|each|jointly|directly|formally|strictly|centrally|well|strongly"
    r"|consistently|specifically|individually|proactively|further|therefore|suitably|robustly|safely|adequately"
    r"|effectively|solely|overnight|constantly|continuously) )"
)
_SINGULAR: Final = any_of(THIRD)
_PLAIN: Final = any_of(BASE)
_EITHER: Final = any_of(BASE | THIRD)
_DONE: Final = any_of(PARTICIPLES)
_SYSTEM: Final = choice(r"""
    systems?|software|filters?|filtering|firewalls?|networks?|solutions?|platforms?|products?|services?|servers?
    devices?|anti-?virus|packages?|tools?|provision|connections?|accounts?|programmes?|curriculum|lessons?
    web ?sites?|assembl(?:y|ies)|agreements?|procedures?|passwords?|computers?|access
""")
_DOES: Final = choice(r"""
    blocks?|monitors?|prevents?|protects?|records?|logs?|alerts?|generates?|restricts?|scans?|filters?|checks?|captures?
    flags?|detects?|compl(?:y|ies) with|updates?|reports?|encrypts?|covers?|includes?|requires?|limits?|controls?
    identif(?:y|ies)|tracks?
    removes?|quarantines?|expires?|lock|locks
""")
_PLACE: Final = (
    r"(?:(?:at|in|within|through|as part of|on|during|by|for|each|every|from|under|following|after"
    r"|before)\b[^,]{2,70}, ?)?"
)
_ANY: Final = (
    r"(?:(?:the|our|all|any|each|every|both|a|an|this|new|other|designated|relevant|nominated|appointed"
    r"|identified|trained"
    r"|teaching|many|members? of|those|class|key|authorised|selected|named|senior|additional) )*"
)
_BODY: Final = (
    r"(?:committee|co-?ordinator|leaders?|team|group|council|ambassadors|champions|managers?|company|companies"
    r"|provider)"
)
_AND: Final = r"(?:(?:,| and| or|/| &) (?:the |all |other |our )?(?:\w+ ){0,2}\w+){0,3}?"

_NOT_KNOWN: Final = choice(r"""
    believe|recogni[sz]e|know|think|feel|want|wish|value|understand|appreciate|realise|seem|appear|mean|matter|exist
    apply|need|require|include|constitute|involve|affect|replace|always|necessarily|like|see|suffer|happen|occur|expect
    work|cover|reflect|mind|agree|represent|form|guarantee|extend|relate|imply|prevent|preclude|get|come|feel|remove
""")
ACTOR_DOES: Final = re.compile(
    rf"(?:^|[,;:-] |\band |\bthat ){_PLACE}{_ANY}(?P<who>{PERSON}|they|(?:\w+ )?{_BODY}|[a-z' ]{{3,40}} school)"
    rf"(?:'s)?(?: \([^)]*\))?(?: (?:at|in|of|from|on"
    rf"|with) (?:[\w'-]+ ){{0,4}}[\w'-]+)?{_AND}(?:,[^,]{{0,60}},)? {_ADVERBS}*(?:(?:do|does)(?: not|n't) )?"
    rf"(?P<verb>{_EITHER}|(?:do|does)(?! not|n't))(?!s?\b (?:the|a|an) (?:right to|view|risk))\b(?!-)"
)
_STATIVE: Final = choice(r"""
    believ\w+|recogni[sz]\w+|know\w*|aims?|hopes?|think\w*|feels?|wants?|wish\w*|values?|understand\w*|acknowledg\w+
    appreciat\w+|lik\w+|lov\w+|see[sn]?|lives?|are|is|am|was|were|has|have|had|needs?|striv\w+|tr(?:y|ies)|seeks?
    can|could|would|may|might|will|shall|should|must|do|does|did|not|be|been|intends?|realis\w+|expects?|dreams?
    celebrat\w+|enjoys?|remembers?|cares?|matters?|seems?|becomes?|thrives?|trusts?|means?|stands?|owes?|depends?
    accepts?|agrees?|consider\w*|regard\w*|view\w*|faces?|looks? forward|suffers?|belongs?|spends?|grows?|happens?
    experienc\w+|encounter\w*|find|champion|nurture|inspire|foster|welcome|cherish|plays?|wonder\w*|suppos\w+|exists?|lacks?|differs?|include|includes|uses?|works?|helps?
    supports?|provides?|offers?|continu\w+|\w+ed|\w+ly|went|made|found|took|held|all|as|at|in|and|who|the|both|or|of|to
    on|for|with|by|now|often|also|always|it|them|that|this|if|when|then|too|have|get|gets|got
""")
WE_DO: Final = re.compile(
    rf"^(?:(?:therefore|however|so|in school|instead|here),? |[^,]{{2,80}}, )?(?P<who>we|i)"
    rf" (?:{_ADVERBS}|[a-z]+ly )*(?:(?:do not|don't|never) )?(?P<verb>(?!{_STATIVE}\b)[a-z][a-z-]+)\b"
)
_SINGLE: Final = (
    r"(?:head ?teacher|principal|manager|teacher|dsl|lead|leader|officer|governor|co-?ordinator|dpo|technician"
    r"|governing (?:body|board)|committee|team|office)"
)
POST_DOES: Final = re.compile(
    rf"^{_PLACE}(?:the|our|each|a|every) (?:[\w'-]+ ){{0,4}}?{_SINGLE}"
    rf"(?:, [^,]{{3,60}},|, (?:supported|assisted|advised|led) by [\w ]{{3,40}}?)?"
    rf" (?:{_ADVERBS}|[a-z]+ly )*(?P<verb>(?!{_STATIVE}\b)(?!\w+ss\b)[a-z]{{2,}}s)"
    r"(?= (?:the|a|an|all|any|our|their|its|to|with|on|for|that|each|every|up|out|in|his|her|overall|regular)\b)"
)
DOES_NOT: Final = re.compile(
    rf"^(?:[^,]{{2,80}}, )?(?:[\w'’/-]+ ){{0,9}}?(?:do not|does not|don't|doesn't) "
    rf"(?P<verb>(?!{_NOT_KNOWN}\b)[a-z-]+)\b"
)
NAME_DOES: Final = re.compile(rf"^(?:[A-Z][\w.'&-]* ){{1,5}}{_ADVERBS}*(?P<verb>{_SINGULAR})\b(?! (?:and|of|to the)\b)")
WE_NEED: Final = re.compile(
    r"\b(?:we|the school) (?:also |will )?(?:need|require)s? (?!to\b)|\b(?:is|are) (?:needed"
    r"|required) (?:to|for|before|from|by)\b"
)
TAKES_PLACE: Final = re.compile(
    r"\b(?:reviews?|meetings?|training|consultations?|audits?|checks?|tests?|monitoring|assembl(?:y|ies)"
    r"|lessons?|sessions?)\b"
    r".{0,70}\b(?:takes?|taken) place\b"
)
SYSTEM_DOES: Final = re.compile(
    rf"^(?:(?:the|our|all|a|an|this|these|each|every|school'?s?"
    rf"|their) )?(?:[\w'&/-]+ ){{0,5}}?{_SYSTEM} {_ADVERBS}*{_DOES}\b"
)
_STATE: Final = choice(r"""
    in place|in operation|in force|in use|up[- ]to[- ]date|available|subject to|kept|password protected|mandatory
    compulsory|restricted|a requirement|only for|strictly|the property of
    the responsibility|at (?:their|the) own(?:er'?s)? risk
    accessible (?:at all|only|to|by)|entirely at|confidential|secure|strong|non-negotiable|unable to
    the responsibility of
""")
PASSIVE: Final = re.compile(
    rf"\b(?:is|are|has been|have been|being|gets?|remains?) (?:{_ADVERBS}|[a-z]+ly )*(?P<done>{_DONE}"
    rf"|{_STATE})\b(?! to be\b| (?:of|up of) )(?<!been installed)(?<!been shown)(?<!been created)"
)
ANY_DONE: Final = re.compile(
    rf"\b(?:is|are|has been|have been) (?:{_ADVERBS}|[a-z]+ly )*(?P<done>[a-z]{{3,}}ed)\b(?! (?:to be|with the|that)\b)"
)
NOT_DONE: Final = words(
    "exposed used based designed intended involved concerned interested related increased supposed needed called"
    " associated connected linked considered recognised recognized defined aimed bullied groomed affected harmed"
    " targeted tempted excited faced surrounded known expected believed advanced evolved developed changed"
    " improved viewed committed dedicated placed suited privileged pleased delighted worried limited detailed outlined"
    " described listed named"
)
GOES: Final = re.compile(
    r"\b(?:goes to|go to|go straight to|goes straight to|counts? as|(?:is|are) treated as|stays? (?:in|on"
    r"|at)|comes? (?:from|before))\b"
)
VAGUE_USE: Final = re.compile(
    r"\b(?:uses?|access(?:es)?) (?:\w+ ){0,2}?(?:technolog\w+|ict|the internet|computers?|tablets?|ipads?|digital"
    r"|social media|an? (?:\w+ )?(?:range|variety))\b(?!.*\b(?:only|filter|block|monitor)\w*)"
)
ACCEPTS_THAT: Final = re.compile(
    r"\bworks? (?:hard|tirelessly)\b|\b(?:accepts?|agrees?|explains?|considers?|shows?|thinks?) that\b"
    r"|\bmeets? (?:screens?|strangers)\b"
)
FOR_ONLY: Final = re.compile(
    r"\b(?:is|are) (?:strictly |solely )?for\b.{3,90}\b(?:use|purposes?) only\b|\bnot for (?:personal|private)\b"
)
_OWNS: Final = re.compile(
    rf"(?:{PERSON}|devices?|computers?|they|classrooms?|networks?|servers?|laptops?|accounts?|[a-z' ]{{3,30}} school)"
)
_HAVE: Final = choice(r"""
    in place|put in place|an?|also|clear|robust|regular|access|their|individual|individually|signed|read|received
    appointed|adopted|agreed|had|installed|filtering|appropriate|effective|no|up|suitable|separate|unique|secure
    overall|a duty|[a-z]+ed(?! (?:this|the|our) (?:\w+ )?polic)
""")
HAS: Final = re.compile(
    rf"(?:^|[,;:] )(?:(?:the|our|all|each|every|any|this|members? of) )*{_OWNS.pattern} {_ADVERBS}*(?:has"
    rf"|have) (?!(?:an?|also|a long) (?:[\w-]+ ){{0,2}}(?:culture|ethos|history|tradition|vision|range|variety"
    rf"|role)\b){_HAVE}\b"
)
THERE: Final = re.compile(
    r"\bthere (?:is|are) (?:also |always |currently |now )?(?:an?|no|clear|regular|robust|planned|strict"
    r"|appropriate|effective"
    r"|designated|agreed|two|separate|specific|published|signed|procedures?|systems?|processes|polic(?:y|ies)|zero"
    r"|arrangements|filters?|controls?)\b"
)
_POST: Final = (
    r"(?:lead|leader|officer|governor|co-?ordinator|dsl|manager|dpo|technician|contact|representative|champion"
    r"|provider)"
)
NAMED: Final = re.compile(
    rf"{_POST}s?(?: \([^)]*\))?(?: (?:for|at|in) [\w -]+)? (?:is|are|was|has been)(?: currently)?"
    rf" (?:our |the |(?:mr|mrs|ms|miss|dr)\b|appointed)"
    rf"|\b(?:head ?teacher|deputy|assistant|dsl|(?:mr|mrs|ms|miss)\.? \w+)\b.{{0,30}} (?:is|are"
    rf"|acts? as)(?: also)? (?:the |our )?"
    rf"(?:[\w&]+[ -]){{0,6}}{_POST}\b|\bhas (?:been appointed|taken on the role|overall responsibility)"
)
NAMED_WHO: Final = re.compile(
    rf"(?i:\b(?:{_POST}|person|member of staff|named governor)s?) (?:who|with"
    rf"|responsible|for) .{{3,70}} is:? (?:Mr|Mrs|Ms|Miss|Dr|[A-Z][a-z]+)\b"
)
NAMED_CASED: Final = re.compile(rf"(?i:\b{_POST}s?) (?:is|are):? (?:Mr|Mrs|Ms|Miss|Dr|[A-Z][a-z]+ [A-Z][a-z]+)")
REVIEW: Final = re.compile(
    r"^(?:(?:date of|next|policy|the|planned|anticipated|due for|this policy|scheduled) )*"
    r"(?:(?:to be )?review(?:ed)?|revision|renewal)(?: (?:date|due|on|cycle|frequency|period|will be))*\s*[:|-]?\s*"
    r"(?:date|by|on|in|every|due)?\s*[:|-]?\s*(?=.*(?:\b20\d\d\b|annual|year|term|month|\d{1,2}[./]\d{1,2}))"
)
_WHEN: Final = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)[a-z]*(?: term)?,? \d{2,4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d\d\b)"
)
REVIEW_LINE: Final = re.compile(
    r"(?:^|(?<!last )(?<!previous )\b(?:next |to be |policy |for |date of next ))(?:policy )?review(?:ed)?\b"
    rf"(?: date| due| on| by| is| will be| \([^()]*\)|:|-|/|,|\|| )*\b{_WHEN}"
    rf"|(?<!last )(?<!previous )\breview(?: date| due|:)(?: date| due| on| by| is| will be| \([^()]*\)|:|-|/|,|\|"
    rf"| )*\b{_WHEN}"
)
CONTACT: Final = re.compile(
    r"^(?:see|visit(?! to)|click|go to|www|http|find out|read (?:more|the)|watch|search for|think about"
    r"|think before|download (?:the|our|a)"
    r"|tel(?:ephone)?\b|(?:e-?mail|call|contact|ring)(?: us| on| the [a-z ]+ (?:on|at))?[:\s]+(?:\S*@"
    r"|[\d(]|us\b|on\b))\b"
)
COMMAND: Final = re.compile(
    rf"^(?:please |always |also |then |where possible,? |(?:if|when|whenever|before|after|once|in|at|on|during"
    rf"|for|as) [^,]{{3,120}},"
    rf" (?:please |always |then )?)*(?P<verb>do not|don't|never|only|{_PLAIN}|be|ask|log|click|stay|switch"
    r"|close|minimise)\b"
    r"(?!\s*(?::|\||-))(?!\s*(?:of|and|for|the policy|(?<!abide )by|on|polic\w+|date|form|log)\b(?! only"
    r"| in| off| out))"
)
PLEASE: Final = re.compile(rf"\bplease (?!see|note|visit|click|read)(?:do not |don't )?{_PLAIN}\b")
ONLY: Final = re.compile(
    r"^(?:only|no|never|all) (?:[\w'’/-]+ ){1,8}?(?:to be |allowed|permitted|in |on |for |without |unless |"
    + _DONE
    + r")"
)
ROLE_HEADING: Final = re.compile(r"\b(?:roles?|responsibilit\w+|duties|committee|team|manager)\b", re.IGNORECASE)
HEADED: Final = re.compile(
    rf"^{_ADVERBS}*(?:(?:to|is|are|has|have|takes?|{_EITHER})\b|responsible\b|responsibility\b"
    rf"|{any_of(_GERUND_HEADS)}\b)"
    r"(?! (?:the|a|an|this)? ?(?:policy|document|section)\b)"
)
ONGOING: Final = re.compile(
    r"\b(?:children|pupils|people|young people|they|many|some|students)\b.{0,25}\b(?:are|have been)"
    r" (?:exposed|used|seen|shared|taken in|targeted|affected|influenced)\b"
)
DESCRIBES: Final = re.compile(
    r"\b(?:is|are) (?:used|given|shown|set|covered|provided|included|described|listed|identified|explained"
    r"|defined|linked"
    r"|written|taken|produced|based|created|drawn up"
    r"|developed|designed|recogni[sz]ed|considered|outlined|detailed) (?:in (?:appendix|annex|section"
    r"|the table|this|the following|more|line with|conjunction|accordance|consultation)|for the following"
    r"|below|above|by (?:many|most|some|children|young)|as)\b"
)
NAMES_ONLY: Final = words("phones photographs films records reports checks views notes types uses posts")
NOUNS_TOO: Final = words(
    "access use contact work report test view record display help request support need set run lock log handle search"
    " show name model screen share control film exercise train charge place respect process transport transfer limit"
    " balance issue issues reports records uses contacts works logs tests views requests controls meets sets sorts link"
    " links minute patch brief print guides guide filters filter leads lead reviews review plan plans produce purchase"
    " focus stores store posts post"
)
DROPPED: Final = re.compile(
    rf"^(?:all |the |each |any |new )*(?:{PERSON}) (?:(?:are|regularly|annually|fully|all) )*(?:trained"
    rf"|informed|reminded"
    r"|briefed|supported|supervised|educated|taught|given|advised|notified|vetted|made aware) (?:to|in|on|about"
    r"|at|by|before"
    r"|each|every|and|how|of|with)\b"
)
DONE_TO: Final = re.compile(
    r"^(?:all |any |the |school )*(?:filters?|filtering|passwords|devices|data|logs|records|incidents|backups|updates"
    r"|software|concerns|accounts|systems|screens|consent|permission|images|photographs|breaches)(?: \w+){0,2}"
    r" (?:reviewed|updated|changed|checked|logged|recorded|monitored|blocked|reported|kept|encrypted|backed up|filtered"
    r"|tested|locked|obtained|sought|deleted|removed|disposed)\b(?! (?:by (?:pupils|children)|is|are)\b)"
)
ROLE_FRAGMENT: Final = re.compile(
    r"^(?:vigilance|oversight|responsib\w+|accountab\w+|awareness|support(?:ing)?|overall|day-to-day|compliance"
    r"|\w+ing)\b"
)
TO_DO: Final = re.compile(rf"^(?:all |the |each )?{PERSON} to (?:be |{_PLAIN}\b)")
TITLE_LINE: Final = re.compile(
    r"^(?:(?!(?:is|are|the|this|our|a|an|read|sign|follow|update|review|write|have)\b)[\w'&/,-]+ ){1,7}"
    r"(?:polic(?:y|ies)|agreements?|code of conduct|statement|form)$"
)
BARE_NO: Final = re.compile(r"^no (?:[\w'-]+ ){0,4}[\w'-]+\W*$")
