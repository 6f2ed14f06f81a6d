"""Phrases by which a sentence shows that it promises nothing, and the leads a promise may hide behind.

``LAW_AND_POINTERS`` silences a sentence whatever its modal: the law retold, guidance for schools at large, a policy
about itself, a pointer elsewhere. ``NARRATIVE`` silences it only where no modal of its main clause binds somebody.
"""

import re
from typing import Final

from schoolgate.reading.wording.words import choice

_LAW: Final = choice(r"""
    \bacts?\b|regulations?\b|legislation|the law\b|statutory guidance|the duty|government|curriculum order
    kcsie|keeping children safe in education|working together|prevent duty|national curriculum|equality duty
    (?:dfe|department for education|ofsted|ico|information commissioner'?s?(?: office)?|home office)\b
    (?:uk council|ukcis|ncsc|gdpr|teachers'? standards)\b
""")
_SAYS: Final = choice(r"""
    requires?|states?|says?|obliges?|places?|imposes?|makes? it|sets? out|provides? that|recommends?|advises?|defines?
    highlights?|emphasi[sz]es?|explains?|outlines?|identif(?:y|ies)|gives?|appl(?:ies|y)|covers?|protects?|expects?
    is clear|are clear|asks?|encourages?|came into|was|were|replaced|updated|published|describes?|lists?
""")
_OURS: Final = r"(?:staff|school|we|pupils|governors|parents|all|users|headteacher|dsl|everyone|he|she|they|no|our)\b"
_POLICY: Final = choice(r"""
    polic(?:y|ies)|document|guidance|agreement|code(?: of \w+)?|statement|appendi(?:x|ces)|section|strategy
    procedures|guidelines|rules
""")
_TELLS: Final = choice(r"""
    (?:is|are|was|were|has been|have been) (?:also )?(?:to|designed|intended|written|developed|based|about|part|linked)
    (?:is|are|was|were|has been|have been) (?:also )?(?:consistent|relevant|necessary|important|a |an |the |created)
    (?:is|are|was|were) (?:also )?(?:provided to|provided for|in place to)
    (?:is|are|was|were|has been|have been) (?:also )?(?:drawn|produced|informed|underpinned|for |supported|set out)
    (?:is|are|was|were|has been|have been) (?:also )?(?:divided|one of|compiled|prepared|organised)
    sets?|appl(?:y|ies)|aims?|covers?|outlines?|describes?|(?:should|must|needs? to) be read|forms?|explains?|links?
    supports?|takes?|contains?|relates?|reflects?|refers?|includes?|considers?|provides?|recogni[sz]es?|complies
    helps?|deals?|addresses|works?|operates|builds?|replaces|has regard|highlights?|seeks?|draws?
    will (?:help|enable|allow|set|provide|support|outline|form)
""")

