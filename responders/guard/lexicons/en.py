# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""English."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = (
    r"(?:(?:tele|smart)?phone|(?:help|hot|phone|care|support|service|customer|info|emergency) ?lines?|call cent(?:er|re)s?"
    r"|switchboard|toll-?free(?: number)?|freephone|landline|blower)"
)
_MAIL = r"(?:e-?mails?|mails?|mailbox|letter|fax|post)"
_TEAM = (
    r"(?:(?:our|the|your|a|an|one of our|any) )?(?:[\w&]+ ){0,2}?(?:(?:customer|client|guest|passenger|member) "
    r"(?:services?|care|support|relations|help|experience)|support|help ?desk|service desk|contact cent(?:er|re)"
    r"|advis[eo]rs?|agents?|colleagues|team|department|dept|specialists|experts|reps?|representatives?|head ?office|hq)"
)
_WHO = (
    r"(?:(?:customer|client|guest|passenger|member) (?:services?|care|support|relations|help|experience)|support|help ?desk|service desk|contact cent(?:er|re)"
    r"|advis[eo]rs?|agents?|colleagues|team|department|dept|specialists|experts|reps?|representatives?|head ?office|hq)"
)
_SPOT = (
    r"(?:stores?|shops?|branch(?:es)?|counter|outlets?|showroom|dealer(?:ship)?s?|office|salon|boutique|bank|station"
    r"|service (?:point|cent(?:er|re)|desk)s?|info(?:rmation)? (?:desk|point)|help (?:desk|point)|ticket (?:office|desk)|kiosk|reception)"
)
_DET = r"(?:(?:the|our|your|any|a|an|one of (?:our|the)|my|this) )?(?:\w+ ){0,2}?"
_WEB = r"(?:web ?sites?|site|home ?page|web ?page|web ?portal|portal|online|web|faqs?|knowledge base|account area)"
_PAGE = (
    r"(?:live ?chat|web ?chat|chat ?bot|chat|contact (?:page|section|form|us)|contact-us|help (?:cent(?:er|re)|page|pages|section|hub)|support "
    r"(?:page|site|portal|cent(?:er|re)|hub)|self-?service)"
)
_FORM = r"(?:\w+ )?(?:form|questionnaire|template|web-?form)"
_CASE = r"(?:ticket|case|complaint|claim|enquiry|inquiry|(?:support|service) request|request)"
_SAY = (
    r"(?:writ(?:e|ing)|send(?:ing)?|contact(?:ing)?|messag(?:e|ing)|msg|text(?:ing)?|reach(?:ing)?|get(?:ting)? (?:back )?(?:in )?(?:touch|contact|through|hold)|speak(?:ing)?"
    r"|talk(?:ing)?|report(?:ing)?|submit(?:ting)?|forward(?:ing)?|rais(?:e|ing)|apply|drop(?:ping)?|shoot|ping|chat(?:ting)?|complain|escalate|follow up"
    r"|find us|catch us|hit us up|request|lodge|file|log|let us know|give us|try|use|move|switch|continue|carry on|take (?:this|it|that)|join|tweet|tag|follow|add|befriend)"
)
_LINK = r"(?:at|in|into|to|via|through|on|with|over|by|using|from|across to)"
_CALL = r"(?:call(?:ing)?|phon(?:e|ing)|ring(?:ing)?|dial(?:l?ing)?|telephon(?:e|ing))"
_DISEASE = (
    r"(?:diabet\w+|epilep\w+|asthma\w*|cancer|tumou?r|pregnan\w+|miscarriage|depress(?:ion|ed)|anxiety|hiv|disabilit(?:y|ies)|illness|diagnosis|medications?"
    r"|medicines?|prescriptions?|insulin|therapy|chemo\w*|surgery|wheelchair|allerg\w+|medical (?:condition|file|record|certificate|history|appointment)|sick ?(?:note|leave)"
    r"|stoma|dialysis|dementia|autis\w+|stroke|heart (?:condition|attack|disease)|mental health|addiction|test results?|antidepressants?|migraines?|multiple sclerosis)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_SOME = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|a couple of|couple of|a few|few|half an)"

LEXICON = Lexicon(
    language="en",
    elsewhere=(
        r"(?:take|await|answer|waiting for|looking forward to|look forward to|expecting) your (?:call|phone call|e-?mail|visit)",
        rf"(?:have a (?:word|chat) with|speak (?:to|with)|talk (?:to|with)|ask|see|find) (?:the|our|a|any) (?:\w+ )?(?:staff|manager|colleagues?|team|crew)~(?:at|in|on) {_DET}{_SPOT}",
        rf"(?:the |our |a )?form (?:on|in|at|under) (?:our|the) (?:\w+ ){{0,2}}?(?:{_PAGE}|{_WEB}|page)(?!~(?:crash\w*|fail\w*|broke\w*|did|was|down|didn\'t|doesn\'t|isn\'t|stopped))",
        r"if you (?:could )?(?:call|phone|ring|e-?mail us|visit (?:us|our|a|the)|stop by|pop in)(?! (?:it|the driver|back later))",
        rf"(?:help|assistance|support|information|advice|details) (?:is|are)(?: also)? (?:available|on hand|waiting|offered|found)~(?:at|in|on|from|via|by) {_DET}(?:{_SPOT}|{_PHONE}|{_WEB}|{_PAGE}|{_WHO})",
        rf"(?:writ(?:e|ing) to|(?:send|mail|post|return|take)~to) (?:our|the) (?:[\w&]+ ){{0,2}}?(?:{_WHO}|{_SPOT})",
        rf"(?:direct|address|refer|take|put|forward|send|submit|raise|report|bring)(?: \w+){{1,3}} (?:to|with) (?:our|the) (?:[\w&]+ ){{0,2}}?{_WHO}",
        rf"(?:reply|respond|answer|replying) (?:instead )?to (?:the|our|that|my) (?:\w+ )?(?:{_MAIL}|text|sms)",
        rf"(?:contact(?:ing)?|reach(?:ing)? out to|speak(?:ing)? (?:to|with)|check(?:ing)? with|ask(?:ing)?|call(?:ing)?) (?:the|our|your|any) (?:\w+ )?{_SPOT}",
        rf"(?:on|via|over) {PLATFORMS}~(?:reply|respond|answer|help|assist|faster|quicker|instead)",
        rf"{_CALL}(?: (?:back|up))?(?: on| at)? (?:us|me|{_TEAM}|(?:the |our |your )?(?:\w+ )?{_PHONE}|{NUMBER}|(?:our|the|this)~number)",
        r"(?:please|can|could you|should|need to|have to|must|to|just|kindly|then|and|or|simply|try|best) (?:call|phone|ring)(?: back)?(?! (?:it|you|your|the (?:driver|courier|customer)|this|that|a|for|me|him|her|them))(?! \w+ (?:driver|courier))",
        rf"give (?:us|me|them|it|{_TEAM}|(?:the |our )?(?:\w+ )?{_PHONE}) (?:a |another )?(?:\w+ )?(?:call|ring|bell|buzz|tinkle|shout|try)",
        r"(?:pick up|grab|get on|hop on|jump on|reach for) (?:the|your) (?:phone|blower)|a (?:quick )?(?:phone )?call (?:to|with) (?:us|our|the)~(?:team|line|cent(?:er|re)|service|support)",
        rf"(?:e-?mail|mail|fax|text|sms|whatsapp) (?:us|me|our|it to|them to|this to|to us|a copy|your|the|{_TEAM}|{ADDRESS})",
        rf"(?:drop|send|shoot|write|fire|ping|pop|leave) (?:us|me|them|{_TEAM})?(?: ?(?:a|an|your|over))? ?(?:(?:quick|short|brief|few|little) )?(?:{_MAIL}|lines?|text(?: message)?|sms)",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_LINK} {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_PAGE}|sms|text message)",
        rf"{_SAY}~(?:{_LINK} |our |us ){_DET}{PLATFORMS}",
        rf"(?:{_SAY}|visit|go|head|check|check out|head over|hop over|raise~|ask~|answers?~|turn) {_LINK} {_DET}{_WEB}",
        rf"(?:submit|report|raise|file|lodge|log|register|request|contact us|chat|message us|write to us|reach us|do (?:this|that|it)|sort (?:this|that|it)|return it|claim|complain)~(?:on|in|via|through|using|at|from) {_DET}(?:{_WEB}|app|account)",
        rf"(?:message|contact|tweet|tag|ask|follow|dm|ping|reach out to|get in touch with|write(?: to)?|talk to|speak to|send~to|turn to|direct~to|over to|try|mention|head(?: over)? to|hop over to|drop a line to|send~at) (?:our (?:\w+ ){{0,3}})?{HANDLE}",
        rf"(?:the (?:right )?account|the team at|colleagues at) {HANDLE}|{HANDLE} (?:can|will|is|are)~(?:help|assist|answer|there|account|team|right)",
        rf"(?:contact|reach(?: out to)?|get (?:back )?in (?:touch|contact) with|speak (?:to|with)|talk (?:to|with)|turn to|get hold of|consult|approach|refer (?:this |it |back )?to|check with|(?:raise|take|discuss|sort) (?:this|it|that)(?: up)? with|report (?:this|it|that) to|escalate (?:this|it) to|complain to|ask) (?!you){_TEAM}",
        r"(?:contact(?:ing)? us|get(?:ting)? (?:back )?in (?:touch|contact)|reach out to us|reach out)(?!~(?:here|below|in this (?:thread|conversation|chat)|privately|dm|direct message|private message))(?! (?:with|to) you)",
        rf"(?:fill(?:ing)?(?: in| out| up)?|complet(?:e|ing)|submit(?:ting)?|use|using|open|find|download|sign|return|send|pop (?:your details|it) in(?:to)?)~{_FORM}",
        rf"(?:open|raise|log|create|submit|file|lodge|start|put in|make|place|register) (?:a|an|your|the|another|this as a) (?:\w+ ){{0,2}}{_CASE}(?!~here)",
        rf"(?:use|using|try|open|start|join|hop on(?:to)?|jump on(?:to)?|visit|go (?:on )?to|head (?:on )?(?:over )?to|log ?(?:in|on)(?: ?to)?|browse|pop over to|see|check|via|through) {_DET}(?:{_PAGE}|portal)",
        rf"chat (?:to|with) (?:us on|{_TEAM})|start a (?:live )?chat",
        rf"(?:visit|go (?:on )?to|head (?:on )?(?:over )?to|hop (?:on|over) to|pop (?:on|over) to|see|find (?:us|this|it|details|everything) on|check(?: out)?|look (?:on|at)|log in (?:to|on)|sign in to|via|available on) (?:our|the|your)~(?:{_WEB}|profile|channel)",
        rf"(?:visit(?:ing)?|pop (?:back )?(?:in ?to|by|down to|over to|round to|along to)|drop (?:by|in ?to|in at|in on)|stop (?:by|at|in|off at)|swing by|com(?:e|ing) (?:by|down to|to|in ?to|over to)|go(?:ing)? (?:in ?to|to|along to|back to)|head (?:over |down )?(?:to|in ?to)|call in(?:to)?(?: at)?|walk in ?to|(?:take|bring|return|carry|hand) (?:it|this|them|that|the \w+|your \w+)(?: back)? (?:in|to|in ?to|at)|(?:speak to|ask)~(?:in|at)|exchange (?:it|this|them) (?:in|at)|in person (?:at|in)) {_DET}{_SPOT}",
        rf"(?:pop|drop|come|call) (?:in|by)(?: and| to| with)? (?:see|speak|talk|your|the|any)|visit us|come (?:and )?see us|in-store(?: only|,? please)|(?:see|speak to|ask) (?:the|our) (?:staff|team|manager|colleagues)~(?:in|at) {_DET}{_SPOT}|any of our {_SPOT}~(?:can|will)",
        rf"(?:{_PHONE}|{_WHO})s?(?: on (?:the phone|{NUMBER}))? (?:can|could|may|would be able to|(?:are|is|'s|will be|would be)~(?:happy|glad|pleased|able|best placed) to)~(?:help|assist|sort|advise|deal|look|check|tell|explain|support|answer)(?!~here)",
        rf"(?:{_PHONE}|{_WHO})s?~(?:(?:is|are|'s|can be)~(?:available|open|reachable|reached|waiting for your|at your disposal|the right (?:place|people)|contactable|best)~?(?:on|at|by|via|from|until|till|24|mon|for|to help|now|daily|every)?)",
        rf"(?:quick|fast|easi|simpl|bett|best)\w*~(?:by|via|over|through|on|in|is to|to|using|at)~(?:{_PHONE}|{_MAIL}|{_PAGE}|{_FORM}|{_SPOT}|{PLATFORMS})",
        rf"(?:by|via|through|over|on) (?:the )?(?:{_PHONE}|{_MAIL}|{_PAGE}|{_FORM}|{_WEB})(?:,? (?:only|instead|please|we|you can|our))",
        rf"(?:only|handled|dealt with|processed|accepted|taken|made|sent|needs? to be|has to be|must be|have to be|submitted)~(?:by|via|through|over|using|in) {_DET}(?:{_PHONE}|{_MAIL}|{_PAGE}|{_FORM}|{_SPOT}|{_WEB})",
        rf"(?:at your disposal|there for you|here for you|available)~(?:{_PHONE}|{_FORM}|live chat)",
        r"(?:reach|find|catch|get) us (?:by|on|at|via|in)|(?:call|phone) back(?: on| at)",
        rf"(?:our|the|my|this) (?:\w+ )?(?:{_PHONE}|number|e-?mail|address|inbox)(?: address)? ?(?:is|:|-)~(?:{NUMBER}|{ADDRESS})",
    ),
    privately=(
        r"(?:dm|d/m|pm|inbox|direct message|direct-message|private message|privately message|message|msg|whisper to|dm'ing|dming|messaging) (?:us|me|over)",
        rf"(?:send|sending|drop|shoot|pop|slide|ping|give|fire|leave|write|use|via|by|through|over|to|in|into|reply|check|open|join|continue|check your|hop|jump|move|switch|take (?:this|it)) (?:(?:us|me|it|them|that|those|this|your|our|the|a|an|details|over|via|by|in|into|to|on|through|some|my) ){{0,4}}(?:\w+ ){{0,2}}?(?:{PRIVATE}|direct messages?|private messages?|private (?:chat|conversation|side)|direct|private)(?! (?:details|information|data|matters?))",
        rf"(?:send|share|tell|give|provide|confirm|discuss|talk|continue|details|number|look into|sort|contact|touch)~(?:via|by|in|through|over|to our|per) (?:a |our |the )?(?:{PRIVATE}|direct messages?|private messages?|private)",
        r"(?:send|drop|shoot|write|leave|give) (?:us|me) (?:a |your )?(?:(?:quick|short|little) )?message(?! here publicly)",
        rf"(?:our|my|the) (?:{PRIVATE}|messages) (?:is|are)~open|dms? (?:is |are )?open|{PRIVATE} (?:us|me|please|pls|for)|(?:please|pls) {PRIVATE}",
        r"(?:talk|chat|continue|speak|write|carry on|discuss|take (?:this|it)|share|tell us|message|get in touch|contact us|send~|reach out)~(?:privately|in private|offline|off-?line|away from the public)",
        r"accept our (?:message request|dm)|follow us (?:back )?so (?:that )?(?:we|you) can|check your (?:messages|requests)",
    ),
    reported=(
        r"(?:(?:we|i|they|he|she|it|who|which|colleagues?|team|agent|driver|engineer|technician|someone|department)(?:'(?:ve|ll|d|re|s|m))?(?: (?:will|can|could|would|have|had|has|did|may|might|also|just|then|already|now|soon|even|never|first|to|want|need|like|are|is|going))*) $",
        r"(?:had to|has to|having to|asked|told|made you|mak(?:es?|ing) you|forced|(?<!have you )tried|trying|try to reach|wait\w*|whenever you|when you|after you|before you|why you|since you|because you|supposed|meant to|expect\w*|wanted|thank(?:s| you) for|sorry (?:that )?(?:you|our|the)|sorry for|let (?:us|me)|while (?:we|i)|(?:did|do|does|were|had) you|have you(?! tried)|(?:which|what|when|how|where|why)(?: \w+){0,4} (?:did|do|does|have|were) (?:you|they|he|she)|which \w+ (?:you|did)|(?:difficult|hard|impossible|unable|couldn't|could not|can't|cannot|nobody|no one|able) (?:to|for)?)\b.*$",
        r"(?:no need|not need|n't need|needn't|don't|do not|didn't|never|without|instead of|rather than|shouldn't|should not|wouldn't|must not|not have|n't have|never have|stop|avoid|unless)\b(?!.*\b(?:hesitate|wait|delay|be afraid|worry)\b).*$",
        r"(?:the|an?|your|this|that|our|my|their|any|every|each|of|last|first|another|missed|error|warning|phone|after|during|from|next|previous|recent) $",
    ),
    event=(
        r"(?:called|rang|phoned|texted|messaged|contacted|wrote to|emailed|e-mailed|reached|approached|came to|sent to|sent by|rings|calls|calling|ringing) you",
        r"(?:received|got|came|come|coming|comes|arrived|sent|calls?|messages?|texts?|e-?mails?)~(?:from|of|by)(?! us| our)",
        r"you (?:received|got|were sent|were called|called|rang|dialled|wrote|mention\w*|tried)",
        r"(?:is|was|are|were)(?: not|n't)(?: one of)? ours?|(?:not|n't)~(?:from|by|sent by|belong to) us|fake|scam\w*|phish\w*|fraud\w*|impersonat\w*|pretend\w*|spoof\w*|(?:do not|don't|never) (?:call|reply|answer|trust|write|pay)|block",
        r"(?:kept|keeping|left) you~(?:waiting|hanging|hold)",
    ),
    about_you=(
        rf"(?:your|you|you've|you're)(?! can| could)(?: \w+){{0,3}} {_DISEASE}|{_DISEASE}(?: \w+){{0,2}} (?:you|your)",
        r"your (?:home |private |delivery |billing |postal )?address (?:is|in|on|at|:|of|-)(?! (?:right|correct|complete|wrong|safe|missing))|your (?:flat|house|apartment) (?:in|on|at|number)",
        r"your (?:date of birth|birthday|birth date) (?:is|of|:|on)|born (?:on|in) (?:the )?\d|your (?:age|salary|income|debts?|overdraft|bank balance|balance) (?:is|of|:|stands)",
        r"(?:card|account|iban)~(?:ending|ends)(?: in| with)? \d{2,4}",
        r"you ordered (?:an?|two|three|four|\d)|your order (?:of|containing|contains|includes|included|with (?:the|an?|two|\d))(?! \d{4,})(?!~?number)|items? you (?:ordered|bought):",
        r"your (?:ex|husband|wife|divorce|lawyer|criminal|religio\w+|sexual\w*|court case|probation|pregnancy)",
    ),
    your_number=(
        r"(?:customer|client|account|contract|policy|membership|member|booking|reservation|passport|id|insurance|meter|loyalty|frequent flyer|pnr|national insurance|social security|tax|plate|registration|iban|patient|mobile|phone)(?: (?:number|no|id|code|ref(?:erence)?|locator))?\.?(?: is|:| #| ending in| -)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{4,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:mr|mrs|ms|miss|mx|mister|sir|madam)\.?",),
    greetings=(
        r"(?:hi|hello|hey|dear|thanks|thank you|sorry|(?:good )?(?:morning|afternoon|evening)|welcome|name of|name is|booked by|addressed to|account of|order of|belongs to|parcel for|booking for|order for|passenger)",
    ),
    secret=(
        r"(?:password|passcode|pass ?phrase|pin(?: code)?|cvv|cvc|otp|one-?time (?:code|password)|(?:security|verification|login|log-in|access|activation|reset|unlock|temporary|confirmation|door|voucher) code|puk|log-?in)(?: (?:number|for [\w ]{1,20}?))?(?: is| was| will be|:| =| to|,)+ ?(?:now |set to |reset to |\")?(?=[^\s.,]*\d)\S{3,}",
        r"(?:password|passcode|pin|cvv|cvc|puk|security code)\"? (?:is |: ?|was )?\"\S+\"|(?:pin|otp|puk|cvv|cvc)(?: code)? \d{3,8}|\d{4,8} (?:is|as) your (?:\w+ )?(?:password|pin|code)",
    ),
    ask_secret=(
        r"(?:send|give|tell|share|provide|confirm|need|dm|what is|what's|enter|reply with|type)~(?:your|the) (?:\w+ ){0,2}(?:password|pin|passcode|cvv|cvc|one-?time code|otp|security code|card number|verification code)",
    ),
    internal=(
        r"passwords? (?:is|are|get|were|in)~(?:stored|saved|kept|hashed|encrypted|held|database|table)|(?:stor|sav|keep|hash|encrypt|hold)\w*~passwords|plain ?text|clear text|unsalted|md5|sha-?\d+|bcrypt|argon2",
        r"(?:zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|confluence|slack|teams channel|trello|oracle|crm|erp|sap|internal (?:system|tool|ticket|note|memo|wiki|policy|guideline|document|chat|report|investigation|e-?mail|procedure|database|queue|process)s?|admin panel|back ?office (?:system|tool)|staging|production (?:server|database)|sql|root password|vpn|firewall|unpatched|vulnerabilit\w+|source code|tier ?[123]|(?:second|third|2nd|3rd) line queue|ticket(?:ing)? (?:queue|system)|backlog of \d+)",
        r"(?:another|a different|one other|the other|some other|previous|other) (?:customer|client|passenger|guest|user|patient|tenant|subscriber)s?(?!'? (?:service|care))(?:,? (?:called|named|mr|mrs|ms|from|had|has|have|got|was|were|paid|received|with|in your|complained|who|on your)|,|'s)|(?:mr|mrs|ms)\.? \w+ (?:also|had the same|too|from)",
        r"between (?:you and me|us|ourselves)|off the record|don't tell (?:anyone|my)|confidential(?:ly)? (?:information|memo|tell)|not supposed to (?:tell|say)|shouldn't (?:be )?(?:tell|say)ing|keep (?:this|it) quiet|my (?:boss|manager) (?:said|says|told|doesn't|won't)",
        r"(?:was|been|be|were|got|getting|has been|is|being) (?:\w+ )?(?:fired|sacked|dismissed|disciplined|laid off|given a (?:\w+ )?warning)|(?:agent|driver|employee|colleague|he|she|staff|courier|worker|engineer|manager|advis[eo]r|technician|cashier|person)~suspended|(?:written|formal|verbal|final) warning|disciplinary|(?:understaffed|short-?staffed|short of staff|on sick leave|(?:is|are|been|called in) off sick|called in sick|laying off|lay-?offs|redundanc\w+)|our (?:purchase price|margins?|cost price) |(?:you are|you're|your account is|you have been|you were)~(?:blacklist\w*|flagged|on (?:a|our|the) black ?list|a difficult customer|problem customer)",
    ),
    certain=(
        r"(?:we|i)(?: can| do|'ll| will)? (?:absolutely |solemnly |fully |personally )?(?:guarantee|promise|swear|vow|assure you)|you have (?:my|our) word|guaranteed|a promise|our guarantee that",
        r"(?:will|'ll|shall|are|is|to) (?:definitely|certainly|absolutely|surely|undoubtedly|for sure|always|100 ?%) (?:be|get|have|arrive|receive|refund|fix|resolve|solve|work|come|happen|not happen|replace|deliver|sort|reach|pay|see)|definitely (?:will|be|get|arrive|going)|without (?:fail|any doubt|a doubt)|no doubt|for sure|rest assured|100 ?% (?:sure|certain)|count on it|certain to",
        r"(?:will|'ll|won't|can|shall|does|is) ?(?:never|not)? (?:ever )?(?:happen|occur|going to happen|be repeated) (?:to you )?(?:again|any ?more)|never happen(?:s)? again|(?:the )?last time this (?:will )?happens?",
        r"(?:will|'ll|shall|going to|are|is|being) (?:(?!look|check|pass|forward|investigat|read)\w+ ){0,6}?(?:immediately|right away|straight ?away|at once|instantly|in no time|within minutes)|immediate (?:refund|replacement|solution|compensation|fix)|(?:refund|replace|fix|resolve|solve|sort|deliver|ship|compensate|repay|credit)\w* (?:\w+ ){0,3}(?:immediately|right away|straight ?away|at once|instantly)",
        r"you(?: will|'ll) (?:\w+ )?(?:get|receive|have|be given) (?:a |your |the )?(?:full |complete )?(?:refund|money back|money|compensation|replacement|new one)|(?:we|i)(?: will|'ll| are going to) (?:fully |certainly )?(?:refund|compensate|reimburse|replace|waive)",
    ),
    disclaimed=(
        r"(?:not|n't|cannot|never|nobody|no one|unable|without|you were|you had been|had|who|which|that was|wish|if|sorry that|sorry you|asked|before)\b.*$",
    ),
    outcome=(
        r"will|'ll|\w+'ll|shall|won't|going to|gonna|should (?:be|arrive|have|reach|get|receive)|is due|due to|arrives?|arriving|ships?|comes?|coming|to be (?:\w+ed|back)|scheduled for|expected|resumes?|returns?|be (?:fixed|resolved|delivered|refunded|repaired|back)|get (?:it|your)|hear (?:back )?from us|have it|at the latest",
    ),
    when=(
        rf"(?:by|until|till|before|no later than|latest|on|for|this|next|coming|from) (?:the )?(?:next |coming |this )?(?:tomorrow|tonight|today|noon|midday|midnight|{_DAY}|weekend|week|month|morning|afternoon|evening|end of (?:the |this |next )?(?:day|week|month)|close of business|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}}(?::\d\d)? ?(?:am|pm|o'clock))",
        rf"(?:with ?in|in|in under|in less than|inside|after|less than|under|no more than|max(?:imum)?|at most|takes?) (?:the )?(?:next |about |max(?:imum)? |at most )*{_SOME}(?: ?(?:-|to|or|and) ?{_SOME})?(?: more)?[ -]?(?:working |business )?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)",
        r"tomorrow|tonight|later today|(?:first|first thing) (?:in the )?(?:morning|monday)|end of (?:the )?(?:day|week)|eod|asap|today",
    ),
    aside=(
        r"why|what|whether|since|was|were|did|had|happened|n't|wasn't|didn't|bought|wrote|said|ordered|when you|if|which|whatever|from you|you (?:were|had|sent|told|placed)",
    ),
    blame=(
        r"you should(?:'ve| have)(?! (?:received|had|got|been|to|heard))|you shouldn't have(?! (?:to|had|been|received))|as (?:i|we)(?:'ve| have)? (?:already )?(?:said|told|explained|mentioned|wrote|stated)(?: (?:before|already|you))?|(?:we|i)(?:'ve| have)? (?:already|repeatedly) (?:told|explained|said|asked)|you (?:failed|forgot|neglected|didn't bother|didn't read|did not read|obviously|clearly|must have|misunderstood|caused|never (?:read|told|asked))|your (?:own )?(?:fault|mistake|negligence|carelessness)|if you had (?:only |just )?(?:read|told|checked|asked|followed|paid|listened)|had you (?:read|checked|followed|told)|(?:read|check) (?:the|our) (?:terms|conditions|manual|instructions) (?:first|next time|properly|more carefully)|next time (?:read|check|please read)|you only have yourself|(?:that|this) is (?:on you|your responsibility)",
    ),
    tone=(
        r"calm down|whatever[.!]|not our (?:problem|fault|business)|relax|stop (?:whining|complaining|moaning|shouting|bothering)|get over it|deal with it[.!]|don't be (?:silly|ridiculous|dramatic|rude)|you(?:'re| are) (?:lying|rude|wrong|ridiculous|stupid|overreacting|being (?:rude|difficult|unreasonable|dramatic))|ridiculous|stupid|idiot\w*|moron\w*|dumb|nonsense|shut up|lol|lmao|wtf|damn|crap|shit\w*|fuck\w*|bullshit|grow up|tough luck|too bad|boo hoo|cry about it|like it or not|take it or leave it|can't please everyone|nobody forced you|good luck with that|duh|obviously",
    ),
    automatic=(
        r"automat\w*|auto-?(?:reply|response|message)|(?:a|the|our|chat|your) ?bot|chat ?bot|virtual (?:assistant|agent)|digital assistant|robot",
    ),
    automatic_notice="This is an automated message:",
)
