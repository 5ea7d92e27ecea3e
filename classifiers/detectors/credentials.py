"""Passwords, PINs, one-time codes and security answers: a word for a secret, then a token that looks like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import COVER, Finding, before
from classifiers.detectors.spoken import spoken_end
from classifiers.normalise import View

_NAMES = re.compile(
    r"\b(?:pass ?words?|passwd|pass ?code|pass ?phrase|pwd|pswd?|psw|pword|pw|passwor[dt]e?s?|kennwort|"
    r"losungswort|haslo|hasla|"
    r"haslem|parola|parolei|"
    r"contrasena|contrasenya|clave|senha|palavra[- ]passe|palavra-chave|mot de passe|mdp|pass(?= is\b| ?[:=])|"
    r"code secret|code confidentiel|"
    r"parola d'ordine|parola chiave|geheimzahl|geheimcode)"
    r"(?:-ul|-a|-mi)?(?![a-z0-9]|-[a-z])"
)
_CODES = re.compile(
    r"\b(?:pin|cvv2?|cvc2?|cv2|puk|otp|mtan|tan|pin[- ]?code|pinul|codul pin|kod pin|codice pin|code pin|codigo pin|"
    r"(?:kod(?:em|u)? )?blik|codice dispositivo|"
    r"(?:verification|security|one[- ]time|login|access|activation|unlock|recovery|auth(?:entication)?|"
    r"confirmation|2fa|sms|texted) code|"
    r"codice (?:otp|di (?:verifica|accesso|sicurezza|sblocco|conferma))|codice (?:via )?sms|"
    r"kod (?:z )?(?:sms\w*|weryfikacyjny|autoryzacyjny|dostepu|jednorazowy|odblokowania)|"
    r"cod(?:ul)? (?:de )?(?:verificare|acces|securitate|deblocare|sms|otp|primit(?: prin sms| pe sms)?|unic)|"
    r"codigo (?:de )?(?:verificacion|acceso|seguridad|desbloqueo|sms|verificacao|acesso|seguranca|otp)|"
    r"code (?:de )?(?:verification|acces|securite|deverrouillage|sms|a usage unique)|"
    r"(?:bestatigungs|sicherheits|zugangs|freischalt|verifizierungs|sms-?)code)"
    r"(?:-ul|-u)?(?![a-z0-9]|-[a-z])"
)
_SENT_CODE = re.compile(
    r"\b(?:code|codice|kod|kodu|codul|cod|codigo) (?:[a-z']+ ){0,4}"
    r"(?:sent|texted|received|got|gave|inviato|ricevuto|mandat[oi]|arrivato|sms\w*|wyslal\w*|wyslan\w*|dostal\w*|"
    r"przyszedl|przysl\w*|trimis\w*|primit|"
    r"enviad\w+|enviasteis|mandasteis|mandaron|enviaron|habeis mandado|recibi\w*|llego|me ha llegado|recu|envoye|"
    r"bekommen|geschickt|erhalten|zugeschickt|recebi\w*|enviaram|mandaram|chegou)"
)
_ANSWERS = re.compile(
    r"\b(?:security answer|memorable (?:word|place|name|information)|secret word|parola segreta|"
    r"answer to (?:my|the) security question|mother'?s maiden name|maiden name|"
    r"risposta (?:di sicurezza|segreta)|cognome da nubile(?: di mia madre)?|odpowiedz (?:na pytanie|bezpieczenstwa)|"
    r"nazwisko panienskie(?: (?:mojej )?(?:matki|mamy))?|raspuns(?:ul)? (?:de securitate|secret|la intrebarea)|"
    r"numele (?:de fata|dinainte de casatorie)(?: al mamei(?: mele)?)?|respuesta (?:de seguridad|secreta)|"
    r"apellido de soltera(?: de mi madre)?|reponse secrete|nom de jeune fille(?: de ma mere)?|"
    r"sicherheitsantwort|madchenname(?: meiner mutter)?|resposta (?:de seguranca|secreta)|nome de solteira(?: da "
    r"minha mae)?)\b"
)
_TOKENS = re.compile(
    r"\b(?:sk|pk|rk)_(?:live|test)_[a-z0-9]{10,99}|\bgh[pousr]_[a-z0-9]{20,99}|\bxox[abprs]-[a-z0-9\-]{10,200}|"
    r"\bakia[a-z0-9]{16}\b|\beyj[a-z0-9_\-]{10,2000}\.[a-z0-9_\-]{10,2000}\.[a-z0-9_\-]{10,2000}|"
    r"(?<=bearer )[a-z0-9._\-]{16,500}"
)
_CODE_BY_MESSAGE = re.compile(
    r"\b(?:code|codice|kod|codul|codigo) (?P<value>\d{4,8}) (?:\w+ ){0,3}(?:sms\w*|texts?|by text|messaggio|mesaj|"
    r"mensaje)\b"
)
_NEAR_DIGITS = re.compile(r"[^\d\n.!?•]{0,32}?\b(?P<value>\d{4,8}|\d{3}[ \-]\d{3})\b(?![.,]\d)")
_REVERSED = re.compile(
    r"(?:^|(?<=\s))(?P<value>\d{3}[ \-]\d{3}|[^\s•]{4,64})[ ,]+(?:is|was|e|era|to|este|es|est|ist|-) "
    r"(?:my|la mia|il mio|moje|moj|mea|parola mea|pinul meu|mi|mon|ma|mein|a minha|minha|o meu)(?P<key>(?: "
    r"[a-z\-]+){1,4})"
)
_HINT = re.compile(
    r"pass|cv[vc2]|pw|pin\b|pin[- u]|puk|otp|tan\b|code|kod|codi|codul|cod |haslo|hasl|parol|clave|senha|contras|"
    r"wort|palavra|psw|blik|"
    r"mdp|maiden|memorable|secret|segret|secur|sicher|nubile|panien|soltera|solteira|jeune fille|madchen|"
    r"_|akia|eyj|bearer|"
    r"word|geheim|dinainte|de fata"
)

_CONNECTED = (
    "is was are : = -> => - – e' e era to este es est ist lautet war sa brzmi fue c'est number no. nr nr. "
    "numero etait foi byl bylo byla fost estaba"
)
_CONNECTORS = frozenset(_CONNECTED.split())
_NEUTRAL = re.compile(
    r"do|for|the|of|my|del|della|delle|mia|mio|da|de|la|le|du|meu|mea|meinem|meiner|zur?|card|kart[yea]|carta|"
    r"cardului|cardul|tarjeta|carte|cartao|sim|app|phone|telefon[uo]?"
)
"""Words between "PIN" and its digits: the PIN of my card."""

_MINE = re.compile(r"\b(?:my|mio|mia|moj|moje|mojego|meu|mea|mi|mon|ma|mein|meine|minha|nasza|our|nostra)\b")
_PLAIN_WORD = re.compile(r"[a-z']+")
_NOT_A_SECRET = re.compile(
    r"(?:[\d.,:/%\-+]*[.,:/%+][\d.,:/%\-+]*|\d{1,2}|"
    r"\d{1,3}(?:st|nd|rd|th|x|h|min|mins|times|gb|mb|am|pm|days?|hrs?|[ap]\.m|º|ª)|"
    r"[@#]\S*|https?:\S*|www\.\S*|\S+@\S+\.\S+)"
)
_ORDINARY = re.compile(
    r"(?:not|now|no|always|never|being|too|so|still|very|also|only|just|already|the|a|an|my|your|it|in|on|at|to|"
    r"for|of|or|and|"
    r"wrong|correct|fine|right|ok|okay|good|bad|weak|strong|safe|secure|gone|lost|stuck|dead|blank|empty|same|"
    r"different|new|old|"
    r"short|long|simple|impossible|broken|useless|public|private|required|mandatory|needed|unknown|what|why|how|"
    r"there|here|"
    r"giusta|corretta|sbagliata|errata|scaduta|sempre|ancora|troppo|stata|la|il|una|un|quella|persa|sicura|debole|"
    r"valida|sicuro|corretto|"
    r"zle|dobre|bledn\w*|niepoprawn\w*|poprawn\w*|nie|juz|ciagle|wciaz|stare|nowe|slabe|silne|nieprawidlow\w*|"
    r"prawidlow\w*|wygasl\w*|za|"
    r"gresit\w*|corect\w*|buna|slaba|noua|veche|mereu|inca|prea|expirat\w*|nu|invalid\w*|incorect\w*|"
    r"incorrect\w*|correcta|mala|buena|siempre|demasiado|caducad\w*|valid\w*|errone\w*|muy|"
    r"mauvais|bonne?|bon|fausse?|faux|toujours|trop|pas|invalide|perdu|expiree?|"
    r"falsch|richtig|abgelaufen|nicht|immer|zu|ungultig|weg|sicher|kein|"
    r"errad[oa]|corret[oa]|certa|certo|sempre|muito|nao)"
)
_PARTICIPLE = re.compile(
    r"[a-z]{4,}(?:ing|ed|ato|ata|ati|ate|uto|uta|any|ane|ana|ony|one|ona|at|ata|ado|ada|ido|ida|ee|able|ible|bile)"
)
_PIECE = re.compile(r"\S+")
_SECOND_HALF = re.compile(r"(?<=\b\d{3})[ \-]\d{3}(?![\d.,])")
"""One-time codes are often shown in two groups: 441 882."""

_REPEATED = 6
"""The shortest secret looked for again; shorter ones are found by chance."""

_MOST_REPEATED = 8
"""At most so many different secrets are looked for again, so that the time stays linear."""

_REACH = 96
"""Characters behind the keyword in which the secret is looked for."""


def find_credentials(view: View) -> Iterator[Finding]:
    """Secrets that a customer wrote out; "my password is wrong" is none."""
    if not _HINT.search(view.folded):
        return
    spans = list(_spans(view))
    for start, end in (*spans, *_again(view.folded, spans)):
        yield Finding(SensitiveKind.CREDENTIAL, start, end, COVER)


def _again(folded: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same secrets where no word names them: "changed it to Robin_99, but password Robin_99 fails"."""
    values = {folded[start:end] for start, end in spans if end - start >= _REPEATED}
    telling = [value for value in sorted(values) if not value.isalpha() and not value.isspace()][:_MOST_REPEATED]
    for value in telling:
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", folded):
            yield match.span()