LAW_AND_POINTERS: Final = tuple(
    (name, re.compile(text, re.IGNORECASE))
    for name, text in (
        ("template", r"^[\w /,'&-]{3,60}: ?(?:\{\{[^}]*\}\}|_{3,}|\.{4,})\W*$"),
        ("pointer", r"^[^.:;]{2,60}[:-]? ?(?:https?://|www\.)\S+\W*$"),
        (
            "policy on itself",
            r"^(?:it|this policy|this) will (?:also )?(?:provide|give|offer) (?:guidance|information|clarity)\b",
        ),
        (
            "law",
            rf"^(?!where|if|when|as\b|in line|in accordance)(?:in (?:england|wales|the uk),? )?(?:the "
            rf"|this |under |section \d+ of )?(?:(?!{_OURS})\S+ ){{0,5}}?"
            rf"{_LAW}(?:\W+(?!the school|our school|we\b|staff|pupils)\S+){{0,9}}? (?:also |further |now )?{_SAYS}\b",
        ),
        ("law", r"^under the (?:\S+ ){1,8}(?:act|regulations|gdpr)\b(?!.*\b(?:we|school|staff) (?:will|must)\b)"),
        ("law", r"\bit is now an? (?:\w+ )?offence\b"),
        ("law", r"\b(?:required|obliged|bound) by law\b|\bby law,? (?:to|must)\b|\b(?:schools|we) must by law\b"),
        ("law", r"\bit is an? (?:criminal )?offence (?:under|to)\b(?=.*\b(?:act|law|section)\b)"),
        ("law", r"\boffences? (?:under|contrary)\b"),
        (
            "schools at large",
            r"^\W*(?:consequently,? |therefore,? |however,? |in addition,? |that )?(?:all |maintained "
            r"|independent )?(?:schools|academies|settings|colleges|governing bodies|employers"
            r"|organisations)(?:,? and (?:colleges|academies|settings))? (?:also )?"
            r"(?:should|must|may|might|will|can|could|need|are|have|often|support|provide|ensure)\b",
        ),
        ("schools at large", r"\byour (?:school|academy|setting|own school|organisation)(?:'s)?\b"),
        ("schools at large", r"\byou may (?:wish|want|choose|decide) to\b"),
        (
            "schools at large",
            r"\b(?:schools|academies|settings) (?:may|might|should|will|could) (?:wish|want|choose|need"
            r"|decide|consider)\b",
        ),
        (
            "template",
            r"^\W*(?:\[|<|\()? ?(?:insert|delete|amend|adapt|add)\b.{0,60}(?:here|as appropriate|name|\]|>)"
            r"|\((?:delete|insert|amend|add) (?:/|as|where|or|name|if)"
            r"|^\W*(?:nb|note to|template note|guidance note)\b",
        ),
        (
            "policy on itself",
            rf"^(?:in addition,? |therefore,? )?(?:the (?:aims?|purpose|objectives?|intention|scope|rationale) of )?"
            rf"(?:this|the|our|these) (?:[\w'&/-]+ ){{0,5}}{_POLICY}"
            rf"(?: and [\w'-]+ (?:[\w'-]+ )?(?:polic(?:y|ies)|procedures?|practice))?"
            rf" (?:also |therefore |fully )?{_TELLS}",
        ),
        (
            "form to fill in",
            r"^(?:\W*(?:name|signed|signatures?|date|print(?:ed)? name|class|job title|position|full name"
            r"|(?:pupil|parent|child|staff|carer)'?s? (?:name|signature))\W*(?:and|of|by)?\W*){1,6}[\w ]{0,15}[._: ]*$",
        ),
        (
            "belief",
            r"(?:^|, )(?:and )?(?:as an? \w+,? )?(?:we|the school|our school"
            r"|(?-i:(?:[A-Z][\w.']* ){0,4}(?:School|Academy|Nursery|Federation|Trust|[A-Z]\w+'s))) (?:\w+ly "
            r"|also )?(?:believes?|recogni[sz]es?"
            r"|accepts?|knows?|acknowledges?|appreciates?|(?:are|is) aware|feels?|thinks?) that\b"
            r"(?!.*\b(?:so|therefore|and|but) (?:we|the school|staff|they|it|our"
            r"|this) (?:\w+ ){0,2}(?:will|must|should)\b)"
            r"(?!.*\b(?:users|staff|pupils|they|parents)\b.{0,40}\b(?:should|must|will) not\b)",
        ),
        ("pointer", r"\bcan be (?:contacted|reached|e-?mailed|telephoned) (?:on|at|via|by|through)\b"),
        ("aside", r"^(?:this|that|it) is (?:because|why|due to)\b"),
        (
            "pointer",
            r"\b(?:details?|information|forms?|log|list|text|templates?) (?:\S+ ){0,8}?(?:is|are|can be)"
            r" (?:set out|found|given|provided|listed|outlined|detailed|contained|included|taken) (?:in|on"
            r"|at|below|from|within)\b",
        ),
        ("pointer", r"^(?:the |this )?(?:\w+ )?(?:text|table|list|diagram|flow ?chart) (?:below|above|overleaf)\b"),
        (
            "pointer",
            r"\b(?:can|may) (?:seek|find|get|access) (?:further|more|additional|extra) (?:guidance|information"
            r"|advice|help|support)\b",
        ),
        ("pointer", r"\bread in conjunction with\b|\bshould be read (?:with|alongside)\b"),
        (
            "pointer",
            r"^(?:for (?:further|more)|further|more|additional) (?:information|details?|guidance|advice|support)\b"
            r"|^(?:please )?(?:see|refer to|visit|click|go to)\b(?! the (?:head|dsl))"
            r"|^(?:source|ref|reference|appendix|annex|note)\b ?[:\d]",
        ),
        (
            "approval line",
            r"^(?:this policy was )?(?:policy |date |last )*(?:reviewed|ratified|approved|adopted|agreed"
            r"|written|updated"
            r"|created|published|issued)(?: and \w+)?(?: by| on| date|:)[^.]{0,60}\d{4}\W*$",
        ),
    )
)

