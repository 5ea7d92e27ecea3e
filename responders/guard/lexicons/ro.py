# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""Romanian."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telefon\w*|telefonic|call ?cent(?:er|re)\w*(?:-?ul(?:ui)?)?|numar\w* (?:verde|de telefon|gratuit|unic|nostru)|la numarul(?! (?:com|de))|lini\w+ (?:telefonic\w*|de suport|verde|de asistenta|clienti)|infoline|hot ?line\w*|help ?line\w*|centrala|tel\.?|telverde)"
_MAIL = r"(?:e-?mail(?:-?\w+)?|mail(?:-?\w+)?|posta|scrisoare|sms\w*|fax|adresa(?: de e-?mail)?)"
_TEAM = r"(?:(?:serviciu\w*|departament\w*|echip\w+|birou\w*|centru\w*|relatii\w*)(?: (?:nostru|noastra|de|cu|clienti\w*|relatii|suport\w*|asistenta|vanzari|facturare|reclamatii|tehnic\w*|returnari|juridic|bagaje|financiar|public))*|suport\w*(?: (?:clienti|tehnic))?|asistenta(?: clienti| tehnica)?|relatii\w* (?:cu )?(?:clienti\w*|public\w*)|help ?desk\w*|operator\w*|consultant\w*|colegi\w*(?! (?:din|de la) depozit)|agent\w*|customer (?:care|service)|reprezentant\w*|sediu\w*)"
_SPOT = r"(?:magazin\w*|sucursal\w*|agenti[ae]\w*|ghise\w*|ghiseu\w*|showroom\w*|punct\w* de (?:lucru|vanzare|prezenta)|service\w*|sediu\w*|birou\w*|receptie|casa|casele|reprezentant\w*|filial\w*|unitat\w*|gara|casieri\w*|dealer\w*)"
_WEB = r"(?:site(?:-?\w+)?|pagin\w+(?: web| de contact| noastra)?|portal\w*|platform\w+|aplicati\w+|contul(?:ui)? de client|website\w*|online|internet|web|sectiun\w+|profil\w*|faq)"
_FORM = r"(?:formular\w*|chestionar\w*|cerere(?:a)? (?:tip|online)|form)"
_CHAT = r"(?:chat(?:-?\w{1,4})?|live ?chat\w*|chat ?bot\w*|asistent\w* virtual\w*)"
_CASE = r"(?:tichet\w*|ticket\w*|sesizar\w*|reclamati\w*|cerer\w*|solicitar\w*|caz|plangere\w*)"
_PREP = r"(?:la|pe|prin|de pe|din|in|catre|cu|via|folosind|intr-un|intr-o|printr-un|printr-o|pe la|al|cel mai apropiat|prin intermediul|accesand)"
_DET = r"(?:(?:cel mai apropiat|cea mai apropiata|orice|oricare dintre|unul dintre|una dintre|un|o|noul|noua|numarul de|adresa de|pagina de) )*(?:\w+ )?"
_SAY = (
    r"(?:adaug\w*|scri\w*|trimi\w*|expedi\w*|contact\w*|adres(?:ati|ati-va|eaza|are|area)\w*|apel(?:ati|eaza|a)\w*|sesiz(?:ati|eaza|are)\w*|transmit\w*|comunica\w*|vorbi(?:ti|i|t)?|discut(?:ati|a|am)|intreb(?:ati|a)|raport(?:ati|eaza|a)|depun(?:eti|e)?|complet\w*|semnal(?:ati|eaza)\w*"
    r"|folos(?:iti|este|i|ind)|utiliz(?:ati|eaza|and)|inregistr\w*|lua(?:ti)? legatura|luati legatura|ia legatura|gas(?:iti|esti|i)\w*|mutam|continu\w*|urmar(?:iti|este)|mesaj\w*|ne puteti gasi|cauta\w*|solicit(?:ati|a|are)|reclam(?:ati|a|atie)\w*|rezolv(?:a|ati|am|are)\w*)"
)
_GO = r"(?:trec(?:eti|e)?|treceti|treci|ven(?:iti|i|ind)|veniti|vino|merg(?:eti|i|e|eti)|mergeti|du-te|duceti-va|vizit(?:ati|eaza|a|and)|va asteptam|te asteptam|prezent(?:ati|ati-va|a|area)\w*|deplas(?:ati|a)\w*|aduc(?:eti|e)\w*|adu|intr(?:ati|a)|cob\w+|opriti-va|mers|returnat|schimb\w+|predat\w*|dati o fuga|da o fuga|puteti merge|intreb(?:ati|a))"
_ILL = (
    r"(?:diabet\w*|epilepsi\w*|astm\w*|cancer\w*|tumor\w*|sarcin\w*|insarcinata|avort\w*|depresi\w*|anxietat\w*|hiv|dizabilitat\w*|handicap\w*|boal\w*|boli\w*|bolii|afectiun\w*|diagnostic\w*|medicament\w*|medicatie\w*|insulin\w*|terapi\w*|tratament\w*|chimioterapi\w*|operati(?:a|ei) (?!de)"
    r"|interventi\w+ chirurgical\w+|scaun\w* (?:cu|rulant)\w*|alergi\w*|concediu\w* medical|fis\w+ medical\w*|dializ\w*|dement\w*|autis\w*|accident\w* vascular|infarct\w*|dependent\w* de|ret?et\w+ medical\w*|starea? de sanatate|starii de sanatate|analize\w* medicale)"
)
_DAY = r"(?:luni|marti|miercuri|joi|vineri|sambata|duminica)"
_MONTH = r"(?:ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie)"
_SOME = r"(?:\d+|un|una|o|doua|doi|trei|patru|cinci|sase|sapte|zece|cateva|cativa|maxim|jumatate de)"
_POLITE = r"(?:ne |ma |va rugam sa ne |sa ne )?"

