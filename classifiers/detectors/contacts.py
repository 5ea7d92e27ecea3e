"""Private e-mail addresses and telephone numbers; a company's own hotline or mailbox is not private."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import BULLETS, REFERENCE, Finding, after, before
from classifiers.detectors.spoken import spoken_runs
from classifiers.normalise import View

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}@[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,6}(?<![.\-])"
)
_AT = "at|chiocciola|malpa|arroba|arobase|arobas|arond|klammeraffe|coada de maimuta|a rond"
_DOT = "dot|punto|kropka|punct|point|punkt|ponto"
_LABEL = r"[a-z0-9\-]{2,40}"
_SPELT_DOMAIN = re.compile(
    rf"(?: ?[(\[{{<] ?(?:{_AT}|@|a) ?[)\]}}>] ?| (?:{_AT.removeprefix('at|')}) )"
    rf"{_LABEL}(?:(?: ?[(\[{{<] ?(?:{_DOT}|\.) ?[)\]}}>] ?| (?:{_DOT}) |\.){_LABEL}){{1,4}}\b"
    rf"| at {_LABEL} (?:dot|punkt|punto|kropka|ponto) [a-z]{{2,6}}\b"
    r"| ?(?:(?<= )at|@) ?(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|libero|virgilio|wp|onet|"
    r"interia|o2|gmx|web|live|"
    r"proton|protonmail|orange|sapo)(?:\.| dot )[a-z]{2,3}\b"
)
"""The part of an address from its written-out "@" on: brackets, words of eight languages, spaces around the sign."""

_AT_SIGNS = frozenset("([{<@")
_AT_WORDS = frozenset(_AT.replace(" ", "|").split("|"))

_SPELT_LOCAL = re.compile(
    rf"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{{0,63}}(?: (?:{_DOT}) [a-z0-9]{{1,30}}){{0,2}}\Z"
)
_HANDLE = re.compile(r"(?<![\w.@%+\-])@([\w\-]++)(?!\.)")
_ROLES = re.compile(
    r"(?:info|support|help(?:desk)?|(?:customer|client)?(?:care|service|services|relations|support)|"
    r"kundenservice|service|"
    r"contact|kontakt|contatti|contacto|contato|assistenza|servizioclienti|clienti|clients?|customers?|bok|"
    r"reklamacj[ae]|"
    r"complaints?|reclami|reclamatii|sesizari|relatii|suport|hello|hallo|hola|ciao|noreply|donotreply|"
    r"sales|privacy|"
    r"dpo|gdpr|rodo|office|press|media|admin|webmaster|refunds?|rimborsi|orders?|billing|bookings?|reservations?|"
    r"legal|jobs|hr|"
    r"abuse|security|phishing|sac|soporte|atencion(?:al)?(?:cliente)?|ajuda|suporte|aide|team|feedback|newsletter|"
    r"marketing|mail|apoio(?:ao)?(?:cliente)?|atendimento|clientes|relacionamento|servicioalcliente|incidencias|"
    r"reklamation(?:en)?|beschwerden?|kunden|hilfe|pomoc|biuro|sklep|serwis|obsluga(?:klienta)?|zamowienia|infolinia|"
    r"comenzi|relatiiclienti|vanzari|sav|serviceclients?|reclamations|commandes?|facturation|fatture|"
    r"ordini|prenotazioni)"
)
_THEIR_MAIL = re.compile(
    r"\b(?:your|vostr[oaie]|wasz\w*|vostru|voastra|vuestr[oa]|votre|vos|ihre?|eure?|vosso|vossa)\s+(?:\w+\s+){0,3}"
    r"(?:e-?mails?|mails?|address|indirizzo|adres\w*|adresa|correo|adresse|casella|skrzynk\w*|inbox|"
    r"endereco)\b[^.!?\n]{0,16}\Z"
)
_ASKS_BACK = re.compile(
    r"\b(?:(?:my|mio|mia|moj\w*|mi|meu|mon|mein\w*) (?:\w+ ){0,2}(?:e-?mails?|mail\w*|address|adres\w*|correo|"
    r"indirizzo|account|konto)|"
    r"(?:e-?mail|write|contact|reach|send|reply|answer) (?:to )?me|mailul meu|adresa mea|"
    r"scriv\w+mi|contatta\w*mi|pisz\w*|napisz\w*|scrieti-mi|scrie-mi|escrib\w+|ecrivez|schreib\w*|"
    r"escrev\w+)\b[^.!?\n]{0,16}\Z"
)

_NO_ANSWER = re.compile(
    r"[^.!?\n]{0,12}\b(?:(?:doesn'?t|does not|never|won'?t|isn'?t|don'?t) (?:even )?(?:work|answer|pick|"
    r"connect|repl|ring)|"
    r"is (?:always |constantly )?(?:engaged|busy|dead)|rings? out|nobody|no ?one|no answer|goes unanswered|"
    r"non (?:mi )?(?:rispond|funziona)\w*|(?:sempre |e )occupat[oa]|squilla a vuoto|"
    r"nie (?:odbiera|dziala|odpowiada|odpisuj)\w*|(?:ciagle |wiecznie )zajet\w*|nikt nie|"
    r"nu (?:raspund|merge)\w*|(?:suna )?ocupat|nimeni nu|no (?:contesta|funciona|responde|atiende)\w*|comunicando|"
    r"ne (?:repond|marche|fonctionne)\w*|sonne (?:dans|occupe)|personne ne|antwortet nicht|nicht erreichbar|"
    r"(?:geht|hebt) (?:nicht|nie|keiner|niemand)|besetzt|niemand|nao (?:atend|funciona|respond)\w*|ocupad[oa]|ninguem)"
)
"""What is said behind a number or mailbox of the company: one's own does not fail to answer."""