_HOLDS: Final = choice(r"""
    believes?|recogni[sz]es?|knows?|acknowledges?|appreciates?|values?|thinks?|feels?|wants?|wish(?:es)?|aspires?
    (?:is|are) (?:fully |very |also |all )?(?:aware|proud|committed|conscious|keen|passionate|dedicated)
    strives?|ha(?:s|ve) a duty of care|hopes? to|understands?|love|live|see|believe in|regards?|views?
    takes? (?:very )?serious|take the
""")
_WORLD: Final = choice(r"""
    (?:use|development|growth|rise|impact|nature|world|benefits?|dangers?|risks?|increase|range|rapid \w+) of \w+
    (?:new|modern|emerging|such|these) \w+
    (?:digital|mobile|information) (?:technolog\w+|devices|images|media)
    (?:many|most|some) (?:technolog\w+|devices|images|people|children|young \w+|apps|sites)
    a (?:number|range) of|research|statistics|studies|evidence|technology|technologies|the internet|social media
    social networking|cyber-?bullying|sexting|grooming|radicali[sz]ation|young people|child(?:ren)? and young people
    (?:digital|online) (?:world|age)|society|abuse|perpetrators|strangers
""")
_IS_SO: Final = choice(r"""
    is an?|is the|is one|is now|are an?|are the|are now|are all|are often|are becoming|can|may|might
    could|offers?|plays?
    provides?(?! by)|enables?|allows?|brings?|presents?|continues?|becomes?|remains?|shows?|suggests?|causes?|makes?
    exposes?|helps?|includes?|comes?|involves?|poses?|creates?|spend|has become|have become|has (?:many|also)|love
    have (?:access|grown|become|many|never|always)
    (?:is|are) (?:\w+ly )?(?:important|essential|increasing\w*|growing|evolving)
    (?:is|are) (?:\w+ly )?(?:changing|exposed|vulnerable|aware|at risk|likely|able)
    (?:is|are) (?:\w+ly )?(?:popular|common|powerful|exciting|valuable)
""")

