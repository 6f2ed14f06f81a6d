"""Phrases by which a sentence shows that it promises nothing, and the leads a promise may hide behind."""

import re
from typing import Final

_LAW: Final = (
    r"(?:\bact(?:s)?\b|regulations?\b|legislation|the law\b|kcsie|keeping children "
    r"safe in education|working together|statutory guidance"
    r"|(?:dfe|department for education|ofsted|ico|information commissioner'?s?(?: "
    r"office)?|home office|uk council|ukcis|prevent duty|ncsc|gdpr|national "
    r"curriculum|teachers'? standards|equality duty)\b"
    r"|guidance|framework|the duty|government|curriculum order)"
)
_SAYS: Final = (
    r"(?:requires?|states?|says?|obliges?|places?|imposes?|makes? it|sets? out|"
    r"provides? that|recommends?|advises?|defines?|highlights?|emphasi[sz]es?|"
    r"explains?"
    r"|outlines?|identif(?:y|ies)|gives?|applies|apply|covers?|protects?|expects?|"
    r"is clear|are clear|asks?|encourages?|came into|was|were|replaced|updated|"
    r"published|describes?|lists?)"
)

NARRATIVE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # the law, told
        rf"^(?:in (?:england|wales|the uk),? )?(?:the |this |under |section \d+ "
        rf"of )?(?:\S+ ){{0,7}}?{_LAW}(?:\W+(?!the school|our school|we\b|staff|"
        rf"pupils)\S+){{0,9}}? (?:also |further |now )?{_SAYS}\b",
        r"^under the (?:\S+ ){1,8}(?:act|regulations|gdpr)\b",
        r"\bit is (?:an?|a criminal) offence (?:under|to)\b(?=.*\b(?:act|law|section)\b)",
        r"\boffences? (?:under|contrary)\b",
        # guidance written for schools in general, and unfilled templates
        r"^(?:all |maintained |independent )?(?:schools|academies|settings|colleges|"
        r"governing bodies|employers|organisations|local authorities)(?:,? and "
        r"(?:colleges|academies|settings))? (?:also )?(?:should|must|may|might|"
        r"will|can|could|need|are|have|often)\b",
        r"\byour (?:school|academy|setting|own school|organisation)(?:'s)?\b",
        r"\byou may (?:wish|want|choose|decide) to\b|\b(?:schools?|academies|"
        r"settings) (?:may|might|should|will|could) (?:wish|want|choose|need|"
        r"decide|consider)\b",
        r"^\W*(?:\[|<|\()? ?(?:insert|delete|amend|adapt|add)\b.{0,60}(?:here|"
        r"as appropriate|name|\]|>)|^\W*(?:nb|note to|template note|guidance "
        r"note)\b",
        # the policy, about itself
        r"^(?:in addition,? |therefore,? )?(?:the (?:aims?|purpose|objectives?|"
        r"intention|scope|rationale) of )?(?:this|the|our|these) (?:[\w'’/&-]+ "
        r"){0,5}(?:polic(?:y|ies)|document|guidance|agreement|code(?: of \w+)"
        r"?|statement|appendi(?:x|ces)|section|strategy|procedures|guidelines|"
        r"rules)(?: and [\w'’-]+ (?:[\w'’-]+ )?(?:polic(?:y|ies)|procedures?|"
        r"practice))? (?:also |therefore |fully )?(?:(?:is|are|was|were|has "
        r"been|have been) (?:also )?(?:to|designed|intended|written|developed|"
        r"based|about|part|linked|consistent|relevant|necessary|important|a "
        r"|an |the |created|drawn|produced|informed|underpinned|for |supported|"
        r"set out|divided|one of)|sets?|appl(?:y|ies)|aims?|covers?|outlines?|"
        r"describes?|should be read|must be read|forms?|explains?|links?|supports?|"
        r"takes?|contains?|relates?|reflects?|refers?|includes?|considers?|provides?|"
        r"recogni[sz]es?|complies|helps?|deals?|addresses|works?|operates|builds?|"
        r"will (?:help|enable|allow|set|provide|support|outline|form|also be)"
        r"(?! reviewed)|replaces|needs? to be read|has regard)",
        r"\bread in conjunction with\b|\bshould be read (?:with|alongside)\b",
        r"^(?:for (?:further|more)|further|more|additional) (?:information|details?|"
        r"guidance|advice|support)\b|^(?:please )?(?:see|refer to|visit|click|"
        r"go to|contact)\b(?! the (?:head|dsl))|^(?:source|ref|reference|appendix|"
        r"annex|note)\b ?[:\d]",
        # belief, hope, value
        r"^(?:\S+ ){0,8}?(?:we|the school|our school|governors|staff|this school|"
        r"[A-Z]\w+ school) (?:also |therefore |strongly |firmly |fully |all "
        r"|do |truly )*(?:believes?|recogni[sz]es?|know|knows|acknowledges?|"
        r"appreciates?|values?|thinks?|feels?|wants?|wish(?:es)?|aspires?|(?:is|"
        r"are) (?:fully |very |also |all )?(?:aware|proud|committed|conscious|"
        r"keen|passionate|dedicated)|strives?|has a duty of care|have a duty "
        r"of care|hopes? to|understands?(?= that (?:the|some|social|parents|"
        r"technology|children|there|many|it|online|not|mobile|pupils (?:like|"
        r"may|can)))|understand the|understands the|love|live|see|believe in|"
        r"regards?|views?|takes? (?:very )?serious|take the)\b",
        r"^it is (?:therefore |also |now |very )*(?:important|common|clear|likely|"
        r"possible|known|recogni[sz]ed|acknowledged|understood|inevitable|hoped|"
        r"accepted|widely|well|our (?:aim|hope|belief|intention|view|vision)"
        r"|the (?:aim|intention)|intended|anticipated|difficult|not possible|"
        r"impossible|worth|easy|often)\b",
        r"^(?:our|the|one|a key|another|an? \w+) (?:\S+ ){0,3}?(?:aims?|vision|"
        r"objectives?|purpose|intention|goals?|ambition|mission|ethos)(?: \S+)"
        r"{0,8}? (?:is|are|of)\b",
        # definitions
        r"\b(?:is|are|can be|may be|be) (?:commonly |often |also |sometimes "
        r"|generally )?(?:defined as|known as|referred to as|described as|understood "
        r"to)\b|\brefers to\b|\bfor the purposes? of this (?:policy|document)"
        r"\b|^(?:the term|by) ['\"“‘]?\w+.{0,60}\bmeans?\b|^['\"“‘]?[\w' -]{3,"
        r"40}['\"”’]? (?:means|is a term|is a form of|is when|is where|involves)"
        r"\b|^what is\b|\bin this policy,? .{0,40}\bmeans?\b",
        # the world as it is
        r"^(?:(?:however|but|although|whilst|while|as|since|for example|in addition|"
        r"increasingly|today|nowadays|also|there is no doubt that),? )?(?:the "
        r")?(?:(?:use|development|growth|rise|impact|nature|world|benefits?|"
        r"dangers?|risks?|increase|range|rapid \w+) of |new |modern |digital "
        r"|mobile |emerging |information |online |such |these |many |most |some "
        r"|a (?:number|range) of |research|statistics|studies|evidence|technology|"
        r"technologies|the internet|social media|social networking|cyber-?bullying|"
        r"sexting|grooming|radicali[sz]ation|young people|child(?:ren)? and "
        r"young people|the (?:digital|online) (?:world|age)|society|abuse|perpetrators|"
        r"strangers)(?:(?! (?:must|shall|should not|will not|is not permitted|"
        r"are not permitted|not be)\b).)*?\b(?:is|are|has|have|can|may|might|"
        r"could|offers?|provides?|enables?|allows?|brings?|presents?|plays?|"
        r"continues?|becomes?|remains?|shows?|suggests?|causes?|makes?|exposes?|"
        r"helps?|includes?|comes?|involves?|poses?|creates?|access|use|spend)"
        r"\b",
        r"\bthere (?:is|are|has been|have been|may be|can be|could be|will always "
        r"be) (?:a |an |also |many |no doubt|some |always |several |various "
        r"|increasing |growing |potential |real |huge |great |significant |number)"
        r"*(?:risks?|dangers?|issues?|concerns?|opportunit|benefits?|evidence|"
        r"research|differences?|times|occasions|ways|wide range|need|potential|"
        r"three|four|number of (?:risks|ways|issues))",
        r"^(?:this|that|these|it|they|those|such \w+) (?:also |then |in turn "
        r"|will |would |may |can |could |might |helps?|does )*(?:helps?|enables?|"
        r"allows?|means|gives?|leads?|makes?|includes?|depends?|could|might|"
        r"would|results?|causes?|creates?|requires? (?:that )?children|can be|"
        r"may be|involves?|is because|are because|is why|is to|is for|is a|is "
        r"an|is the|are the|are a|reflects?|relates? to|appl(?:y|ies))\b",
    )
)