LEXICON = Lexicon(
    language="ro",
    elsewhere=(
        r"(?:asteapta|asteptam|preia|preiau|asteptand) (?:apelul|telefonul|e-?mailul|vizita)|va asteapta (?:apelul|telefonul)",
        rf"formularul~(?:din|de pe|de la) {_DET}(?:{_WEB})(?!~(?:nu|n-a|s-a|a dat|nu a|blocat))",
        rf"(?:gasiti|gasesti|primiti|primesti|obtineti) (?:ajutor|asistenta|suport|informatii|raspuns)~(?:{_SPOT}|{_PHONE}|{_TEAM})",
        r"daca (?:ne )?(?:sunati|suni|telefonati|apelati|treceti|veniti (?:la|in))",
        rf"(?:trimi|expedi|aduc|depu)\w+(?: \w+){{1,3}} (?:la|catre) {_DET}(?:{_SPOT}|{_TEAM})",
        r"(?:suna|sunati|apelati|apeleaza|formati) (?:la )?numarul",
        r"raspund(?:eti|e)~la (?:e-?mail\w*|mail\w*|sms\w*)",
        rf"(?:pe|prin) {PLATFORMS}~(?:raspund|ajut|rezolv)\w*",
        r"(?:suna|apela|telefona)(?:ti)?-?(?:ne|ti-ne|-ma)|sunati(?:-ne)?|suna-ne|sunandu-ne|apelati(?! la (?:noi aici))|apeleaza|telefonati|telefoneaza|(?:sa|puteti|poti|trebuie sa|ati putea|pentru a|va rugam sa|te rugam sa) (?:ne |ma )?(?:mai )?(?:suna(?:ti|i)?|suni|apela(?:ti|i)?|apelezi|telefona(?:ti)?|telefonezi)|(?:dati|da|dati-ne|da-ne|dand) (?:un |ne un )?(?:telefon|apel|bip|sunat)|(?:printr-un|un) (?:simplu )?apel (?:la|telefonic)|(?:puneti|pune) mana pe telefon",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PREP} {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})|{_SAY}~(?:telefonic|online|in scris la|prin e-?mail|pe e-?mail|pe mail)",
        rf"(?:trimit|trimite|scri|expedi|da|dati|lasa)\w*(?:-ne|-ne-un)? (?:(?:noua|ne|va rugam|si) )?(?:un |o |cate un )?(?:scurt )?(?:{_MAIL}|rand\w* (?:la|pe|prin))|(?:avem nevoie de|asteptam|necesar) (?:un |o )?(?:{_MAIL})(?! de confirmare)",
        rf"{_SAY}~(?:pe|prin|la|in|cu) (?:pagina (?:noastra )?(?:de )?)?(?:contul nostru de )?(?:\w+ )?{PLATFORMS}|pe {PLATFORMS}~(?:rasp|ajut|suntem|gas)\w*",
        rf"(?:scri|contact|urmar|etichet|mention|adres|trimi|intreb|mesaj|apela)\w*~{HANDLE}|(?:contul|pagina|profilul|colegii de la) {HANDLE}|{HANDLE} (?:va|te|poate|este|raspunde|se ocupa)",
        rf"(?:contact(?:ati|eaza|area|ezi|a)|contactati-ne|adres(?:ati|ati-va|eaza-te|a|area|are)|vorbi(?:ti|i|t)|vorbesti|vorbeste|discut(?:ati|a|i)|lua(?:ti)? legatura|luati legatura|ia legatura|sesiz(?:ati|a)|intreb(?:ati|a|i)|scrie(?:ti)?|scrieti|apel(?:ati|a|and)|reclam(?:ati|a)|semnal(?:ati|a)|trimit(?:eti|e|eti-le)|intoarceti-va|indrept(?:ati|a)\w*|sunati|raport(?:ati|a))~(?:la|pe|cu|catre|un|o|unui|unei|direct)? ?{_DET}(?:{_TEAM}|{_SPOT})",
        r"contactati-ne(?!~(?:aici|in privat|privat))|contacteaza-ne(?!~(?:aici|in privat|privat))|(?:sa|puteti|va rugam sa|te rugam sa) ne (?:contact(?:ati|ezi|a))(?!~(?:aici|in privat|privat))|(?:luati|ia) legatura cu noi(?!~aici)",
        rf"(?:complet(?:ati|eaza|a|area|and)|completezi|umpl\w+|descarc\w+|semn(?:ati|eaza)|folos\w+|utiliz\w+|accesa\w*|trimit\w+|gas\w+|prin)(?:-l|-o)?(?:,? (?:va|te) rog(?:\w+)?,?)? {_PREP}? ?{_DET}{_FORM}",
        rf"(?:deschid(?:eti|e|eti-ne)?|deschizi|depun(?:eti|e)?|depui|inregistr(?:ati|eaza|a)|cre(?:ati|eaza|a)|fac(?:eti|e)|fa|trimit(?:eti|e)|lans(?:ati|eaza)|formul(?:ati|eaza)|initi(?:ati|aza)) (?:o |un |noua |un nou )?{_CASE}(?!~aici)",
        rf"(?:folos\w+|utiliz\w+|acces\w+|intr(?:ati|a)|deschid\w*|incerc\w+|porn\w+|vorbi\w*|discut\w*) (?:pe |in |la |prin )?{_DET}{_CHAT}",
        rf"{_GO}~(?:la|in|pe la|prin|pana la|intr-un|intr-o|din|cu el la|cu ea la|cu produsul la) {_DET}{_SPOT}|(?:vizit|acces)\w* {_DET}{_SPOT}|va asteptam (?:la noi|in|la)~{_SPOT}|(?:treceti|veniti|treci|vino) (?:pe )?la noi|(?:in|la) {_DET}{_SPOT}~(?:va (?:pot|vor)|colegii|se schimba|va schimb|va ajut)\w*|(?:schimb|retur|rezolv|adu|predat?)\w*~(?:in|la) (?:orice|cel mai|cea mai|unul|oricare) {_DET}{_SPOT}",
        rf"(?:vizit(?:ati|eaza)|acces(?:ati|eaza|and|a)|intr(?:ati|a)|mergeti|mergi|consult(?:ati|a)|conect\w+|autentific\w+|log\w+|verific(?:ati|a)|urm\w+|gas(?:iti|esti))~(?:pe |in |la |prin )?{_DET}{_WEB}(?<!aplicatie)|(?:prin intermediul|direct (?:pe|din|in|prin)) {_DET}{_WEB}",
        rf"(?:{_PHONE}|{_TEAM})~(?:va|te|le) (?:pot|poate|vor|va|sta|stau|ajuta)~(?:ajuta|ajut\w*|raspund\w*|indrum\w*|dispozitie|oferi|lamuri|rezolva)(?!~aici)|(?:{_PHONE}|{_TEAM}) (?:este|e|sunt|raspunde|raspund)~(?:disponibil\w*|deschis\w*|la dispozitia|activ\w*|non-?stop|intre|de luni)|va sta la dispozitie~(?:{_PHONE}|{_TEAM}|la|pe)",
        rf"(?:la dispozitie|la dispozitia)~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT})",
        rf"(?:mai (?:rapid|usor|repede|simplu|bine)|cel mai (?:rapid|usor|simplu|bine))~(?:la|pe|prin|in|cu|telefonic|online) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})?",
        rf"(?:doar|numai|exclusiv|se (?:face|rezolva|poate|depune|trimite|solicita|proceseaza)|trebuie|trebuind)~(?:la|pe|prin|in|de la|telefonic) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:nostru|noastra|este|telefon|tel\.?|e-?mail|mail|adresa|numarul|la|pe)(?: de (?:telefon|e-?mail))?(?: este| e|:)? (?:{ADDRESS})|(?:{_PHONE})(?: nostru| este| e|:| -)* ?{NUMBER}|(?:ne gasiti|ne puteti (?:gasi|contacta|suna|scrie))~(?:la|pe|prin|telefonic)",
    ),
    privately=(
        rf"(?:scri|trimi|contact|da|dati|lasa|astept|vorbi|discut|mesaj|continu|muta|verific|inbox|detali|date|arunc|ofer|comunic|transmit|rug|intr)\w*~(?:(?:in|pe|prin|la|un|intr-un) )?(?:privat\w*|mesaj\w* (?:privat\w*|direct\w*)|priv|pm|mp|{PRIVATE})",
        rf"(?:scrie-ne|scrieti-ne|scrie-mi|trimite-ne|trimiteti-ne|lasa-ne|lasati-ne|da-ne|dati-ne) (?:aici )?(?:un |pe |in |cate un )?(?:mesaj\w*|msg|privat|dm|pm|mp)(?! public)|(?:un )?mesaj(?:e|ul|ele)? (?:privat\w*|direct\w*)|(?:in|pe|prin|la) (?:privat|priv|dm|pm|mp|inbox)(?! (?:de|al|a)\b)|{PRIVATE} (?:deschis\w*|va rugam|te rugam)|(?:ne puteti|ne poti) scrie (?:in )?privat",
    ),
    reported=(
        r"(?:am|vom|putem|incercam|vrem|trebuie sa (?:vorbim|discutam)|o sa|urmeaza sa|suntem|avem|au|a|isi|dorim) (?:\w+ ){0,2}$",
        r"(?:ati (?:fost|avut|asteptat|trebuit|sunat|scris|vrut)|ai (?:fost|avut|sunat)|trebuit|nevoit\w*|obligat\w*|fortat\w*|(?<!ati )(?<!ai )incercat\w*|cand (?:ati|ai|v|te)|dupa ce|inainte (?:sa|de)|de ce|multumi\w* (?:ca|pentru)|mersi (?:ca|pentru)|pare rau (?:ca|de|pentru)|scuze (?:ca|pentru)|regret\w* (?:ca|pentru)|intelegem|stim|vedem ca|v-a (?:spus|cerut|rugat)|vi s-a|greu|imposibil|dificil|care|ce|cum|unde|cat|timp ce|in timp)\b.*$",
        r"(?:nu (?:e|este|mai|trebuie|ar trebui|va|deschideti|raspundeti|folositi|sunati|scrieti|dati|trimiteti|apelati|am|ati|fi|are|aveti|e nevoie|accesati|contactati|comunicati)|fara|in loc (?:de|sa)|niciodata|evita\w*)\b(?!.*\b(?:ezit|sfi|retin)\w*).*$",
        r"nu (?!ezit)(?:\w+ ){0,3}$",
        r"(?:ultim\w+|prim\w+|acest\w*|acel\w*|fiecare|dvs\.?|tau|curierul|soferul|colegul|agentul|cineva|din) $",
    ),
    ours=(r"(?!astept|recomand|invit)\w+(?:am|em|im|at|it|ut)",),
    event=(
        r"(?:v-a|te-a|v-au|te-au|va|te) (?:\w+ )?(?:suna\w*|contacta\w*|apela\w*|scris|cauta\w*|trimis)~(?:de pe|de la|din)|(?:sunat\w*|apelat\w*|contactat\w*|scris|primit\w*|venit\w*|trimis\w*) (?:\w+ )?(?:de pe|de la|din)",
        r"(?:ati|ai) (?:primit|scris|sunat|format|mentionat|gasit|apelat)|(?:apel\w*|sms\w*|mesaj\w*|e-?mail\w*) (?:\w+ )?(?:de la|de pe|primit\w*)",
        r"nu (?:este|e|sunt|ne|era|apartine|provine|vine)~(?:al nostru|a noastra|ale noastre|de la noi|apartin\w*|noua)|fals\w*|frauda\w*|inselator\w*|phishing|escroc\w*|teap\w*|nu (?:raspundeti|sunati|deschideti|raspunde|dati|accesati)|bloca\w*",
        r"asteptat\w*|tinut\w* (?:pe|in|la)",
    ),
    about_you=(
        rf"{_ILL}(?: \w+){{0,2}} (?:dvs\.?|dumneavoastra|tau|tale|ta|pe care)|(?:din cauza|din pricina|suferiti|suferi|aveti|sunteti|bolnav\w*) (?:de |din |\w+ )?{_ILL}|(?:dvs\.?|dumneavoastra|tau|ta|tale) (?:\w+ )?{_ILL}|(?:sunteti|esti) (?:insarcinata|diabetic\w*|bolnav\w*)",
        r"(?:adresa|locuinta|domiciliul)(?: (?:dvs\.?|dumneavoastra|ta|de (?:livrare|domiciliu|acasa)))* (?:este|e|:)~(?:str|bd|bulevard|\d)|(?:strada|str\.|bd\.?|bulevardul|aleea|calea|soseaua|sos\.|piata) [a-z\-]+(?: (?!(?:este|e|intre|are|se|la|deschis\w*)\b)[a-z\-]+){0,3},? (?:nr\.? ?)?\d+",
        r"(?:data nasterii|nascut\w*|varsta|salariul|venitul|soldul|datoria|cnp)~(?:este|e|:|de|pe)? ?\d",
        r"(?:card\w*|cont\w*|iban)~(?:care se termina|terminat|cu ultimele)(?: \w+)* \d{2,4}",
        r"(?:ati|ai) comandat (?:un|o|doua|doi|trei|\d+) |comanda (?:dvs\.?|ta|dumneavoastra) (?:de|cu|contine|include|care contine)(?! (?:numarul|nr))(?! \d{4,}) ",
        r"(?:fostul|fosta|sotul|sotia|divortul|avocatul|religia) (?:dvs|tau|ta|dumneavoastra)|(?:dvs\.?|tau|ta) (?:fost|sot|sotie)",
    ),
    your_number=(
        r"(?:cod\w*|numar\w*|nr\.?|id|cont\w*|contract\w*|polit\w+|rezervar\w*|pasaport\w*|cnp|abonament\w*|card\w*|iban|telefon\w*|contor\w*|buletin\w*)(?: (?:dvs\.?|de|tau|al|dumneavoastra|client|clientului|contract|abonat|telefon|pasaport|polita|rezervare|fidelitate|loc consum))*(?: este| e| nr\.?|:)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:domnul|domnule|domnului|doamna|doamnei|domnisoara|dl\.?|dna\.?|d-na|d-l|dra\.?|d-nul|stimat\w*)",),
    given=(r"(?!popa|moga|sava|toma|barna|rotaru|voda)\w+a",),
    greetings=(
        r"(?:buna(?: ziua| seara| dimineata)?|salut|stimat\w*|drag\w*|multumim|multumesc|scuze|domnul|domnule|doamna|pe numele|comanda lui|coletul lui|bine ai venit|bine ati venit|hei)",
    ),
    secret=(
        r"(?:parola|pin|cod(?:ul)? (?:pin|de (?:securitate|verificare|acces|activare|autentificare|confirmare))|cvv|cvc|otp|puk)(?: (?:noua|temporara|dvs\.?|ta|contului|cardului))*(?: este| e| va fi|:| =|,)+ ?(?:acum |\")?(?=[^\s.,]*\d)\S{3,}",
        r"(?:parola|pin|cvv|cvc|puk)\"? (?:este |: ?)?\"\S+\"|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:trimit|da|dati|spun|comunic|confirm|avem nevoie de|scri|introduc|transmit|indic)\w*~(?:parola|pin(?:-?ul)?|codul (?:pin|cvv|otp|de securitate|de verificare|primit prin sms)|numarul (?:complet |intreg )?(?:al |de )?(?:cardului|card)|cvv)",
    ),
    internal=(
        r"parol\w+~(?:pastrat\w*|stocat\w*|salvat\w*|criptat\w*|memorat\w*|hash\w*|tinut\w*)|(?:pastram|stocam|salvam|criptam|tinem)~parol\w+|in clar|text simplu|md5|sha-?\d+|bcrypt|necriptat\w*",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|confluence|slack|oracle|sap|crm(?:-?ul)?|erp|(?:sistem\w*|instrument\w*|not[ae]\w*|procedur\w*|document\w*|baz\w+ de date|politic\w*|coada|ancheta|chat\w*|regulament\w*|raport\w*|ghid\w*) (?:nostru |noastra )?intern\w*|coada de tichete|nivelul (?:2|doi|ii)|vpn|firewall|cod(?:ul)? sursa|baza de date de productie|back ?office",
        r"(?:alt[aă]?|un alt|o alta|alti|alte|altui|altei) (?:client\w*|pasager\w*|utilizator\w*|abonat\w*|pacient\w*|oaspe\w*)(?:,| (?:a|au|are|avea|din|cu|care|s-a))|(?:doamna|domnul) \w+ din \w+",
        r"(?:fie vorba )?intre noi fie vorba|fie vorba intre noi|confidential\w*|neoficial|nu (?:spuneti|spune) nimanui|n-ar trebui sa (?:va )?spun|(?:seful|managerul) meu (?:a spus|zice|nu)",
        r"(?:agentul|soferul|curierul|angajat\w*|coleg\w*|operatorul)~suspendat\w*|(?:a fost|va fi|fiind|au fost|este) (?:\w+ )?(?:concediat\w*|sanctionat\w*|dat\w* afara|demis\w*|mustrat\w*)|sanctiun\w+ disciplinar\w*|cercetare\w* disciplinar\w*|disciplinar\w*|avertisment\w* scris|lipsa (?:de )?personal\w*|putin personal|in concediu medical|disponibiliz\w*|adaosul? nostru|marja noastra|lista neagra|client\w* problema(?:tic)?\w*",
    ),
    certain=(
        r"(?:va |iti |te )?(?:garantam|garantez|promitem|promit|asiguram|asigur)(?:,)? (?:ca|de)|garantat|(?:va |iti )?(?:garantam|garantez|promitem|promit)|aveti (?:cuvantul|promisiunea)|pe cuvant",
        r"(?:cu siguranta|sigur|in mod cert|fara (?:nicio )?indoiala|negresit|neaparat|100 ?%)~(?:veti|vei|va|vor|vom|primi\w*|ajunge|rambursa\w*|rezolva\w*)|(?:veti|vei|va|vor|vom)~(?:cu siguranta|sigur|fara indoiala|in mod cert|negresit)",
        r"nu (?:se )?(?:va |o sa |vor )?(?:se )?(?:mai )?(?:va |vor )?(?:mai )?(?:intampla|repeta|repete|intample)(?: niciodata)?|niciodata (?:nu )?(?:se va )?(?:mai )",
        r"(?:ramburs|rezolv|trimit|inlocu|repar|livr|return|primi|vom|veti)\w*~(?:imediat|pe loc|instant|de indata)(?! ce| dupa)|(?:rambursare|inlocuire|solutie) imediata|(?:veti|vei) primi (?:\w+ )?(?:o |un )?(?:rambursare\w*|banii|despagubire\w*|compensati\w*|voucher\w*|inlocuire)",
    ),
    disclaimed=(r"(?:nu(?! (?:se|va|vor|o))|fara|nimeni|vi s-a|ati fost|daca|care|pare rau ca|din pacate nu)\b.*$",),
    outcome=(
        r"se (?:repara|rezolva|livreaza|remediaza|expediaza)|va|vor|vom|veti|vei|voi|o sa|urmeaza sa|rambursam|livram|trimitem|reparam|rezolvam|returnam|inlocuim|sunam|contactam|raspundem|revenim|revine|vine|ajunge|primiti|primesti|soseste|porneste|programat\w*|estimat\w*|prevazut\w*|livrare\w*|sa fie|virati|viram",
    ),
    when=(
        rf"(?:pana|pana la|inainte de|cel tarziu|nu mai tarziu de|de|din|incepand cu|pentru|in|pe)(?: (?:la|cel|de|data de|sfarsitul|ora))* ?(?:maine|poimaine|astazi|azi|diseara|la noapte|pranz|seara|{_DAY}|saptamanii|lunii|zilei|weekend\w*|ora \d+|\d{{1,2}}[:.]\d\d|\d{{1,2}} {_MONTH}|\d{{1,2}}[./]\d{{1,2}})",
        rf"(?:in|in termen de|in maxim|in maximum|in cel mult|peste|in decurs de|in urmatoarele|in mai putin de|in aproximativ|timp de|cel mult)(?: (?:de|maxim|cel mult|urmatoarele|urmatorii))* {_SOME}(?: ?(?:-|sau|pana la|la) ?{_SOME})? ?(?:de )?(?:or[ae]|zile?|minut\w*|min|saptaman\w*|luni|h|zi)(?: lucratoare)?",
        rf"maine|poimaine|diseara|chiar azi|chiar astazi|azi|astazi|{_DAY}(?: viitoare| dimineata| seara)?|saptamana viitoare|\d{{1,2}} {_MONTH}",
    ),
    aside=(r"ce|de ce|cum|unde|cand|care|daca|ca|a fost|era|au|s-a|nu|comandat\w*|cumparat\w*|scris|din|intamplat",),
    blame=(
        r"(?:ar fi )?trebuia sa (?:cititi|verificati|va|ne|aveti|anuntati|stiti)|ar fi trebuit sa (?!fi[mt]|prim|ajung)|asa cum (?:v-am|ti-am|am) (?:mai )?(?:spus|scris|explicat)|(?:v-am|ti-am) (?:mai |deja )?(?:spus|scris|explicat)|(?:este |e )?vina (?:dvs|ta|dumneavoastra)|din vina (?:dvs|ta)|greseala (?:dvs|ta|dumneavoastra)|ati uitat|ai uitat|nu ati (?:citit|verificat|respectat)|daca (?:ati fi|cititi)|data viitoare (?:cititi|verificati)",
    ),
    tone=(
        r"calmati-va|linisteste-te|linistiti-va|nu (?:e|este) (?:problema|vina|treaba) noastra|prosti\w*|stupid\w*|idiot\w*|ridicol\w*|aberati\w*|mintiti|minti|exagerati|nu mai (?:urlati|strigati|plangeti)|asta e[.!]|lol|ghinion|nu va obliga nimeni|jale|dracu\w*|rahat\w*|cacat\w*|daca nu va convine|treaba (?:dvs|ta)",
    ),
    automatic=(r"automat\w*|bot\w{0,3}|chat ?bot\w*|asistent\w* (?:virtual|digital)\w*|robot\w*",),
    automatic_notice="Acesta este un mesaj automat:",
)
