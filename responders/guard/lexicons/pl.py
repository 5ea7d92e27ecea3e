# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""Polish."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telefon(?:u|em|ie|y|icznie|iczn\w+)?|infolini\w*|numer\w* (?:telefonu|infolinii|alarmow\w+)|pod (?:nr|numer\w*)|call ?center|hot ?lini\w*|centralk?\w*|lini[aeę] (?:wsparcia|pomocy)|help ?line)"
_MAIL = r"(?:e-?mail\w*|mail\w*|adres(?:em|u)?(?: e-?mail\w*)?|poczt\w+|list(?:em|ownie)?|sms\w*|faks\w*|skrzynk\w+)"
_TEAM = r"(?:biur\w+(?: obslugi)?(?: klient\w+)?|bok|bok-?(?:u|iem)|dzial\w*(?: \w+)?|obslug\w+(?: klient\w+)?|konsultant\w*|doradc\w*|centr\w+ (?:obslugi|pomocy|kontaktu)\w*(?: klient\w+)?|help ?desk\w*|supp?ort\w*|wsparci\w+(?: technicz\w+)?|serwis\w*|pracownik\w*|zespol\w*|specjalist\w*|rzecznik\w*|opiekun\w*|centrali|biurem|kasjer\w*)"
_SPOT = r"(?:sklep\w*|salon\w*|punk(?:t|cie|tu|tach|tow)(?: (?:obslugi|sprzedazy|serwisow\w+|stacjonarn\w+))?(?: klient\w*)?|oddzial\w*|placowk\w*|biur(?:a|ze|o|em)|kas(?:y|ie|a)|serwisu|serwisie|okienk\w+|stacjonarn\w+|galeri\w*|butik\w*|dealer\w*|informacji)"
_WEB = r"(?:stron\w+(?: internetow\w+| www)?|witryn\w+|serwis(?:u|ie) internetow\w+|portal\w*|panel\w*(?: klienta)?|zakladk\w+|zakladce|aplikacj\w+|kont(?:o|a|cie|em)(?: klienta)?|www|online|internetow\w+|e-?bok\w*|strefi\w+|faq|profil\w*|fanpage\w*)"
_FORM = r"(?:formularz\w*|wniosek|wniosku|ankiet\w+|druk\w*|formatk\w+)"
_CHAT = r"(?:czat\w*|chat\w*|live ?chat\w*|czatbot\w*|wirtualn\w+ (?:doradc\w+|asystent\w+))"
_CASE = r"(?:zgloszeni\w*|reklamacj\w*|ticket\w*|spraw\w*|skarg\w*|wnios\w*)"
_OUR = r"(?:(?:nasz\w*|nasza|swoj\w*|najbliz\w+|dowoln\w+|wybran\w+|jedn\w+ z naszych|odpowiedni\w+|specjaln\w+|lokaln\w+|pan\w*|tw\w+|ten|tym|podan\w+|ponizsz\w+|nastepujac\w+) ){0,2}(?:\w+ )?"
_SAY = (
    r"(?:dodaj\w*|na?pisa\w*|napisz\w*|pisz(?:cie)?|pisac|wysl(?:ac|ij\w*|anie|anie)|wyslij\w*|przesl(?:ac|ij\w*|anie)|przeslij\w*|skontaktow\w*|skontaktuj\w*|kontakt\w*|zglos\w*|zglas\w*|odezw\w*|odzyw\w*|zapyta\w*|zapytaj\w*|porozmawia\w*"
    r"|skorzysta\w*|korzysta\w*|uzy(?:c|j|cie)\w*|przekaz\w*|przekaza\w*|zlozy\w*|zloz\w*|zloze\w*|wypeln\w*|zalozy\w*|wiadomosc\w*|podaj\w*|podes\w*|podeslij\w*|szukaj\w*|znajdzi\w*|zalatwi\w*|zalatwic|dostepn\w+|opisa\w*|opisz\w*|kierowa\w*|kieruj\w*|skierowa\w*|skieruj\w*|zwroc\w* sie|zwraca\w* sie|zarejestr\w*|wejdz\w*|wejsc\w*|zaloguj\w*|zalogowa\w*)"
)
_GO = r"(?:zapraszam\w*|odwiedz\w*|przyjd\w*|przyjsc\w*|przyjdz\w*|podejd\w*|podejsc|zajrz\w*|zajrzec|wpad\w*|wpasc|pojsc|pojd\w*|idz\w*|uda(?:c|j\w*|nie) sie|prosimy udac|udac|udaj|przyjech\w*|przyjazd|wybra\w* sie|zanies\w*|zaniesc|przynies\w*|przyniesc|oddac|oddaj|wymienic|wymienia|zwrocic sie|zwroci\w*|stawi\w* sie|zglos\w* sie|wejdz\w*|wejsc|zapyta\w*|zapytaj\w*|dostarcz\w*|podjed\w*|podjech\w*)"
_PL = r"(?:do|na|w|we|z|ze|pod|przez|poprzez|za pomoca|za posrednictwem|mailem|u|przy|po|o|drogą)"
_ILL = (
    r"(?:cukrzyc\w*|padaczk\w*|epilepsj\w*|astm\w*|nowotw\w+|rak(?:a|iem)|ciaz\w*|poroni\w*|depresj\w*|hiv|niepelnosprawnosc\w*|niepelnosprawn\w*|chorob\w*|schorzeni\w*|diagnoz\w*|lek(?:i|ow|ami|u)|lekarstw\w*|insulin\w*|terapi\w*|chemioterapi\w*|operacj\w*|wozek inwalidzki|wozku inwalidzkim"
    r"|alergi\w*|zwolnieni\w+ lekarsk\w+|dokumentacj\w+ medyczn\w+|dializ\w*|demencj\w*|autyzm\w*|udar\w*|zawal\w*|uzaleznieni\w*|stan\w* zdrowia|recept\w+|wynik\w+ badan)"
)
_DAY = r"(?:poniedzialek|poniedzialku|wtorek|wtorku|srod[aey]|czwartek|czwartku|piatek|piatku|sobot[aey]|niedziel[aei])"
_MONTH = r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia)"
_SOME = r"(?:\d+|jedn\w+|dwoch|dwa|dwie|trzech|trzy|czterech|cztery|pieciu|piec|siedmiu|dziesieciu|kilku|kilkunastu|paru|pol|doby|dwudziestu czterech)"

