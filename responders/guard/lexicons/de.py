# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""German."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telefon\w*|(?:service|kunden|support|info)?-?hot ?line|(?:service|kunden|telefon|ruf|service-)?nummer(?! (?:der|ihrer|des))|call ?-?center|servicenummer|rufnummer|tel\.?|horer)"
_MAIL = r"(?:e-?mails?|mails?|e-?mail-?adresse|post|brief\w*|fax|sms|postweg|einschreiben)"
_TEAM = r"(?:\w{0,24}(?:kundenservice|kundendienst|kundenbetreuung|kundensupport|kundencenter|kundenberat\w+|service-?team|service-?center|support-?team|support|serviceabteilung|fachabteilung|abteilung|help ?desk|customer care|beschwerdestelle|zentrale|berater\w*|mitarbeiter\w*|ansprechpartner\w*|buchhaltung|rechnungsstelle|technik-?team|fundburo|reklamationsabteilung))"
_SPOT = r"(?:\w{0,24}(?:filialen?|laden|geschaft\w*|markt|shops?|stores?|niederlassung\w*|zweigstelle\w*|servicepoint\w*|service-point\w*|servicestelle\w*|reisezentrum|schalter|kundenzentrum|autohaus\w*|werkstatt|handler|infopoint|postfiliale|bahnhof|kasse|vor ort))"
_WEB = r"(?:\w{0,24}(?:web-?(?:site|seite)|homepage|internetseite|internet|online-?portal|portal|kundenkonto|kundenbereich|app|faqs?|hilfeseite\w*|hilfebereich|kontaktseite|hilfe-?center|online|serviceseite\w*|profil|fanpage))"
_FORM = r"(?:\w{0,24}(?:formular\w*|fragebogen|vordruck|formblatt))"
_CHAT = r"(?:(?:live-?|web-?|service-?)?chat(?:s|-?bot|funktion)?|virtuelle\w* assistent\w*)"
_CASE = r"(?:ticket|fall|anfrage|reklamation|beschwerde|meldung|storung|stormeldung|vorgang)"
_DET = r"(?:(?:der|die|das|den|dem|des|ein\w*|unser\w*|ihr\w*|dein\w*|nachst\w*|beliebig\w*|jede\w*|am|im|zum|zur|nachstgelegen\w*|folgend\w*|diese\w*|entsprechend\w*|zustandig\w*|ortlich\w*|einer unserer) )*(?:\w+ )?"
_PREP = r"(?:an|am|bei|beim|uber|per|unter|auf|im|in|ins|mit|via|mittels|zu|zum|zur|durch|von|aus|mithilfe|als)"
_SAY = r"(?:add\w*|fug\w*|schreib\w*|schick\w*|send(?:en|e|et)|sende|ruf\w*|kontakt\w*|kontaktier\w*|wend\w*|meld\w*|melden|erreich\w*|sprech\w*|sprich|frag\w*|anfrag\w*|richte\w*|nutz\w*|verwend\w*|benutz\w*|teil\w* (?:uns )?\w*|reich\w*|stell\w*|gib|geb\w*|gebt|leit\w*|such\w*|find\w*|folg\w*|tagg\w*|markier\w*|versuch\w*|probier\w*|mach\w*|wechsel\w*|red\w*|komm\w*|melde dich|anliegen|beantrag\w*|lass\w*|bitte|gern\w*)"
_GO = r"(?:geh\w*|komm\w*|besuch\w*|schau\w*|vorbei\w*|bring\w*|wend\w*|frag\w*|such\w*|begeb\w*|fahr\w*|sprech\w*|tausch\w*|umtausch\w*|zuruck\w*|abgeb\w*|gib|geb\w*|zeig\w*|meld\w*|kontaktier\w*)"
_ILL = r"(?:\w{0,24}(?:diabet\w+|epilep\w+|asthma|krebs|tumor|schwanger\w*|fehlgeburt|depression\w*|angststorung|hiv|behinderung|schwerbehinder\w*|krankheit|erkrankung|diagnose|medikament\w*|insulin|therapie|chemo\w*|rollstuhl|allergi\w+|krankenakte|krankschreibung|attest|dialyse|demenz|autis\w+|schlaganfall|herzinfarkt|sucht|rezept vom arzt|gesundheitszustand))"
_DAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\w*"
_MONTH = r"(?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)"
_SOME = (
    r"(?:\d+|einem|einer|eine|ein|zwei|drei|vier|funf|sechs|sieben|acht|zehn|wenige\w*|paar|einigen|halben|kurzester)"
)