_OWN = re.compile(r"\b(?:my|mio|mia|moj\w*|mi|meu|minha|mea|mon|mein\w*|our|nostr[oa])\b[^.!?\n]{0,30}\Z")

_CANDIDATE = re.compile(r"(?<![\w.,#/\-+])(?:\+ ?|00)?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?![\w])(?!\.\d|,\d|[%€$£])")
_DIGITS = range(7, 16)
_TOLD_WORDS = 6
"""At least so many digits of a telephone number told in words must be words."""

_TELEPHONE = re.compile(
    r"\b(?:phone|telephone|mobile|mob|cell|cellphone|tel|telno|whats ?app|wa|viber|signal|telegram|"
    r"landline|fijo|fix(?= ?\Z)|wh?ats?app?|wasap|guasap|zap|zapzap|talk|speak|discuss|parlar\w*|"
    r"parliam\w*|porozmawia\w*|vorbi\w*|hablar|habl\w*|parler|reden|sprechen|falar|tlf|tfno|telf|telef|"
    r"fixe|fisso|festnetz\w*|stacjonarn\w*|telefonul fix|tel fix|fixo|"
    r"contact number|"
    r"(?:call|ring|phone|text|reach|contact|message|buzz|whatsapp|try) (?:me|us|my|him|her)|(?:call|ring|phone|"
    r"give me a (?:call|ring|bell)) (?:me )?back|"
    r"callback|call ?back|reach me|my (?:new |old |other |own |private |personal |work |home |current )*(?:number|"
    r"no|num|nr)|"
    r"(?:ri)?chiama\w*|(?:ri)?contatta\w*mi|contattatemi|telefon\w*|cellulare|cell|numero di|mio numero|mio nuovo "
    r"numero|recapito|"
    r"cellulari|scrivetemi|"
    r"(?:od)?dzwon\w*|zadzwon\w*|dzwoncie|tel|komork\w*|kom|numer (?:tel\w*|kom\w*)|(?:moj|mojego|moim) (?:nowy "
    r")?(?:numer\w*|nr)|kontakt\w*|"
    r"suna\w*|apela\w*|contacta\w*|telefonul|mobil\w*|numarul meu|numaru meu|nr meu|nr\.? de tel\w*|"
    r"llama\w*|llame\w*|movil|mi numero|mi nuevo numero|contactar\w*|"
    r"(?:r?appel\w+)|joindre|joignable|portable|mon numero|mon num|"
    r"ruckruf\w*|rueckruf\w*|ruf\w*|anruf\w*|ruft|erreich\w*|handy\w*|meine (?:neue )?nummer|rufnummer|"
    r"mobilnummer|telefonnummer|"
    r"lig(?:a|ar|ue|uem|em|uem-me|ue-me|uem me)(?:-me)?|telemovel|celular|telefone|meu numero|contact\w*-me)\b"
)
_RING = re.compile(r"\b(?:ring|text|phone|call|dial)(?: on| at)? \Z")
_THEIR_LINE = re.compile(
    r"\b(?:your|vostr[oaie]|wasz\w*|vostru|voastra|vuestr[oa]|votre|vos|ihre?r?n?|eure?r?n?|vosso|"
    r"vossa)\s+(?:\w+\s+){0,3}"
    r"(?:hot ?line|number|phone|line|helpline|numero|linea|infolini\w*|numer\w*|lini\w*|numarul|linia|ligne|"
    r"nummer|linha|call ?cent\w+|support|0800|service)\b"
    r"[^.!?\n]{0,20}\Z"
    r"|\b(?:su|sus) (?:telefono|numero|linea|movil)\b[^.!?\n]{0,20}\Z"
    r"|\b(?:hot ?line|helpline|customer (?:service|care|support)|call ?cent(?:er|re)|infolini\w*|numero verde|"
    r"servizio clienti|"
    r"serviciul clienti|relatii clienti|atencion al cliente|service client|kundenservice|kundendienst|apoio ao "
    r"cliente)\b[^.!?\n]{0,20}\Z"
    r"|\b(?:i|i've|we|ive) (?:have )?(?:been )?(?:already )?(?:called|calling|rang|phoned|dialled|dialed|tried|"
    r"trying)\b(?! me)[^.!?\n]{0,44}\Z"
    r"|\b(?:ho (?:gia )?chiamato|chiamo|sto chiamando|dzwonil\w*|dzwonie|am (?:tot )?sunat|sun la|he llamado|"
    r"llame al|llevo llamando|"
    r"appele|j'appelle|ich habe|habe|rufe|liguei|ligo)\b[^.!?\n]{0,44}\Z"
)
_PUBLIC_TYPES = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL,
    }
)
_TOLL_FREE = re.compile(
    r"(?:0?800|080[5689]|081\d|082[0156]|089[0129]|0333|0345|0330|0300|0370|1-?8(?:00|33|44|55|66|77|88)|"
    r"80[015]|90[0-9]|0900|0180|0845|0870|0844|116)\D?\d"
)
_DATE = re.compile(r"(?:\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d|(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2})(?![./\-]?\d)")
_REGIONS = ("GB", "IT", "PL", "RO", "US", "ES", "FR", "DE", "PT", "IE", "CH", "AT", "BE", "NL")
_WRITTEN_AS_PHONE = re.compile(
    r"07\d{3} ?\d{3} ?\d{3}|07\d{2}[ .]\d{3}[ .]\d{3}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|0[67](?:[ .]\d\d){4}|"
    r"3\d{2}[ .\-]\d{3}[ .\-]?\d{2}[ .\-]?\d{2}|3\d{2}[ .\-]\d{6,7}|[67]\d{2}[ \-]\d{3}[ \-]\d{3}|"
    r"[67]\d{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}|"
    r"[5-8]\d{2}-\d{3}-\d{3}|01[567]\d[ /\-]\d{6,8}|9[1236]\d[ ]\d{3}[ ]\d{3}"
)
"""National forms that people use for mobile numbers and for nothing else, so that no word is needed."""