LEXICON = Lexicon(
    language="pl",
    elsewhere=(
        rf"(?:odesla|odeslij|odsyla|dostarczy|dostarcz|przesla|przeslij|wysla|wyslij)\w*~(?:do|na adres) {_OUR}(?:{_TEAM}|{_SPOT}|centrali|siedziby)",
        r"(?:jak|jesli|jezeli|gdy|kiedy) (?:pan |pani |tylko |panstwo )*(?:do nas )?(?:zadzwoni\w*|przedzwoni\w*|podejdzie|podejdziesz|zatelefonuje)",
        rf"(?:pomoc\w*|informacj\w+|wsparcie|odpowiedz)~(?:znajdzie|uzyska|udzieli|otrzyma|udziela)\w*~(?:{_SPOT}|{_TEAM}|{_PHONE})",
        r"(?:czeka\w*|czekamy) na (?:pani |pana |twoj\w* |panstwa )?(?:polaczenie|telefon|maila|wizyte)",
        rf"(?:odpowiedz(?:iec|cie)?|odpis(?:ac|z|zcie)) (?:raczej |prosze )?na (?:nasz\w* |tego |wyslan\w+ )?(?:{_MAIL})",
        rf"(?:na|przez) {PLATFORMS}~(?:odpowi|pomo|odpis|szybciej)\w*|szybciej~(?:na|przez) {PLATFORMS}",
        r"(?:za|prze|pod|wy)?dzwon(?:cie|ic|ienie|)(?! (?:do )?(?:pani|pana|kurier|kierowc))|(?:za|prze|od)dzwon(?:cie)?|zadzwonic|zadzwonienie|zatelefonowac|telefonowac|zatelefonuj|wykonac telefon|(?:za)?dzwonienie|prosimy o (?:\w+ )?telefon|daj(?:cie)? (?:nam )?(?:znac telefonicznie|cynk telefonicznie)|chwyc\w* za telefon|przekrec\w*|prosimy dzwonic",
        rf"(?:kontakt\w*|skontaktowa\w*|skontaktuj\w*|zglos\w*|zglas\w*|porozmawia\w*|zalatwi\w*|polaczyc|wybra\w*)~(?:telefoniczn\w+|pod (?:nr|numer\w*)|z (?:nasz\w+ )?infolini\w+|{NUMBER}|mailow\w+|listown\w+)",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PL} {_OUR}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})|{_SAY}~(?:mailem|e-?mailem|mailowo|telefonicznie|smsem|listownie|poczta|czatem|formularzem|online|osobiscie)",
        r"(?:wysl|wyslij|przesl|napis|napisz|podes|slij)\w*(?: (?:do nas|nam|prosze|prosimy|krotkiego|krotki))* (?:(?:do nas|nam|krotkiego|krotki|wtedy) )?(?:e-?mail\w*|mail\w*|sms\w*|list)|prosimy o (?:\w+ )?(?:e-?mail\w*|maila|mailow\w+|sms\w*)|mail(?:a)? (?:do|na) (?:nas|nasz\w*|bok|adres)",
        rf"{_SAY}~(?:na|przez|w|po|poprzez|do nas na) {_OUR}{PLATFORMS}|(?:na|przez) {PLATFORMS}~(?:pisz|napisz|dostepn|pomoz|odpisz|czek)\w*",
        rf"(?:pisz|pisac|napisz|napisac|zwroc|kontakt|skontakt|oznacz|obserw|zapyta|zapytaj|wiadomosc|zglos|wyslij|wyslac)\w*~{HANDLE}|(?:kont\w*|profil\w*) {HANDLE}|{HANDLE} (?:\w+ ){{0,2}}(?:pomoz|pomaga|odpowie|zajmuj|odpis)\w*",
        rf"(?:kontakt(?:u|em|owac|uj|ujcie)?|skontaktow\w+|skontaktuj\w*|zwroc\w+ sie|zwraca\w* sie|zglos\w+ sie|zglas\w+|odezw\w* sie|porozmawia\w*|rozmow\w*|zapyta\w*|zapytaj\w*|skierow\w+|kierow\w+|na?pisa\w*|napisz\w*|uda\w* sie|wysl\w+|zglos\w*|zadzwon\w*)~(?:do|z|ze|u|bezposrednio do) {_OUR}(?:{_TEAM}|{_SPOT})",
        r"(?:prosimy|prosze|zachecamy|zapraszamy|polecamy|sugerujemy|radzimy)(?: o| do)? (?:\w+ )?(?:kontakt|kontaktu|skontaktowanie|skontaktowania|kontaktowac)(?!~(?:tutaj|tu |w tej rozmowie|w tym watku|prywatn|w wiadomosci))|skontaktuj(?:cie)? sie(?! z (?:pani|pan|toba))(?!~(?:tutaj|prywatn))|(?:prosze|nalezy|trzeba|musi \w+|moze \w+|mozesz|najlepiej) (?:sie )?skontaktowac",
        rf"(?:wypeln|uzupeln|skorzysta|pobier|pobra|zloz|zlozy|wyslij|wysl|uzy|przez|za pomoca|poprzez|korzysta)\w*~{_FORM}|{_FORM}~(?:na|w|kontakt)\w* {_OUR}{_WEB}?",
        rf"(?:zgl(?:os|as)|zloz|zaloz|utworz|zarejestr|otworz|wysl|wprowadz|doda)\w*~{_CASE}~(?:przez|w|na|poprzez|u|mailem|pod|za|online|telefon)\w*|(?:zaloz|utworz|otworz|zarejestr)\w* (?:\w+ )?(?:zgloszeni|ticket|reklamacj|spraw)\w*|(?:prosze|prosimy|nalezy|trzeba|mozna) (?:\w+ )?(?:zlozyc|zglosic|zlozenie|zgloszenie) (?:\w+ )?(?:reklamacj\w*|zgloszeni\w*|wnios\w*|skarg\w*)",
        rf"(?:skorzysta|korzysta|uzy|otworz|wlacz|wejd|napisz|zapraszamy|porozmawia|dostepn|przez|na|poprzez|rozmow)\w*~(?:z |na |do |przez |w )?{_OUR}{_CHAT}",
        rf"{_GO} (?:\w+ )?(?:do|na|w|we|u|z nim do|z nia do)? ?{_OUR}{_SPOT}|{_GO}~(?:do|w) {_OUR}(?:{_SPOT}|{_TEAM})|(?:zglos|zapyta|zapytaj|wymien|zwroc|odbier|odda|zalatw|pokaz|najlepiej|osobiscie)\w*~(?:do|w|na|u) {_OUR}{_SPOT}|zapraszamy (?:do nas|osobiscie)",
        rf"(?:zapraszam\w*|odwiedz\w*|wejd\w*|wejsc|zajrz\w*|zajrzec|zaloguj\w*|zalogowa\w*|sprawdz\w*|przejd\w*|przejsc|znajdzie\w*|znajdziesz|odsyl\w*|dostepn\w+)~(?:na|do|w) {_OUR}{_WEB}|(?:przez|poprzez|za posrednictwem) {_OUR}(?:{_WEB}|{_FORM}|{_CHAT})|odwiedz\w* {_OUR}{_WEB}",
        rf"(?:{_PHONE}|{_TEAM}|{_SPOT})~(?:pomoz\w+|pomaga\w*|udziel\w*|odpowie\w*|wyjasni\w*|czeka(?:ja|my)?|jest do dyspozycji|sa do dyspozycji|czynn\w+|dostepn\w+|dziala|zajm\w+)(?!~(?:tutaj|tu))",
        rf"(?:pomoca|dyspozycji|sluzy|polecamy)~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT})|(?:uzyska|odpowiedz|kontakt|znac|zalatwi|zglos|prosze|prosimy|najlepiej|szybciej)\w*~(?:mailowo|telefonicznie|listownie|osobiscie|pisemnie)",
        rf"(?:szybciej|najszybciej|latwiej|najlatwiej|najlepiej|lepiej|wygodniej|prosciej|tylko|wylacznie|jedynie)~(?:przez|na|w|pod|telefon\w*|mail\w*|poprzez|za pomoca|u|osobiscie|do|z|listown\w+) ?{_OUR}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB}|{PLATFORMS})??(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})",
        rf"(?:nasz|nasza|pod|nr|ten|to|tel\.?|telefon\w*|infolini\w*) (?:{_PHONE}|{_MAIL})?(?: to|:|-)? ?(?:{NUMBER}|{ADDRESS})|(?:jestesmy|jest) (?:dostepni|dostepny|osiagalni|do dyspozycji) (?:pod|na|telefon|mail)\w*",
    ),
    privately=(
        rf"(?:na?pis|wysl|wysyl|odez|odpis|kontakt|skontakt|zapras|prosimy|prosze|podes|przes|podaj|podac|porozmawia|daj|zajrz|sprawd|czek|kontynu|przejdz|przen|odezw|zglos|dane)\w*~(?:na priv\w*|na pw|w pw|(?:na |w |przez |o )?(?:wiadomosc\w*|rozmow\w*|skrzynk\w*) (?:prywatn\w+|bezposredni\w+|priv)|prywatn\w+ (?:wiadomosc\w*|rozmow\w*|chat|czat)|prywatnie|w prywatn\w+|na prywatn\w+|{PRIVATE}|priv\w*|pw)",
        rf"(?:na priv\w*|na pw|w wiadomosci(?:ach)? prywatn\w+|prywatnie|w dm|na dm)~(?:napis|pis|wysl|przes|odez|poda|pomoz|opowi|dane|pogada|prosi|dogad)\w*|(?:wiadomosc\w*|rozmow\w*) prywatn\w+|prywatn\w+ wiadomosc\w*|napisz do nas(?! (?:tutaj|tu|ponizej|w komentarzu|na|maila|przez))|(?:wyslij|napisz|przeslij) (?:nam |do nas )?wiadomosc(?! publicz)|prosimy o (?:wiadomosc|pw|priv|dm)|zapraszamy na (?:priv\w*|pw|dm)|{PRIVATE} (?:otwart\w+|prosimy|prosze)",
    ),
    reported=(
        r"(?:musial\w*|musiel\w*|(?!^)(?<!^czy )probowal\w*|probowac|zmuszon\w+|dziekujemy (?:za|,? ze)|dziekuje za|dzieki za|po tym,? jak|gdy|kiedy|dlaczego|skoro|zanim|po|podczas|przepraszamy,? (?:ze|za)|przykro (?:nam|mi),? ze|szkoda|rozumiemy|widzimy,? ze|wiemy|rozumiem|czekal\w*|poprosil\w*|prosil\w*|kazano|kazal\w*|powiedzian\w*|nie udalo|nie mogl\w*|trudno|ktor\w+|jak[ai]\w*|ile|udalo|chcial\w*|czekani\w+|byl\w*|bedziemy|chcemy|mozemy|musimy|probujemy|staramy|sprobujemy)\b.*$",
        r"(?:nie (?:trzeba|musi\w*|powin\w+|ma potrzeby|potrzeba|nalezy|otwier\w*|odpis\w*|odpowiad\w*|dzwon\w*|pisz\w*|klik\w*|podaw\w*|podaj\w*|ma|wysyl\w*|prosimy|chcemy|proponujemy)|bez|zamiast|nigdy|unikac)\b(?!.*\b(?:wah|obaw)\w*).*$",
        r"nie (?!wahaj|obawiaj)(?:\w+ ){0,2}$",
        r"(?:twoj\w*|ostatni\w*|pierwsz\w*|ten|tego|t[ae]|tej|kazd\w+|poprzedni\w*|otrzyman\w*|kurier|kierowca|konsultant\w*|kolega|kolezanka|pracownik|on|ona|ktos|zespol) $",
    ),
    ours=(
        r"(?!zaprasz|prosi|zachec|poleca|radzi|sugeru|czeka|dziala|konsultant)\w+(?:amy|emy|imy|ymy|lismy|lam|lem|al|ala|ali|alo|il|ila|ili|yl|yla|yli)",
    ),
    event=(
        r"(?:dzwoni\w*|zadzwoni\w*|napisal\w*|pisal\w*|kontaktowal\w*|skontaktowal\w*|wyslan\w*|wyslal\w*) (?:do (?:pani|pana|ciebie|panstwa) )?(?:z|ze)(?! nami)|(?:kurier|kierowca|konsultant\w*|ktos)~(?:dzwonil|zadzwonil|pisal|napisal)\w*",
        r"(?:otrzymal\w*|dostal\w*|odebra\w*|przysz\w+|przyszed\w*|wpisa\w*|podal\w*|wybral\w*|dzwonil\w*|telefonowal\w*)~(?:z|od|pod|na)|(?:polaczeni\w+|telefon\w*|sms\w*|wiadomosc\w*|e-?mail\w*) (?:z|od) (?:numer\w*|adres\w*)|(?:otrzymal\w*|dostal\w*)",
        r"nie (?:jest|sa|byl\w*|nalezy|pochodzi|pochodza|wysylamy|naleza)~(?:nasz\w*|od nas|do nas)|oszust\w*|falszyw\w*|phishing\w*|wylud\w*|podszyw\w*|nie (?:odpis\w*|odbier\w*|oddzwan\w*|odpowiad\w*|klik\w*|otwier\w*)|zablok\w*",
        r"kazal\w* czekac|czekal\w*",
    ),
    about_you=(
        rf"(?:swoj\w*|pan[aiu]?|pani|panstwa|twoj\w*|panska|panskiej|twa|ma (?:pan|pani)|masz|choruje|cierpi)(?: \w+){{0,3}} {_ILL}|(?:z powodu|przez|ze wzgledu na) (?:\w+ ){{0,2}}{_ILL}|{_ILL}(?: \w+){{0,2}} (?:pana|pani|panstwa|twoj\w*)|(?:jest (?:pan|pani)|jestes) (?:w ciazy|chor\w+|niepelnosprawn\w+)",
        r"(?:pani|pana|panstwa|twoj) (?:adres|dom|mieszkanie)(?: zamieszkania| domowy| dostawy)? (?:to|jest w|przy|:)|(?:ul\.|ulic[aey]|aleja|aleje|al\.|os\.|osiedle|plac|pl\.) ?[a-z]+(?: (?!(?:jest|od|do|w|otwart\w+|czynn\w+)\b)[a-z]+){0,3} \d+",
        r"(?:data urodzenia|urodzon\w+|pesel|wiek|zarobki|saldo|zadluzenie|dlug)~(?:to|:|wynosi|dnia)? ?\d",
        r"(?:kart\w+|kont\w+|rachun\w+)~(?:konczac\w+ sie|o koncowce|z koncowka)(?: \w+)? \d{2,4}",
        r"(?:zamowil\w*) (?:pan |pani )?(?:jeden|jedna|dwa|dwie|trzy|\d+) |(?:pani|pana|twoje) zamowieni\w+ (?:na|obejmuje|zawiera|zawierajace)(?! \d{4,})",
        r"(?:pani|pana|twoj\w*) (?:byl\w+ )?(?:maz|meza|zon[ay]|rozwod\w*|adwokat\w*|prawnik\w*|wyznani\w*|komornik\w*)",
    ),
    your_number=(
        r"(?:numer|nr|id|konto|umow\w+|polis\w+|rezerwacj\w+|paszport\w*|dowod\w*|pesel|klient\w*|karta|telefon|licznik\w*|iban|rejestracyjn\w+)(?: (?:klienta|konta|umowy|polisy|rezerwacji|paszportu|dowodu|karty|telefonu|abonenta|pesel|licznika|rejestracyjny|pacjenta))?(?: to| nr| numer|:)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:pan|pani|panie|pana|panu|panem|pania|szanown\w+)",),
    given=(r"(?!\w*(?:ow|icz|czyk|ak|iak|uk)$)\w+(?:o|u|e|ie|a(?<!ska)(?<!cka)(?<!dzka))",),
    greetings=(
        r"(?:dzien dobry|czesc|hej|witaj|witam|dobry wieczor|szanown\w+|droga|drogi|dziekujemy|dziekuje|przepraszamy|pan|pani|panie|na nazwisko|zamowienie|paczka dla|rezerwacja na|nadana do|zaadresowan\w+ do)",
    ),
    secret=(
        r"(?:haslo|pin|cvv|cvc|otp|puk|kod (?:pin|dostepu|weryfikacyjny|autoryzacyjny|jednorazowy|bezpieczenstwa|aktywacyjny|sms)|haslo tymczasowe)(?: (?:tymczasowe|do konta|do logowania|startowe|to konta|do karty))?(?: to| jest| brzmi| :|:| =|,)+ ?(?:teraz |\")?(?=[^\s.,]*\d)\S{3,}",
        r"(?:haslo|pin|cvv|cvc|puk)\"? (?:to |: ?)?\"\S+\"|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:podaj|podac|podanie|wyslij|wyslac|przeslij|przeslac|przeslanie|napisz|potrzebujemy|poprosimy|potwierdz)\w*~(?:hasl[oa]|pin\w*|kod\w* (?:cvv|cvc|sms|autoryzacyjn\w+|weryfikacyjn\w+|blik)|(?:peln\w+ )?numer\w* karty|cvv|cvc)",
    ),
    internal=(
        r"hasl\w+~(?:przechow\w*|zapisan\w*|zapisuj\w*|szyfrow\w*|haszow\w*|trzyman\w*|trzymamy|hashow\w*)|(?:przechow\w*|zapisuj\w*|trzymamy|szyfruj\w*)~hasl\w+|jawnym tekstem|otwartym tekstem|niezaszyfrowan\w+|md5|sha-?\d+|bcrypt",
        r"zendesk\w*|salesforce\w*|jir[aze]\w*|servicenow|freshdesk\w*|hubspot\w*|sharepoint\w*|confluence|slack\w*|sap\w{0,2}|crm\w*|erp|wewnetrzn\w+ (?:system\w*|narzedzi\w*|notatk\w*|procedur\w*|dokument\w*|baz\w*|wytyczn\w*|kolejk\w*|czat\w*|regulamin\w*|dochodzeni\w*|raport\w*|polityk\w*)|(?:system\w*|notatk\w*|procedur\w*|baz\w*|kolejk\w*) wewnetrzn\w+|panel\w* administra\w*|kolejce (?:zgloszen|ticket\w*|drugiej|w)|kolejk\w+ ticket\w*|drug\w+ lini\w+ wsparcia|vpn|firewall\w*|kod\w* zrodlow\w*|baz\w+ produkcyjn\w+|back ?office",
        r"(?:inn[ay]|inne|innego|innej|innych|inni|poprzedni\w*|drug\w+) (?:klient\w*|pasazer\w*|uzytkowni\w*|abonen\w*|pacjen\w*|gosc\w*)(?:,| (?:mial\w*|tez|rowniez|z|otrzymal\w*|dostal\w*|zglosil\w*|zaplacil\w*|skarzyl\w*|ma))|(?:pan|pani) \w+(?:sk[ai]|ck[ai]|wicz|owa|nowak) z \w+",
        r"miedzy nami mowiac|tak miedzy nami(?! )|nieoficjalnie|w tajemnicy|prosze nikomu nie mowic|nie powinn\w+ tego mowic|poufn\w+|moj (?:szef|kierownik) (?:powiedzial|mowi|nie)",
        r"(?:zostal\w*|bedzie|jest|byl\w*) (?:\w+ )?(?:zwolnion\w+|zawieszon\w+ w|ukaran\w+|zdyscyplinowan\w+|upomnian\w+)|dyscyplinarn\w+|nagan\w+|upomnieni\w+|kar\w+ sluzbow\w+|brak\w* (?:kadrow\w+|personelu|pracownikow|rak do pracy)|na (?:zwolnieniu|l4|chorobowym)|zwolnieni\w+ grupow\w+|redukcj\w+ etat\w+|nasz\w* marz\w+|czarn\w+ lis\w+|trudn\w+ klient\w*|problematyczn\w+ klient\w*",
    ),
    certain=(
        r"gwarantuj\w+|gwarancj\w+,? ze|gwarantowan\w+|zapewniamy,? ze|zapewniam,? ze|obiecuj\w+|przyrzekam\w*|recz\w+,? ze|daj\w+ slowo|ma (?:pan|pani) (?:moje|nasze) slowo|slowo honoru",
        r"(?:na pewno|z pewnoscia|napewno|bez watpienia|niewatpliwie|definitywnie|stuprocentowo|na 100)~(?:odzyska\w*|otrzyma\w*|dostan\w*|dotrze|zwroc\w*|wroc\w*|rozwiaz\w*|napraw\w*|bedzie|przyjed\w*|zadziala|zalatwi\w*|uda|zostan\w*|wymieni\w*|odda\w*|przyjd\w*)|(?:odzyska\w*|otrzyma\w*|dostan\w*|dotrze|zwrocimy|wroci|rozwiazemy|naprawimy|bedzie|przyjedzie)~(?:na pewno|z pewnoscia|bez watpienia)",
        r"(?:to )?(?:juz )?(?:nigdy )?(?:wiecej )?(?:sie )?(?:to )?(?:wiecej )?nie (?:powtorzy|zdarzy|wydarzy|bedzie mialo miejsca)(?: sie)?(?: wiecej| juz| ponownie| nigdy)?|nigdy wiecej",
        r"(?:zwroc\w*|odda\w*|napraw\w*|wyslemy|wymien\w*|rozwiaz\w*|zalatw\w*|przela\w*|dostarcz\w*|usun\w*|otrzyma\w*|bedzie)~(?:natychmiast\w*|od razu|od reki|blyskawicznie)|natychmiastow\w+ (?:zwrot|wymian\w*|naprawa|rozwiazani\w*)|(?:otrzyma|dostanie) (?:pan |pani )?(?:\w+ )?(?:pelny |calkowity )?(?:zwrot|rekompensat\w*|odszkodowani\w*|nowy|nowa|pieniadze)|zwrocimy (?:pani|panu|ci|panstwu)?~(?:pieniadze|cal\w+|koszt\w*|srodki|pelna)",
    ),
    disclaimed=(r"(?:nie|bez|nikt|nigdy|obiecano|gdyby|jesli|ktor\w+|przykro nam,? ze|miala?|chcieli)\b.*$",),
    outcome=(
        r"\w+(?:imy|ymy|emy|niemy|zemy)(?<!prosimy)(?<!przykro)(?<!przepraszamy)|bedzie\w*|bedziemy|zostan\w+|otrzyma|otrzymasz|dostanie|dostaniesz|dotrze|wroci|przyjedzie|przyjdzie|zadzwoni|odezwie|skontaktuje|odzyska|zwrocimy|oddamy|wysylamy|zwracamy|dostarczamy|naprawiamy|nastapi|ruszy|zacznie|zakonczy|odbierze|nadejdzie|wplynie|zadziala|planowan\w+|przewidywan\w+|powinn\w+|usuniemy|zwrot",
    ),
    when=(
        rf"(?:do|przed|najpozniej|nie pozniej niz|od|juz|na)(?: (?:do|w|konca|koncem|najblizszego|najblizszej))* ?(?:jutra|jutro|dzis|dzisiaj|pojutrze|wieczora|wieczorem|poludnia|polnocy|rana|{_DAY}|tygodnia|miesiaca|dnia|weekendu|godziny \d+|\d{{1,2}}[:.]\d\d|\d{{1,2}} {_MONTH}|\d{{1,2}}[./]\d{{1,2}})",
        rf"(?:w ciagu|w przeciagu|za|przez|do|w|maksymalnie|najpozniej w|w terminie|w czasie|nie dluzej niz)(?: (?:najblizszych|kolejnych|maksymalnie|najblizszej|do|okolo|jakies))* {_SOME}(?: ?(?:-|do|lub|/) ?{_SOME})? ?(?:roboczych |roboczego )?(?:godzin\w*|godz\.?|h|dni|dnia|dob\w*|minut\w*|min|tygodni\w*|miesi\w+)|w ciagu (?:doby|godziny|tygodnia|dnia|miesiaca)|za (?:godzine|tydzien|chwile|moment|miesiac|minute)",
        rf"jutro|pojutrze|dzis wieczorem|jeszcze dzis\w*|dzisiaj|dzis|(?:w|we) (?:najblizsz\w+ |przyszl\w+ )?{_DAY}|w (?:przyszlym|najblizszym) tygodniu|\d{{1,2}} {_MONTH}",
    ),
    aside=(
        r"co|dlaczego|czemu|czy|jak|gdzie|kiedy|ktor\w+|ze|zeby|byl\w*|stal\w*|wydarzyl\w*|zdarzyl\w*|z|zamowion\w+|kupion\w+|napisal\w*|nie",
    ),
    blame=(
        r"(?:powinien|powinna) (?:(?:pan|pani) (?:byl|byla)|(?:byl|byla) (?:pan|pani))|powinienes|powinnas|trzeba bylo (?:przeczytac|sprawdzic|zapytac|czytac|uwazac|wczesniej)|nalezalo (?:przeczytac|sprawdzic)|jak (?:juz )?(?:pisalismy|mowilismy|wspominalismy|wyjasnialismy)|(?:juz )?(?:pisalismy|mowilismy|tlumaczylismy)|to (?:pana|pani|twoja|panstwa) wina|(?:pana|pani|twoj) blad|z (?:pana|pani|twojej) winy|zapomnial(?:es|as)?|nie przeczytal\w*|gdyby (?:pan|pani) (?:przeczytal\w*|sprawdzil\w*)|prosze czytac|nastepnym razem prosze",
    ),
    tone=(
        r"prosze sie uspokoic|uspokoj sie|wyluzuj|to nie nasz (?:problem|interes)|nie nasza (?:wina|sprawa)|bzdur\w*|glup\w+|idiot\w*|debil\w*|kretyn\w*|smieszn\w+|klamie\w*|klamstw\w*|przesadza\w*|nie histeryz\w*|lol|zenad\w*|trudno[.!]|nikt (?:pana|pani|cie) nie zmusza\w*|kurw\w*|cholern\w*|gown\w*|jak sie nie podoba|prosze nie przesadzac|oczywiscie pan nie",
    ),
    automatic=(r"automat\w*|bot\w{0,2}|chat ?bot\w*|wirtualn\w+ asystent\w*|robot\w*",),
    automatic_notice="To wiadomość automatyczna:",
)
