"""English."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, Lexicon

_PHONE = r"(?:phone|telephone|help ?lines?|hot ?lines?|phone lines?|call cent(?:er|re)|support line|number)"
_MAIL = r"(?:e-?mails?|mail|post|letter|fax)"
_TEAM = (
    r"(?:our |the |your |a |an )?(?:\w+ ){0,2}?(?:customer (?:service|care|support|relations|help)s?|support|help ?desk|"
    r"service desk|contact cent(?:er|re)|call cent(?:er|re)|help ?line|hot ?line|advis[eo]rs?|agents?|colleagues|teams?|"
    r"department|specialists|reps?|people|guys|crew)"
)
_STORE = r"(?:stores?|shops?|branch(?:es)?|counter|outlets?|showroom|dealer(?:ship)?s?|office|service (?:point|cent(?:er|re))s?|info desk|ticket office|kiosk)"
_PAGE = r"(?:live ?chat|web ?chat|chat ?bot|chat|contact (?:page|section|us)|help cent(?:er|re)|support (?:page|site|portal)|portal|self-?service)"
_PRIVATE = r"(?:dms?|d/m|pms?|direct messages?|private messages?|inbox|private chat|direct|private|mps?)"
_CASE = r"(?:ticket|case|complaint|claim|enquiry|inquiry|support request|request)"

LEXICON = Lexicon(
    language="en",
    elsewhere=(
        rf"(?:call|phone|ring|dial|telephone|text) (?:us|me|our|{_TEAM}|the (?:{_PHONE}|team)|{NUMBER}|{_PHONE})",
        rf"give (?:us|me|them|{_TEAM}) (?:a |another )?(?:quick )?(?:call|ring|bell|buzz|shout|bell)",
        r"(?:pick up|grab) the phone|get on the phone",
        r"(?:e-?mail|mail) (?:us|me|our \w+|it to|them to|this to|a copy|your \w+|" + ADDRESS + ")",
        rf"(?:drop|send|shoot|write|fire|ping|pop) (?:us|me|them|{_TEAM}) (?:a |an |your )?(?:quick |short |brief |few )?(?:{_MAIL}|lines?|note|text|sms)",
        rf"(?:send|forward|submit|share|report|raise|post|direct|address|put)~(?:by|via|through|over|in an?) (?:{_MAIL}|{_PHONE}|our website|the website|our site|our app|the app)",
        rf"(?:send|drop|forward|mail|submit) (?:an |a |your )~?(?:{_MAIL})~(?:to|at)",
        rf"(?:write|send|reach|contact|mail|drop|message|forward|get in touch|touch base|complaints|email|e-mail|address)~{ADDRESS}",
        rf"(?:reach|contact|get hold of|speak (?:to|with)|talk to|get in touch|catch)~(?:by|via|over|on) (?:the )?(?:{_PHONE}|{_MAIL}|{NUMBER})",
        rf"(?:fill(?: in| out| up)?|complete|submit|use|find|pop (?:your details|it) in(?:to)?|open)~(?:form|questionnaire)",
        rf"(?:open|raise|log|create|submit|file|lodge|start|put in) (?:a |an |your |the )(?:\w+ ){{0,2}}{_CASE}",
        rf"(?:use|try|open|start|join|hop on|jump on|visit|go (?:on )?to|head (?:on )?(?:over )?to|log ?(?:in|on)(?: ?to)?|browse|pop over to|see|check)~{_PAGE}",
        rf"chat (?:to|with) (?:us|{_TEAM})",
        r"(?:visit|go (?:on )?to|head (?:on )?(?:over )?to|hop (?:on|over) to|pop (?:on|over) to|find us on) (?:our|the)~(?:web ?site|site|homepage|page|profile|channel|app)",
        rf"(?:visit|pop (?:back )?(?:in ?to|by|down to|over to|round to|along to)|drop (?:by|in ?to|in at|in on)|stop (?:by|at|in)|swing by|come (?:by|to|in ?to|over to|and see us)|go (?:in ?to|to|along to|back to)|head (?:over |down )?(?:to|in ?to)|call in(?:to)?(?: at)?|(?:take|bring) (?:it|this|them|that|the \w+|your \w+)~(?:to|in)|speak to~(?:in|at)|ask~(?:in|at))~{_STORE}",
        r"(?:pop|drop|come) in (?:and|to) (?:see|speak|talk)|visit us|come (?:and )?see us",
        rf"(?:message|msg|contact|write|send|ping|text|chat|find|reach|follow|get in touch|talk|hit|drop|post|move|switch|continue|carry on|take|try|use|join|add|tweet|catch|head|ask|tell|come|speak|tag|go|report|pm|dm|reply|respond|answer|shout)\b~(?:on|via|through|over|by|to|at|in|using) (?:our |the |us on )?(?:\w+ ){{0,2}}?{PLATFORMS}",
        rf"(?:message|whatsapp|text|tweet|{PLATFORMS}) us (?:on|at) {NUMBER}|whatsapp us",
        rf"(?:contact|message|tweet|tag|ask|follow|dm|ping|reach out to|get in touch with|write to|talk to|speak to|send~to|turn to|direct~to|over to|try|address~to|mention|head(?: over)? to|hop over to)~{HANDLE}",
        rf"(?:contact|reach(?: out to)?|get (?:back )?in (?:touch|contact) with|speak (?:to|with)|talk (?:to|with)|turn to|get hold of|consult|approach|refer to|check with|raise~with|take~up with|report~to|escalate~to) {_TEAM}(?! (?:at|on) (?:the )?(?:gate|platform|train))",
        r"(?:contact us|get (?:back )?in (?:touch|contact)(?: with us)?|reach out(?: to us)?)(?!~(?:here|below|in this (?:thread|conversation|chat)))(?! (?:with|to) you)",
        rf"(?:customer (?:service|care|support)|help ?line|hot ?line|call cent(?:er|re)|help ?desk|phone line|contact cent(?:er|re)|support line|support team|advisers|office|branch|store)s?~(?:can|could|will|would|'ll|are|is|'s|be able to|happy to|waiting to|there to)~(?:help|assist|sort|advise|take (?:this|it)|deal with|available|open|reachable|on hand|contactable|happy|look)~(?:on|at|by|via) (?:{NUMBER}|the phone|phone|e-?mail|{ADDRESS})",
        rf"(?:help ?line|hot ?line|call cent(?:er|re)|phone line|contact cent(?:er|re)|support line|customer (?:service|care|support))s?~(?:is|are|'s|can be)~(?:available|open|reachable|reached|waiting|at your disposal|the right|best)",
        rf"(?:help ?line|hot ?line|call cent(?:er|re)|help ?desk|phone line|contact cent(?:er|re)|support line|customer (?:service|care|support))s?~(?:can|could|will|would|'ll)~(?:help|assist|sort|advise|deal)",
        rf"(?:quickest|fastest|easiest|best|quicker|faster|easier|better|simplest)~(?:by|via|over|through|on|in|is to|to|using)~(?:{_PHONE}|{_MAIL}|{_PAGE}|form|{_STORE}|{PLATFORMS})",
        rf"(?:by|via|through|over) (?:the )?(?:{_PHONE}|{_MAIL}|{_PAGE}|form|website)~(?:only|instead|please)",
        rf"(?:only|handled|dealt with|processed|accepted|taken|made|needs? to be|has to be|must be|have to be)~(?:by|via|through|over|using|in) (?:the |our |a )?(?:\w+ )?(?:{_PHONE}|{_MAIL}|{_PAGE}|form|{_STORE})",
        rf"(?:reach|find|catch|get) us (?:by|on|at|via|in)",
        rf"(?:our|the|my) (?:{_PHONE}|help ?line|number|e-?mail|address)~(?:is|:)~(?:{NUMBER}|{ADDRESS})",
        rf"(?:please|you could|you can|you need to|you should|just|kindly|then|and|or) (?:call|phone|ring)(?: back| again)?(?! (?:it|the driver|this|that|you|your|back the))",
    ),
    privately=(
        rf"(?:dm|d/m|pm|inbox|direct message|direct-message|private message|message|msg|whisper to) (?:us|me)",
        rf"(?:send|drop|shoot|pop|slide|ping|give|fire|leave) (?:us|me|it|them|that|those|this|over|your)\b~{_PRIVATE}",
        rf"(?:send|drop|shoot|write|leave|give) (?:us|me) (?:a |your )?(?:quick |short )?message",
        rf"(?:slide|hop|jump|pop|come|head|move|switch|go|continue|carry on|talk|chat|take (?:this|it|things)|share|discuss|reply|answer|check|look in|sort this|details|reach out|get in touch|contact us|write|speak)~(?:in|into|via|by|through|to|over|on|your|our|the) (?:our |the |a |your |some )?{_PRIVATE}",
        r"(?:our|my|the) (?:dms?|inbox) (?:is|are)~open|dms? open|check your (?:dms?|inbox|private messages|direct messages)",
        r"(?:talk|chat|continue|speak|write|carry on|discuss|take (?:this|it)|share|tell us|message|get in touch)~(?:privately|in private|offline|off-?line|away from the public)",
        r"accept our (?:message request|dm)|follow us (?:back )?so (?:that )?(?:we|you) can",
    ),
    reported=(
        r"(?:(?:we|i|they|he|she|it|who|which|colleague|team|agent|driver|engineer|technician)(?:'(?:ve|ll|d|re|s|m))?(?: (?:will|can|could|would|have|had|has|did|may|also|just|then|already|now|immediately|soon|even|never|to))* ?)$",
        r"(?:had|has|having|ask(?:ed|ing)|told|tell(?:ing)?|made|mak(?:e|ing)|forced|tr(?:y|ied|ying)|wait\w*|when(?:ever)? you|after you|before you|why you|since you|because you|supposed|meant|expect\w*|wanted|thank(?:s| you) for|sorry (?:that )?you|sorry for)\b.*$",
        r"(?:no need|not need|n't need|needn't|don't|do not|didn't|never|without|instead of|rather than|shouldn't|should not|wouldn't|must not|not have|n't have)\b.*$",
        r"(?:the|an?|your|this|that|our|my|their|any|every|each|of|last|first|another|by|missed|phone|from) $",
    ),
    event=(
        r"(?:called|rang|phoned|texted|messaged|contacted|wrote to|emailed|e-mailed|reached|approached|came to|sent to|sent by) you",
        r"(?:received|got|came|come|coming|comes|arrived|sent|calls?|messages?|texts?)~(?:from|of|by)",
        r"you (?:received|got|were sent|were called|called|rang|dialled|wrote|mention\w*)",
        r"(?:is|was|are|were)(?: not|n't)(?: one of)? ours?|not (?:from|by|sent by) us|fake|scam\w*|phish\w*|fraud\w*|impersonat\w*|pretend\w*|spoof\w*|do not (?:call|reply)|don't (?:call|reply|trust)|block",
        r"(?:kept|keeping|left) you~(?:waiting|hanging|hold)",
    ),
    about_you=(
        r"(?:your|you have|you've|you had|you suffer from|you live with|you are|you're)(?: \w+){0,2} (?:diabet\w+|epilep\w+|asthma\w*|cancer|tumou?r|pregnan\w+|miscarriage|depress(?:ion|ed)|anxiety|hiv|disability|disabled|illness|diagnosis|medication|medicines?|prescription|insulin|therapy|chemo\w*|surgery|operation|wheelchair|allerg\w+|medical (?:condition|file|record|certificate)|doctor's (?:note|letter)|sick ?(?:note|leave)|stoma|dialysis|dementia|autis\w+|stroke|heart (?:condition|attack|disease)|mental health|addiction|std|test results?)",
        r"your (?:home |private |delivery |billing |postal )?address (?:is|in|on|at|:|of|-)|your (?:flat|house|apartment) (?:in|on|at|number)",
        r"your (?:date of birth|birthday|birth date) (?:is|of|:|on)|born (?:on|in) (?:the )?\d|your (?:age|salary|income|debts?|overdraft|bank balance|balance) (?:is|of|:|stands)",
        r"(?:card|account|iban)~(?:ending|ends)(?: in| with)? \d{2,4}",
        r"you ordered (?:a|an|the|two|three|\d)|your order (?:of|containing|contains|includes|included|with the|:)|items? you (?:ordered|bought):",
        r"your (?:ex|husband|wife|divorce|lawyer|criminal|religio\w+|sexual\w*|court case|probation)",
    ),
    your_number=(
        r"(?:your )?(?:customer|client|account|contract|policy|membership|member|booking|reservation|passport|id|insurance|meter|loyalty|frequent flyer|pnr|national insurance|social security|tax|licen[cs]e plate|registration)(?: (?:number|no|id|code|ref(?:erence)?|locator)\.?)? (?:is |: ?|# ?|no\.? ?|ending )?(?:[a-z]{0,3}[ \-]?\d[\w\-]{3,}|(?=\w*\d)\w{6,})",
        r"(?:your|the) (?:iban|sort code|licen[cs]e plate|passport) (?:is|:)",
    ),
    full_name=(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? +[A-ZÀ-Ž][\w'’\-]+",
        r"\b(?:Hi|Hello|Hey|Dear|Thanks|Thank you|Sorry|Morning|Afternoon|Evening|Welcome|name of|booked by|addressed to|account of|order of|belongs to|parcel for|booking for|passenger),? +[A-ZÀ-Ž][\w'’\-]+ +(?:[A-ZÀ-Ž]\.? +)?[A-ZÀ-Ž][a-zà-ž'’\-]+(?: [A-ZÀ-Ž][a-zà-ž]+)?\b",
    ),
    secret=(
        r"(?:password|passcode|pass ?phrase|pin(?: code)?|cvv|cvc|otp|one-?time (?:code|password)|(?:security|verification|login|log-in|access|activation|reset|unlock|temporary|confirmation) code|puk)(?: (?:number|for \w+))? ?(?:is|was|will be|:|=|-|to) ?(?:now |set to |\")?(?=\S*\d)\S{3,}",
        r"(?:password|passcode|pin|cvv|cvc|puk|security code)\"? (?:is |: ?)?\"\S+\"|(?:pin|otp|puk|cvv|cvc) \d{3,8}|use \d{4,8} as your (?:password|pin|code)",
    ),
    ask_secret=(
        r"(?:send|give|tell|share|provide|confirm|need|dm|what is|what's|enter)~(?:your|the) (?:\w+ )?(?:password|pin|passcode|cvv|cvc|one-?time code|otp|security code|full card number|card number|verification code)",
    ),
    internal=(
        r"passwords? (?:is|are|get|were)~(?:stored|saved|kept|hashed|encrypted|held)|(?:plain ?text|clear text|unsalted|md5|sha-?\d+|bcrypt)",
        r"(?:zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|confluence|our crm|our erp|sap system|internal (?:system|tool|ticket|note|memo|wiki|policy|guideline|document|chat|report|investigation|e-?mail|procedure|database)s?|admin panel|back ?office|staging|production (?:server|database)|sql|root password|vpn|ip address|firewall|data ?center server|unpatched|vulnerabilit\w+|source code)",
        r"(?:another|a different|one other|the other|some other|previous) (?:customer|client|passenger|guest|user|patient|tenant|subscriber)s?(?!'? (?:service|care))~?(?:,|called|named|mr|mrs|ms|from|had|has|got|was|paid|received|with|in your|complained|who)|(?:mr|mrs|ms) \w+ (?:also|had the same|too)",
        r"between (?:you and me|us|ourselves)|off the record|don't tell (?:anyone|my)|confidential\w*|not supposed to (?:tell|say)|shouldn't (?:be )?(?:tell|say)ing|keep (?:this|it) quiet|my (?:boss|manager) (?:said|says|told|doesn't|won't)",
        r"(?:was|been|be|were|got|getting|has been) (?:fired|sacked|dismissed|suspended|disciplined|laid off)|(?:understaffed|short-?staffed|on sick leave|is off sick|laying off|lay-?offs|redundanc\w+)|our (?:purchase price|margins?|cost price|supplier) (?:is|are|was|has|have|went|charges)|(?:you are|you're|your account is|you have been|you were|flagged)~(?:blacklist\w*|flagged|black list|a difficult customer|problem customer)",
    ),
    certain=(
        r"(?:we|i)(?: can| do|'ll| will)? (?:absolutely |solemnly |fully )?(?:guarantee|promise|swear|assure|vow)|you have (?:my|our) word|(?:is|are|'s|be|fully|100 ?%|absolutely|,) ?guaranteed|guaranteed(?= to| by|[.!]|$| delivery| refund)|our guarantee that",
        r"(?:will|'ll|shall|are|is) (?:definitely|certainly|absolutely|surely|undoubtedly|for sure) (?:be|get|have|arrive|receive|refund|fix|resolve|solve|work|come|happen|not happen|replace|deliver|sort|reach|pay|see)|definitely (?:will|be|get|arrive)|without (?:fail|any doubt|a doubt)|for sure|rest assured|100 ?% (?:sure|certain)|count on it",
        r"(?:will|'ll|won't|can|shall|does|is)? ?(?:never|not) (?:ever )?(?:happen|occur|going to happen|be repeated) (?:to you )?(?:again|any ?more)|won't (?:ever )?happen again|last time this (?:will )?happens?",
        r"(?:will|'ll|shall|going to|are|is|being)~(?:immediately|right away|straight ?away|at once|instantly|in no time|within minutes|asap guaranteed)|immediate (?:refund|replacement|solution|reply|answer|compensation|fix)|(?:refund|replace|fix|resolve|solve|sort|deliver|ship|compensate|repay|credit)\w*~(?:immediately|right away|straight ?away|at once|instantly)",
        r"(?:you (?:will|'ll)|you'll) (?:get|receive|have|be given) (?:a |your |the )?(?:full |complete )?(?:refund|money back|compensation|replacement|new one|free|voucher)|(?:we|i)(?: will|'ll) (?:refund|compensate|reimburse|replace|pay|cover|waive|cancel the fee|credit)",
    ),
    outcome=(
        r"will|'ll|shall|won't|going to|gonna|aim to|expect to|plan to|should (?:be|arrive|have|reach|get|receive)|to be|is due|due|arrives?|arriving|ships?|shipping|delivered|delivery|refunded|resolved|fixed|solved|sorted|repaired|restored|back (?:up|on|online|to normal)|get back to you|reply|answer|expect|have it|ready|receive|get (?:it|your|the)|hear from us|credited",
    ),
    when=(
        r"(?:by|until|till|before|no later than|latest|on|for|from|this|next|coming) (?:the )?(?:tomorrow|tonight|today|noon|midday|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|week|month|morning|afternoon|evening|end of (?:the |this |next )?(?:day|week|month)|close of business|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}|\d{1,2}[./]\d{1,2}|\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock))",
        r"(?:within|in|in under|in less than|inside|after|less than|under|no more than|max(?:imum)?|at most) (?:the )?(?:next |a |an |about |max(?:imum)? |at most )*(?:\d+|one|two|three|four|five|six|seven|ten|couple of|few|half an)(?:[ -]+(?:to|or|and)?[ -]*\d+)?(?: more)?[ -]?(?:working |business )?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)",
        r"tomorrow|tonight|later today|(?:first|first thing) (?:in the )?(?:morning|monday)|end of (?:the )?(?:day|week)|eod|24 ?h\w*|48 ?h\w*|today",
    ),
    blame=(
        r"you should(?:'ve| have)|you shouldn't have|as (?:i|we)(?:'ve| have)? (?:already )?(?:said|told|explained|mentioned|wrote|stated)(?: (?:before|already|you))?|(?:we|i)(?:'ve| have)? (?:already|repeatedly) (?:told|explained|said|asked)|you (?:failed|forgot|neglected|didn't bother|didn't read|did not read|obviously|clearly|must have|misunderstood|caused|never (?:read|told|asked))|your (?:own )?(?:fault|mistake|negligence|carelessness)|if you had (?:only |just )?(?:read|told|checked|asked|followed|paid|listened)|had you (?:read|checked|followed|told)|(?:read|check) (?:the|our) (?:terms|conditions|manual|instructions) (?:first|next time|properly|more carefully)|next time (?:read|check|please read)|you only have yourself|(?:that|this) is (?:on you|your responsibility)",
    ),
    tone=(
        r"calm down|whatever|not our (?:problem|fault|business)|relax|stop (?:whining|complaining|moaning|shouting|bothering)|get over it|deal with it|don't be (?:silly|ridiculous|dramatic|rude)|you(?:'re| are) (?:lying|rude|wrong|ridiculous|stupid|overreacting|being (?:rude|difficult|unreasonable|dramatic))|ridiculous|stupid|idiot\w*|moron\w*|dumb|nonsense|shut up|lol|lmao|wtf|damn|hell|crap|shit\w*|fuck\w*|bullshit|grow up|tough luck|too bad|boo hoo|cry about it|like it or not|take it or leave it|can't please everyone|nobody forced you|good luck with that|duh|obviously",
    ),
    automatic=(
        r"automat\w*|auto-?(?:reply|response|message)|(?:a|the|our|chat|your) ?bot|chat ?bot|virtual (?:assistant|agent)|digital assistant|robot",
    ),
    automatic_notice="This is an automated message:",
)