LEXICON = Lexicon(
    language="de",
    elsewhere=(
        r"wenn (?:sie|du|ihr) (?:uns )?(?:kurz )?(?:anrufen|anrufst|anruft|vorbeikommen|vorbeikommst)|(?:auf|warten auf) (?:ihren|deinen) (?:anruf|besuch)",
        rf"(?:hilfe|auskunft|unterstutzung|antwort) (?:finden|bekommen|erhalten|gibt|findest|bekommst)~(?:{_SPOT}|{_PHONE}|{_TEAM}|{_WEB})",
        rf"formular (?:auf|in|im|unter) {_DET}(?:{_WEB})(?!~(?:nicht|absturz\w*|funktioniert|war))",
        rf"(?:das|den|die|dem|unser\w*|ihr\w*|zustandige\w*) (?:\w+ )?(?:{_SPOT}|{_TEAM}) (?:zu )?(?:kontaktieren|anzusprechen|aufzusuchen|anzurufen|aufsuchen|ansprechen)",
        rf"(?:antwort\w*|reagier\w*)~auf (?:die|unsere|diese) (?:{_MAIL})",
        rf"(?:uber|per|via|auf|bei) {PLATFORMS}~(?:antwort|helf|reagier)\w*",
        rf"(?:eine?|kurze|ne|per) (?:\w+ )?(?:{_MAIL}) (?:\w+ )?(?:schick|schreib|send|zukommen)\w*",
        rf"(?:ruf(?:en|e|t)?|telefonier\w*|klingel\w*|wahl(?:en|e|t))(?: (?:sie|sie bitte|bitte|uns|doch|einfach|mal|gern\w*|kurz|mich))* ?~(?:uns|mich|{NUMBER}|{_PHONE}|{_TEAM}|{_SPOT})(?: \w+)* an|ruf(?:en|t)? (?:sie )?(?:uns|bitte|doch|einfach|mal|kurz|gern\w*)~(?:an|unter|{NUMBER})|(?:uns|kurz|bitte|gern\w*|einfach|dort|da|hotline|kundenservice|service|zentrale) (?:(?!nicht)\w+ )?(?:anrufen|anzurufen|durchklingeln|telefonieren|anrufst|anruft)|(?:bitte|gern|kurz|konnen|konnten|mussten|mussen|sollten) (?:\w+ )?(?:anrufen|telefonisch)|(?:wahl\w*|unter) (?:der |die |unserer |folgender )?(?:{_PHONE} )?{NUMBER}|griff\w* zum horer|greif\w* (?:sie )?zum (?:horer|telefon)|kling\w*~durch|telefonisch (?:an|bei|unter|erreichbar|melden|kontakt|zu|klar)\w*",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PREP} {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})|{_SAY}~(?:telefonisch|schriftlich per|online|postalisch)",
        rf"(?:schick|schreib|send|mail)\w*~(?:eine|ne|ein|kurze|die|einen|'ne) (?:\w+ )?(?:{_MAIL}|zeilen)(?! (?:erhalten|bekommen))|(?:mail\w*) (?:uns|mir|es|das|ihr)|(?:eine|per|ne) (?:{_MAIL}) (?:an|schick|schreib|send)\w*|ein paar zeilen an",
        rf"(?:schreib|schick|send|kontaktier|meld|erreich|folg|find|such|ruf|nutz|wend|frag|wechsel|komm)\w*~(?:auf|bei|uber|per|via|an|in|zu) (?:unsere\w* )?(?:seite )?(?:\w+ )?{PLATFORMS}|(?:per|uber|via|auf) {PLATFORMS}~(?:schreib|meld|erreich|kontakt|schick|weiter)\w*",
        rf"(?:schreib|kontaktier|wend|folg|frag|meld|mark|erwahn|sprech|tagg)\w*~{HANDLE}|(?:account|kollegen von|profil|konto) {HANDLE}|{HANDLE} (?:kann|hilft|ist|sind|beantwort|konnen|kummer)\w*",
        rf"(?:telefonier\w*|wend\w*|kontaktier\w*|meld\w*|sprech\w*|sprich|frag\w*|ruf\w*|schreib\w*|richt\w*|such\w*|informier\w*|erkundig\w*|schick\w*|teil\w*|reklamier\w*|beschwer\w*|geh\w*|klar\w*)~(?:an|bei|beim|mit|zu|zum|zur|sich an|in)? ?{_DET}(?:{_TEAM}|{_SPOT})|(?:an|bei|beim|mit) {_DET}(?:{_TEAM}|{_SPOT}) (?:\w+ ){{0,2}}(?:wenden|zu wenden|melden|kontaktieren|klaren|nachfragen|sprechen|zu melden|vorbeischauen|vorbeikommen|umtauschen|abgeben)|{_TEAM} (?:zu )?(?:kontaktieren|anrufen|anzurufen|anschreiben)",
        r"(?:kontaktieren|kontaktiere|kontaktiert) (?:sie |du )?(?:bitte )?uns(?!~(?:hier|privat))|(?:nehmen|nimm|nehmt) (?:sie )?(?:bitte )?(?:kontakt|verbindung) (?:mit|zu)~(?:uns|auf)(?!~hier)|uns (?:zu )?kontaktieren(?!~hier)|kontakt (?:mit uns |zu uns )?aufnehmen|in verbindung (?:zu )?setzen|setzen sie sich~in verbindung",
        rf"(?:full\w*|ausfull\w*|nutz\w*|verwend\w*|benutz\w*|find\w*|send\w*|schick\w*|lad\w*|uber|per|mit|mittels|im|in) {_DET}(?:\w+ )?{_FORM}|{_FORM}~(?:aus|auszufullen|ausfullen|ausgefullt|nutzen|zu nutzen|verwenden)",
        rf"(?:eroffn\w*|erstell\w*|leg\w*|reich\w*|stell\w*|mach\w*|offn\w*|gib|geb\w*|meld\w*|send\w*) (?:sie |du )?(?:bitte |uns |dazu |hierzu |dafur )*(?:ein|eine|einen|ihre|die|den|neues) (?:\w+ )?{_CASE}(?!~hier)|{_CASE} (?:zu )?(?:erstellen|eroffnen|anlegen|einreichen|zu melden|aufgeben)",
        rf"(?:nutz|verwend|probier|start|komm|geh|offn|schreib|sprech|versuch|besuch)\w*~(?:uber |im |in |per |zum )?{_DET}{_CHAT}|(?:im|per|uber) {_DET}{_CHAT} (?:\w+ )?(?:melden|schreiben|kontaktieren|helfen|erreichen)",
        rf"{_GO}~(?:in|im|ins|bei|beim|zu|zur|zum|an|am|vor) {_DET}{_SPOT}|besuch\w* (?:sie )?(?:bitte )?{_DET}{_SPOT}|{_GO}~vor ort|(?:in|im|bei) {_DET}{_SPOT} (?:\w+ ){{0,3}}(?:vorbei\w*|kommen|umtauschen|helfen|hilft|abgeben|gehen|nachfragen|tauscht)|(?:schau\w*|komm\w*) (?:\w+ )*vorbei|(?:nachst\w*|beliebig\w*|jeder unserer|einer unserer) {_SPOT}",
        rf"(?:besuch\w*|geh\w*|schau\w*|nutz\w*|find\w*|logg\w*|meld\w*|log|informier\w*|wend\w*)~(?:auf |in |uber |im |unter |bei )?{_DET}{_WEB}(?<!app)|(?:uber|auf) (?:unsere\w*|die) {_WEB}~(?:konnen|findest|finden|kannst|melden|lasst|einreichen|kontaktieren)",
        rf"(?:unser\w*|die|der|das|ihr\w*) (?:\w+ )?(?:{_PHONE}|{_TEAM}|{_SPOT})~(?:hilft|helfen|kann|konnen|steht|stehen|ist|sind|beantwort\w*|wird|unterstutz\w*|kummer\w*)~(?:helfen|gern\w*|weiter|verfugung|erreichbar|da|geoffnet|besetzt|klaren|beantworten|unterstutzen)(?!~hier)|(?:hilft|helfen) (?:ihnen|dir) (?:gern\w* )?(?:unser\w*|die|der|das) (?:\w+ )?(?:{_PHONE}|{_TEAM})",
        rf"zur verfugung~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT})",
        rf"(?:schnell\w*|einfach\w*|leicht\w*|am besten|besser|bequem\w*)~(?:uber|per|in|im|am|mit|auf|bei|unter|via|telefonisch) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})|am besten telefonisch|(?:nur|ausschliesslich|lediglich|muss|mussen|mussten)~(?:uber|per|in|im|auf|bei|schriftlich|telefonisch) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:unsere?|die|unter|tel\.?|telefon|hotline)(?: {_PHONE})? ?(?:ist|lautet|:)? ?(?:{NUMBER}|{ADDRESS})|(?:sie erreichen|erreichst du|erreichen sie) uns|uns (?:telefonisch|per|unter|uber) ?(?:\w+ )*(?:erreichen|kontaktieren)",
    ),
    privately=(
        rf"(?:schreib|schick|send|kontaktier|meld|antwort|geb|gib|teil|red|sprech|klar|wechsel|komm|lass|nenn|verrat|folg|freu|hinterlass|schau|weiter)\w*~(?:(?:per|in|uber|als|im|eine|ne|kurze|via|'ne|einen) )*(?:privat\w*(?: nachricht\w*| chat)?|direktnachricht\w*|persoenliche\w* nachricht\w*|personliche\w* nachricht\w*|pn|{PRIVATE}|postfach)(?! (?:angaben|daten))",
        rf"(?:schreiben|schreib|schicken|schick|senden|sende) (?:sie )?(?:uns|mir) (?:bitte )?(?:hier )?(?:(?:eine|ne|kurz|kurze|gern) )*(?:nachricht|dm|pn)(?! offentlich)|(?:privat\w*|direkt\w*|personlich\w*) nachricht(?! (?:erhalten|bekommen))|(?:per|via|in den|uber) (?:dm|dms|pn|pm|direktnachricht|privatnachricht)|privat (?:schreiben|melden|klaren|anschreiben|kontaktieren)|{PRIVATE} (?:offen|bitte|an uns)|schreib(?:en sie|t)? uns (?:bitte |doch |einfach )?(?:privat|an)|direktnachricht|privatnachricht",
    ),
    reported=(
        r"(?:wir|ich|er|sie haben|kollegen?|fahrer|man) (?:(?:haben|werden|wollen|konnen|mussen|mochten|sind|uns|gerade|schon|es|das|dazu|bereits|jetzt|nun|fragen|im moment|noch) )*$",
        r"(?:mussten(?= sie)|musste|muss ten|haben|hatte\w*|versucht\w*|als sie|nachdem|bevor|warum|weshalb|danke,? (?:fur|dass)|leid,? dass|entschuldig\w+,? dass|entschuldig\w+ fur|sorry,? dass|verstehen|wissen|gebeten|gezwungen|sehen,? dass|wenn die|wo|wann|wie|welche\w*|was|wahrend|schwierig|unmoglich|gewartet|dass)\b.*$",
        r"(?:mussen (?:sie |uns |das )*nicht|nicht|kein\w*|ohne|statt|anstatt|nie|niemals|brauchen|vermeid\w*)\b(?!.*\b(?:zoger|scheu)\w*).*$",
        r"(?:ihre|ihrem|ihren|ihr|dein\w*|letzte\w*|erste\w*|diese\w*|jede[rmns]?|der|am|vom|beim|nach dem|fahrer|zusteller) $",
    ),
    ours=(r"\w+ (?:wir|ich)",),
    event=(
        r"(?:sie|dich|euch|ihnen|dir)~(?:von|aus|unter|mit)~(?:angerufen|kontaktiert|geschrieben|angeschrieben|anrief|geschickt)|(?:anruf\w*|sms|nachricht\w*|mails?|e-?mails?) (?:\w+ )?(?:von|aus|unter)",
        r"(?:bekommen|erhalten|angerufen|geschrieben|gewahlt|erwahnt) (?:haben|hast|hat|wurden)|(?:sie|du) (?:haben|hast)~(?:bekommen|erhalten|gewahlt|angerufen)",
        r"(?:ist|sind|war|waren|stammt|stammen|gehort|kommt|kommen) nicht (?:von uns|zu uns|unser\w*|uns)|(?:nicht|keine) (?:von uns|unsere)|gefalscht\w*|betrug\w*|betrug|phishing|falsche?|tauschend|nicht (?:antworten|zuruckrufen|anklicken|offnen|reagieren)|blockier\w*",
        r"warten (?:liess|lassen|ließ)|gewartet",
    ),
    about_you=(
        rf"(?:ihr\w*|dein\w*|wegen|aufgrund|trotz|haben|leiden)(?: \w+){{0,2}} {_ILL}|(?:sind|bist|sie) (?:schwanger|krank|behindert|diabetiker\w*|epileptiker\w*)|{_ILL},? (?:das|die|den) (?:sie|du) (?:bestellt|gekauft)",
        r"(?:ihre|deine) (?:adresse|anschrift|wohnung) (?:ist|lautet|:|in der|im)|[a-z][a-z\-]{0,40}(?:strasse|str\.|weg|allee|gasse|platz|ring|damm|ufer) ?\d{1,4}\w?",
        r"(?:geburtsdatum|geboren am|alter|gehalt|kontostand|schulden|guthaben)~(?:ist|:|von|betragt)? ?\d",
        r"(?:karte|konto|iban)~(?:endet|endend|endung|mit den letzten)(?: \w+)* \d{2,4}",
        r"(?:sie|du) (?:haben|hast) (?:ein|eine|einen|zwei|drei|\d+)(?: \w+){1,3} bestellt|(?:ihre|deine) bestellung (?:uber|von|mit|enthalt|umfasst)(?! (?:der|nummer))(?! \d{4,}) ",
        r"(?:ihr\w*|dein\w*) (?:ex|mann|ehemann|frau|ehefrau|scheidung|anwalt\w*|religion)",
    ),
    your_number=(
        r"(?:kundennummer|kunden-?nr|vertragsnummer|kontonummer|mitgliedsnummer|versicherungsnummer|policennummer|buchungsnummer|buchungscode|reservierungsnummer|passnummer|ausweisnummer|steuer-?id|kennzeichen|handynummer|telefonnummer|zahlernummer|iban|kundenkonto|vertrag|police|buchung)(?: (?:nr|nummer|lautet|ist|:))*\.?:? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{4,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:herrn?|frau|fraulein|familie|dr\.?|prof\.?)",),
    greetings=(
        r"(?:hallo|hi|hey|guten (?:tag|morgen|abend)|liebe|lieber|sehr geehrte\w*|moin|servus|danke|sorry|auf den namen|bestellung von|paket fur|willkommen)",
    ),
    secret=(
        r"(?:passwort|kennwort|pin|(?:sicherheits|bestatigungs|zugangs|aktivierungs|freischalt|sms-?)code|cvv|cvc|otp|puk|tan)(?: (?:lautet|fur \w+))?(?: lautet| ist| :|:| =|,)+ ?(?:jetzt |nun |\")?(?=[^\s.,]*\d)\S{3,}|(?:pin|otp|puk|cvv|cvc|tan) \d{3,8}",
    ),
    ask_secret=(
        r"(?:schick|send|nenn|gib|geb|teil|bestatig|brauchen|benotigen|verrat|schreib|mitteil)\w*~(?:(?:ihr|dein|das) (?:passwort|kennwort)|(?:ihre|deine|die) pin|(?:die |ihre |deine )?(?:vollstandige )?kartennummer|kreditkartennummer|den (?:sms-|sicherheits|bestatigungs)?code|die tan|cvv)",
    ),
    internal=(
        r"passworter\w*~(?:gespeichert|abgelegt|verschlusselt|gehasht|klartext|hinterlegt)|(?:speichern|verschlusseln)~passworter|klartext|md5|sha-?\d+|bcrypt",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|confluence|slack|sap|crm\w*|erp|intern\w* (?:system\w*|tool\w*|notiz\w*|richtlinie\w*|dokument\w*|datenbank\w*|warteschlange|vorgabe\w*|untersuchung|bericht\w*|chat\w*|anweisung\w*|prozess\w*)|ticket-?(?:queue|system|warteschlange)|second level|2nd level|zweite\w* ebene|vpn|firewall|quellcode|produktionsserver|back ?office",
        r"(?:andere\w*|weitere\w*|vorherige\w*) (?:kund\w+|fahrg\w+|passagier\w*|nutzer\w*|patient\w*|gast|gaste)(?:,| (?:hat|hatte|hatten|haben|aus|mit|der|die|namens))",
        r"unter uns gesagt|unter vier augen|inoffiziell|vertraulich\w*|nicht weitersagen|durfte ich (?:ihnen )?(?:eigentlich )?nicht sagen|mein (?:chef|vorgesetzter) (?:sagt|meint|hat)",
        r"(?:wurde|wird|worden|ist) (?:\w+ )?(?:entlassen|gekundigt worden|suspendiert|abgemahnt|gefeuert|freigestellt)|abmahnung|disziplinar\w*|verwarnung|fristlos|personalmangel|unterbesetzt|krankgeschrieben|stellenabbau|entlassungen|unsere marge|schwarze\w* liste|problemkund\w*|schwierige\w* kund\w*",
    ),
    certain=(
        rf"(?:ist|sind)~(?:bis|am|um|ab)~(?:uhr|morgen|heute|{_DAY})~(?:bei (?:ihnen|dir|euch)|wieder da)",
        r"(?:wir|ich) (?:(?:konnen|ihnen|dir|das|es|euch) )*(?:garantier\w+|versprech\w+|versicher\w+|schwor\w+)|garantier\w+ (?:wir|ich|ihnen|dir)|garantiert|versprochen(?=[.!])|sie haben (?:mein|unser) wort|darauf konnen sie sich verlassen|zugesichert",
        r"(?:definitiv|auf jeden fall|ganz sicher|mit sicherheit|garantiert|zweifellos|bestimmt|100 ?%|hundertprozentig)~(?:bekomm\w*|erhalt\w*|erstatt\w*|zuruck|ankomm\w*|gelost|klapp\w*|geliefert|repariert|behoben)|(?:bekommen|erhalten|wird|werden)~(?:definitiv|auf jeden fall|ganz sicher|mit sicherheit|zweifellos|hundertprozentig)",
        r"(?:wird |kommt |passiert )?(?:das |es |ihnen )*(?:nicht|nie) (?:wieder|mehr|noch einmal|noch mal) (?:vor|passier\w*|vorkomm\w*|gescheh\w*)|(?:kommt|passiert|wird)~(?:nie wieder|nicht wieder|nicht mehr|nicht noch einmal)~(?:vor\w*|passieren|geschehen)?|nie wieder",
        r"(?:erstatt|los|liefer|schick|ersetz|tausch|reparier|beheb|uberweis|bekomm|erhalt|veranlass)\w*~(?:sofort|umgehend|unverzuglich|augenblicklich)|(?:sofort|umgehend|unverzuglich) (?:\w+ )?(?:erstatt\w*|gelost|geliefert|ersetzt|behoben|uberwiesen|repariert|zuruck)|(?:sofortige|umgehende) (?:erstattung|losung|lieferung)|(?:sie|du) (?:bekommen|erhalten|bekommst|erhaltst) (?:\w+ )?(?:ihr|dein|das|die|den|eine?n?) (?:\w+ )?(?:geld|erstattung|ersatz\w*|entschadigung|gutschein|gutschrift)",
    ),
    disclaimed=(
        r"(?:nicht(?! (?:wieder|mehr|noch))|ohne|niemand|konnen leider|wenn|ob|wurde ihnen|hatte\w*|leid,? dass)\b.*$",
    ),
    outcome=(
        r"wird|werden|wirst|erstatten|liefern|schicken|senden|uberweisen|reparieren|beheben|losen|melden uns|antworten|bekommen|bekommst|erhalten|erhaltst|kommt|kommen|trifft|lauft|ist~(?:wieder|da|zuruck)|haben sie|hast du|(?:sie haben|du hast) (?:den|die|das|ihr\w*|dein\w*)|rufen|zuruck|geplant|soll|sollte|lieferung",
    ),
    when=(
        rf"(?:bis|vor|am|ab|spatestens|noch|kommenden|nachsten|diesen|schon)(?: (?:zum|zur|am|ende|der|des|diese\w*|kommenden|nachste\w*|morgen|spatestens))* ?(?:morgen|heute(?: abend)?|ubermorgen|mittag|abend|mitternacht|{_DAY}|woche|monats?|tages|wochenende|\d{{1,2}}\. ?{_MONTH}|\d{{1,2}}\.\d{{1,2}}\.?|\d{{1,2}}(?::\d\d)? uhr)",
        rf"(?:innerhalb|in|binnen|nach|in weniger als|maximal|hochstens|innert)(?: (?:von|der|den|nachsten|kommenden|weniger als|maximal|spatestens|etwa|ca\.?))* {_SOME}(?: ?(?:-|bis|oder) ?{_SOME})? ?(?:werk|arbeits)?(?:stunden?|std|tage?n?|werktage?n?|arbeitstage?n?|minuten?|wochen?|monate?n?|h)",
        r"morgen(?! (?:frau|herr))|ubermorgen|heute noch|noch heute|heute|nachste woche|kommende woche|24 stunden|48 stunden|kurzfristig",
    ),
    aside=(
        r"warum|weshalb|was|dass|ob|wie|wo|wann|welche\w*|war|wurde|hat|haben|nicht|bestellt\w*|gekauft|geschrieben|passiert|vom|wenn",
    ),
    blame=(
        r"(?:sie|du) (?:hatten|hattest)~(?:lesen|prufen|sagen|melden|bestellen|aufpassen|beachten)~?(?:mussen|sollen)?|wie (?:wir|ich) (?:ihnen |dir )?(?:bereits|schon)~(?:gesagt|geschrieben|erklart|mitgeteilt)|(?:wir|ich) (?:haben|habe) (?:ihnen |dir )?(?:das )?(?:bereits|schon)~(?:gesagt|erklart|geschrieben)|(?:ihre|deine) (?:eigene )?schuld|ihr (?:eigener )?fehler|selbst schuld|sie haben (?:vergessen|nicht gelesen|ubersehen)|hatten sie (?:gelesen|gepruft|gefragt)|nachstes mal (?:bitte )?lesen|lesen sie (?:nachstes mal|genauer|erst)",
    ),
    tone=(
        r"beruhigen sie sich|beruhig dich|nicht unser (?:problem|bier)|unsinn|quatsch|blodsinn|lacherlich\w*|dumm\w*|idiot\w*|sie lugen|ubertreib\w*|horen sie auf|lol|pech gehabt|scheiss\w*|verdammt\w*|mimimi|selber schuld|tja|stellen sie sich nicht so an",
    ),
    automatic=(r"automat\w*|bot|chat ?bot|virtuelle\w* assistent\w*|roboter|maschinell\w*",),
    automatic_notice="Dies ist eine automatische Nachricht:",
)