def _spans(view: View) -> Iterator[tuple[int, int]]:
    folded = view.folded
    for match in _TOKENS.finditer(folded):
        yield match.span()
    for pattern in (_NAMES, _CODES, _ANSWERS):
        for key in pattern.finditer(folded):
            found = _value_after(
                view, _Key(key.start(), key.end(), words=pattern is not _CODES, answer=pattern is _ANSWERS)
            )
            if found:
                yield found
    yield from _sent_codes(view)
    yield from _reversed(view)


@dataclass(frozen=True, slots=True)
class _Key:
    """A word for a secret; `words`: the secret may be a plain word, `answer`: any word behind "is" is it."""

    start: int
    end: int
    words: bool
    answer: bool


def _value_after(view: View, key: _Key) -> tuple[int, int] | None:
    """The secret behind a keyword: the first piece that looks like one, or a plain word right after "is" or ":"."""
    connected, fillers = view.folded[key.end : key.end + 1] in {":", "="}, 0
    for piece in _PIECE.finditer(view.folded, key.end, min(len(view.folded), key.end + _REACH)):
        whole = piece.group()
        if "•" in whole or whole in {".", "!", "?"}:
            return None
        start, end = _trim(view.folded, *piece.span())
        text = view.folded[start:end]
        if not key.words and _NEUTRAL.fullmatch(text):
            continue
        if not text or text in _CONNECTORS:
            connected = connected or whole != ","
            continue
        found = _judge(view, key, (start, end), connected=connected, adjacent=fillers == 0)
        opens = whole[-1] in ":="
        if found or (not opens and (connected or fillers >= 4 or whole[-1] in ".!?;")):
            return found
        connected, fillers = connected or opens, fillers + 1
    return None