NARRATIVE: Final = tuple(
    (name, re.compile(text, re.IGNORECASE))
    for name, text in (
        (
            "belief",
            rf"^(?:[^,]{{3,60}}, )?(?:at [\w' ]{{3,40}} |as an? \w+,? )?(?:we|(?-i:it)|the school|our school"
            rf"|governors|this school|the governing"
            rf" (?:body|board)|[a-z']+ (?:[a-z']+ )?(?:school|academy|nursery)|[a-z.]+ [a-z]+'s)"
            rf" (?:also |therefore |strongly |firmly |fully |all |do |truly )*{_HOLDS}\b",
        ),
        (
            "belief",
            r"^it is (?:therefore |also |now |very )*(?:important|common|clear|likely|possible|known|recogni[sz]ed"
            r"|acknowledged|understood|inevitable|hoped|accepted|widely|well|our (?:aim|hope|belief"
            r"|intention|view|vision)"
            r"|the (?:aim|intention)|intended|anticipated|difficult|not possible|impossible|worth|easy|often)\b",
        ),
        (
            "aim",
            r"^(?:our|the|one|a key|another|an? \w+) (?:\S+ ){0,3}?(?:aims?|vision|objectives?|purpose|intention|goals?"
            r"|ambition|mission|ethos)(?: \S+){0,8}? (?:is|are|of)\b",
        ),
        (
            "definition",
            r"\b(?:is|are|can be|may be|be) (?:commonly |often |also |sometimes |generally )?"
            r"(?:defined as|known as|referred to as|described as|understood to)\b"
            r"|(?<!dsl)(?<!head)(?<!teacher)(?<!lead)(?<!officer)(?<!school)(?<!manager) refers to\b"
            r"|\bfor the purposes? of this (?:policy|document)\b|^(?:the term"
            r"|by) ['\"“‘]?\w+.{0,60}\bmeans?\b"
            r"|^['\"“‘]?[\w' -]{3,40}['\"”’]? (?:means|is a term|is a form of|is when|is where|involves)\b",
        ),
        (
            "world",
            rf"^(?:(?:however|but|although|whilst|while|as|since|for example|in addition|increasingly|today"
            rf"|nowadays|also"
            rf"|there is no doubt that),? )?(?:the |our )?{_WORLD}\b(?: \S+){{0,12}}? {_IS_SO}\b",
        ),
        (
            "world",
            r"\bthere (?:is|are|has been|have been|may be|can be|could be|will always be) (?:a |an |also "
            r"|many |no doubt"
            r"|some |always |several |various |increasing |growing |potential |real |huge |great |significant |number)*"
            r"(?:risks?|dangers?|issues?|concerns?|opportunit|benefits?|evidence|research|differences?|times|occasions"
            r"|ways|wide range|need|potential|three|four|number of (?:risks|ways|issues))",
        ),
        (
            "world",
            r"^(?:many |most |our )?(?:pupils|children|students|young people) .{0,40}\b(?:at home"
            r"|outside (?:of )?school)\b",
        ),
        ("world", r"\b(?:poses?|presents?)\b.{0,30}\b(?:risks?|threats?|dangers?|challenges?)\b"),
        (
            "world",
            r"^(?:\S+ ){1,6}?(?:is|are) (?:an?|the|now|also an?) (?:\w+ ){0,2}(?:part|resources?|tools?"
            r"|element|aspect|feature|fact)\b",
        ),
        (
            "world",
            r"^(?:\w+ )?(?:technology|ict|the internet|tablets|ipads|computers|devices) (?:is|are)"
            r" (?:also |widely |regularly )?used (?:widely|across|throughout|in the|to support|to enhance|by)\b",
        ),
        (
            "aside",
            r"^(?:this|that|these|(?-i:[Ii]t)|they|those|such \w+) (?:also |then |in turn |will |would "
            r"|may |can |could |might "
            r"|helps?|does )*(?:helps?|enables?|allows?|means|gives?|leads?|makes?|includes?|depends?|could|might|would"
            r"|results?|causes?|creates?|covers?|also covers|(?:is|are) (?:pertinent|relevant|linked|encompassed)"
            r"|requires? (?:that )?children|can be|may be|involves?|is because|are because"
            r"|is why|is to|is for|is an?|is the|are the|are an?|reflects?|relates? to|appl(?:y|ies)"
            r"|highlights?|supports?)\b",
        ),
    )
)

_PEOPLE: Final = r"(?:staff|pupils|students|children|parents|carers|visitors|governors|volunteers|users|they)"

# A lead that says somebody knows a rule; the rule itself follows and is what is promised.
KNOWS: Final = re.compile(
    rf"^(?:(?:as an? \w+,? )?(?:i|all (?:\w+ ){{0,4}}\w+|(?:\w+,? (?:and |& )?){{0,5}}?{_PEOPLE})"
    r" (?:also |fully |will |should |must |need to |are |am |be |do )*"
    r"(?:understands?|knows?|agrees?|accepts?|acknowledges?|aware|reminded|informed|made aware|recogni[sz]e)"
    r"(?: and (?:accept|agree|understand|agrees))? that"
    r"|we (?:agree|understand|accept) that|please (?:note|be aware(?! of)|remember)(?: that)?|note that|n\.?b\.?:?"
    r"|it should be (?:noted|remembered) that|it is agreed that|remember(?: that)?)[,:]? ",
    re.IGNORECASE,
)
HOPES: Final = re.compile(
    r"(?:^|[,;] |\b(?:therefore|so|and) )(?:we|the school|our school)"
    r" (?:also |would |do |strongly |kindly |politely |therefore )*"
    r"(?P<verb>asks?|requests?|urges?|encourages?|advises?|recommends?|hope|expects?|like|appreciate|requires?)"
    r"(?: that|(?: \S+){1,12}? (?:to|not to)\b)",
    re.IGNORECASE,
)
QUESTION: Final = re.compile(r"\?[\"'”’)\]]*$")