def find_contacts(view: View) -> Iterator[Finding]:
    """E-mails and telephone numbers of people, with a masked form that still lets a person recognise them."""
    yield from _emails(view)
    yield from _telephones(view)


def _emails(view: View) -> Iterator[Finding]:
    folded = view.folded
    matches = _EMAIL.finditer(folded) if "@" in folded else ()
    for match in matches:
        yield from _mail(folded, match.start(), match.end(), match.group().partition("@")[0])
    spelt = not _AT_SIGNS.isdisjoint(folded) or not _AT_WORDS.isdisjoint(folded.split())
    for match in _SPELT_DOMAIN.finditer(folded) if spelt else ():
        local = _SPELT_LOCAL.search(before(folded, match.start(), 128))
        if local:
            yield from _mail(folded, match.start() - len(local.group()), match.end(), local.group())


def _mail(folded: str, start: int, end: int, local: str) -> Iterator[Finding]:
    if not _is_brands_mail(folded, start, end, local):
        yield Finding(SensitiveKind.CONTACT, start, end, _mask_mail(folded[start:end], local))


def _is_brands_mail(folded: str, start: int, end: int, local: str) -> bool:
    prefix = before(folded, start, 60)
    if _THEIR_MAIL.search(prefix) or (_NO_ANSWER.match(folded, end, end + 40) and not _OWN.search(prefix)):
        return True
    if _ASKS_BACK.search(prefix):
        return False
    company = re.split(r"[.\s]", folded[start:end].partition("@")[2], maxsplit=1)[0]
    role = _ROLES.fullmatch(local.replace(".", "").replace("_", "").replace("-", ""))
    return role is not None or company in _handles(folded)