def _judge(view: View, key: _Key, span: tuple[int, int], *, connected: bool, adjacent: bool) -> tuple[int, int] | None:
    start, end = span
    quoted = _quoted(view.folded, start)
    if quoted and quoted[1] - quoted[0] >= 3:
        return quoted
    if not key.words and (last := spoken_end(view.folded, start)):
        return start, last
    if _looks_secret(view, start, end, connected=connected, adjacent=adjacent, words=key.words):
        grouped = None if key.words else _SECOND_HALF.match(view.folded, end)
        return (start, grouped.end()) if grouped else span
    plain = connected and adjacent and key.words
    return span if plain and (key.answer or _is_plain_secret(view.folded, key.start, start, end)) else None


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """The token without the punctuation around it; `!`, `?` and symbols at the end may belong to a password."""
    while start < end and folded[start] in "\"'([{<:=,;-":
        start += 1
    while end > start and folded[end - 1] in ".,;:)]}>\"'":
        end -= 1
    return start, end


def _quoted(folded: str, start: int) -> tuple[int, int] | None:
    """The inside of quotation marks that open right before `start`."""
    quote = folded[start - 1 : start]
    if quote not in {'"', "'"}:
        return None
    end = folded.find(quote, start, start + 64)
    return (start, end) if end > start and "\n" not in folded[start:end] else None