# A lead that says somebody knows a rule; the rule itself follows and is what is promised.
KNOWS: Final = re.compile(
    r"^(?:(?:as an? \w+,? )?(?:i|we|all (?:\w+ ){0,4}\w+|(?:\w+,? (?:and |& "
    r")?){0,5}?(?:staff|pupils|students|children|parents|carers|visitors|governors|"
    r"volunteers|users|they))"
    r" (?:also |fully |will |should |must |need to |are |am |do )*(?:understands?|"
    r"know|knows|agree|agrees|accept|accepts|acknowledges?|aware|reminded|informed|"
    r"made aware|recogni[sz]e)(?: and (?:accept|agree|understand|agrees))? that"
    r"|please (?:note|be aware|remember)(?: that)?|note that|n\.?b\.?:?|it should "
    r"be (?:noted|remembered) that|it is agreed that|remember(?: that)?)[,:]? ",
    re.IGNORECASE,
)
HOPES: Final = re.compile(
    r"^(?:therefore,? |however,? |\S+ (?:\S+ ){0,6})?(?:we|the school|our school)"
    r" (?:also |would |do |strongly |kindly |politely |therefore )*(?:ask|asks|"
    r"request|requests|urge|urges|encourage|encourages|advise|advises|recommend|"
    r"recommends|hope|expect|expects|like|appreciate)(?: that|(?: \S+){1,6} "
    r"to\b)",
    re.IGNORECASE,
)
QUESTION: Final = re.compile(r"\?[\"'”’)\]]*$")