@lru_cache(1)
def _handles(folded: str) -> frozenset[str]:
    """Who is addressed; "@acme-care" is acme too. Looked up once for all the mailboxes of a text."""
    parts = (handle.split("-") for handle in _HANDLE.findall(folded))
    return frozenset("-".join(part[:length]) for part in parts for length in range(1, min(len(part), 4) + 1)) - {""}


def _mask_mail(address: str, local: str) -> str:
    domain = address.partition("@")[2]
    return f"{local[0]}•••@{domain}" if domain else f"{local[0]}•••"


def _telephones(view: View) -> Iterator[Finding]:
    folded = view.folded
    for pieces in spoken_runs(folded, words=_TOLD_WORDS):
        start, end, digits = pieces[0].start, pieces[-1].end, "".join(piece.digits for piece in pieces)
        if _TELEPHONE.search(before(folded, start, 44)) and _is_private(folded, start, end, digits):
            yield Finding(SensitiveKind.CONTACT, start, end, f"{BULLETS} {digits[-2:]}")
    for match in _CANDIDATE.finditer(folded):
        start, end = match.span()
        if start and folded[start - 1] == "(" and match.group().count(")") > match.group().count("("):
            start -= 1
        digits = re.sub(r"\D", "", match.group())
        if len(digits) in _DIGITS and _is_private(folded, start, end, match.group()):
            yield Finding(SensitiveKind.CONTACT, start, end, f"{BULLETS} {digits[-2:]}")


def _is_private(folded: str, start: int, end: int, number: str) -> bool:
    lead = before(folded, start, 70)
    theirs = _THEIR_LINE.search(lead) or _NO_ANSWER.match(folded, end, end + 48)
    if _DATE.match(number) or (theirs and not _OWN.search(lead)):
        return False
    if number.startswith("+"):
        return _is_possible("+" + number.lstrip("+ "), (None,))
    if number.startswith("00") and _is_valid_abroad(number):
        return True
    if _TOLL_FREE.match(number) or REFERENCE.search(before(folded, start, 18)):
        return False
    near = before(folded, start, 44)
    if _TELEPHONE.search(near) or _RING.search(near) or _TELEPHONE.search(after(folded, end, 16)):
        return _is_possible(number, _REGIONS)
    return _WRITTEN_AS_PHONE.fullmatch(number) is not None


def _is_possible(number: str, regions: tuple[str | None, ...]) -> bool:
    """True when one of the regions could have given it to a person: toll-free numbers and such belong to companies."""
    for region in regions:
        try:
            parsed = phonenumbers.parse(number, region)
        except NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed) and phonenumbers.number_type(parsed) not in _PUBLIC_TYPES:
            return True
    return False


def _is_valid_abroad(number: str) -> bool:
    """True for 00 and a number that some country has really given out."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + number[2:]))
    except NumberParseException:
        return False