def _looks_secret(view: View, start: int, end: int, *, connected: bool, adjacent: bool, words: bool) -> bool:
    text = view.folded[start:end]
    if _NOT_A_SECRET.fullmatch(text) or not 3 <= len(text) <= 128:
        return False
    if text.isdigit():
        return 3 + words <= len(text) <= 12 and (connected or adjacent)
    digit, letter = any(map(str.isdigit, text)), any(map(str.isalpha, text))
    symbol = any(not character.isalnum() for character in text.rstrip("!?").strip("'"))
    if connected or adjacent:
        return (
            (digit and (letter or symbol)) or (symbol and not _is_wordy(text)) or _mixed_case(view.visible(start, end))
        )
    return digit and letter and any(not character.isalnum() for character in text)


def _is_wordy(text: str) -> bool:
    """True for hyphenated, dotted or slashed ordinary words and smileys."""
    return re.fullmatch(r"[a-z']+(?:[\-./,…'&:]+[a-z']*)*[!?.…)]*|[^a-z0-9]+", text) is not None


def _mixed_case(text: str) -> bool:
    return text.isalpha() and any(map(str.isupper, text[1:])) and any(map(str.islower, text))


def _is_plain_secret(folded: str, key_start: int, start: int, end: int) -> bool:
    """A plain word counts after "my password is", unless it says how the password is."""
    text = folded[start:end].rstrip("!?")
    if not _PLAIN_WORD.fullmatch(text) or _ORDINARY.fullmatch(text) or _PARTICIPLE.fullmatch(text):
        return False
    mine = _MINE.search(before(folded, key_start, 12)) or _MINE.search(folded[key_start:start])
    listed = folded[start - 2 : start].strip() in {":", "="} and folded[end : end + 1] in {"", "\n", ",", ";"}
    return listed or (mine is not None and len(text) >= 4)


def _sent_codes(view: View) -> Iterator[tuple[int, int]]:
    """ "the code you sent me is 482913": digits behind a code that came by message."""
    for match in _SENT_CODE.finditer(view.folded):
        digits = _NEAR_DIGITS.match(view.folded, match.end())
        if digits:
            yield digits.span("value")
    for match in _CODE_BY_MESSAGE.finditer(view.folded):
        yield match.span("value")


def _reversed(view: View) -> Iterator[tuple[int, int]]:
    """ "Azul9887? is my password": the secret in front of the keyword."""
    for match in _REVERSED.finditer(view.folded):
        key = match.group("key")
        if not (_NAMES.search(key) or _CODES.search(key)):
            continue
        start, end = _trim(view.folded, *match.span("value"))
        if end > start and _looks_secret(view, start, end, connected=True, adjacent=True, words=False):
            yield start, end
