"""Health: a person's condition or treatment, told in words of eight languages; figures of speech are none."""

import re
from collections.abc import Iterator
from functools import cache

from bot.domain.classification import Sensitive, SensitiveKind
from classifiers.lexicon import Hit, Lexicon, health_lexicon
from classifiers.normalise import View

_ANNOYING = (
    r"(?:price|servic|attitud|excus|lies?\b|bull|ads?\b|advert|marketing|e-?mail|call|hot ?line|queue|"
    r"wait|apps?\b|web ?site|"
    r"site\b|website|burea|fees?\b|stupid|work\b|monday|mornings?\b|people|polic|bots?\b|chatbot|"
    r"musi[ckq]|muzy|muzic|jingle|voice|voce\b|rules|incompet|"
    r"prezz|scus|bugi|pubblicit|attes|code\b|burocra|lavoro|luned|chiamat|cafon|pubblic|"
    r"cen[ya]?\b|cenami|wymowk|reklam|kolej|czeka|infolini|biurokra|glupot|klamst|poniedzial|niekompet|"
    r"pret|scuz|minciun|reclam|astept|cozi|birocra|prost|minciuni|"
    r"preci|excus|mentir|publici|esper|colas?\b|atencion|tonter|lunes|"
    r"prix|mensong|pubs?\b|attent|files? d|betis|tarif|lundi|"
    r"preis|ausred|lug|werb|wart|schlang|burok|dumm|montag|unfah|"
    r"prec|desculp|filas?\b|segunda|burrice)"
)
_SHOCK = (
    r"(?:heart attack|stroke|panic attack|nervous breakdown|aneurysm|infart\w*|ictus|infarct\w*|"
    r"attacco di panico|zawal\w*|udar\w*|"
    r"avc|crise cardiaque|infarctus|herzinfarkt|schlaganfall|herzkasper|enfarte|derrame|ataque cardiaco|"
    r"ataque al corazon)"
)
_ILLNESS = (
    r"(?:cancer|cancro|raka|rakiem|krebs|tumou?r\w*|depress\w*|depresj\w*|depresi\w*|anxiety|ansia|ansiedad\w*|"
    r"anxiete|migraine|emicrani\w*|migren\w*|migrane|enxaqueca|autis\w*|epilep\w*|diabet\w*|aids|ptsd|adhd)"
)
_SEEN = (
    r"(?:saw|see|seeing|looking at|opening|opened|read|vist[oa]|veder\w*|vedend\w*|aprend\w*|lett[oa]|"
    r"zobacz\w*|widok\w*|widz\w*|"
    r"otworz\w*|vazut|vad|vazand|deschis|ver|vi|viendo|abrir|voyant|vu|vois|recevant|sah|sehe|gesehen|anblick|vendo|"
    r"abri|bill|invoice|price\w*|bollett\w*|fattur\w*|prezz\w*|rachun\w*|faktur\w*|cen|ceny|factur\w*|pret\w*|preci\w*|"
    r"facture|prix|rechnung\w*|preis\w*|fatura\w*|preco\w*)"
)
_GIVES = (
    r"(?:gives?|giving|will give|gonna give) (?:me|us|you|everyone)|(?:mi|ci|ti) (?:fa|fate|fai|"
    r"fanno)(?: venire)?|fa(?:te|i|nno)? venire|"
    r"(?:dosta(?:je|ne|niesz|niemy)|mam od was|przez was)|(?:imi|ne|iti) (?:da|dati|faceti|provoaca)|"
    r"(?:me|nos|te) (?:da|dan|dais|daran|provoca\w*)|(?:me|nous|te) (?:donne|donnez|donnent|file|filez)|"
    r"(?:bekomm|krieg)(?:e|t|en)(?: (?:ich|man|wir))?|(?:da|dao|causa|causam)[ \-](?:me|nos|te)"
)
_YOU_ARE = (
    r"(?:are you|you are|you're|youre|u r|siete|sei|fate i|jestescie|sunteti|sois|estais|ustedes son|"
    r"vous etes|etes[ \-]vous|"
    r"t'es|ihr seid|seid ihr|sind sie|voces sao|voces estao|estao)"
)
_INSULT = (
    r"(?:blind|deaf|cancer|disease|plague|sord\w+|ciech\w+|malattia|cancro|gluch\w*|glusi|slep\w*|rakiem|"
    r"choroba|surz\w*|"
    r"surd\w*|orb\w*|boala|cancerul|sordos?|sordas?|cieg\w+|enfermedad|sourd\w*|aveugle\w*|maladie|taub|"
    r"krankheit|krebs\w*|"
    r"surd\w+|ceg\w+|doenca|autis\w*|dement\w*|schizo\w*|bipolar\w*|handicap\w*|mental\w*|depress\w*)"
)
_DISABLED = (
    r"(?:disab\w+|handicap\w*|blind|deaf|disabili|invalidi|niepelnosprawn\w*|niewidom\w*|dizabilitati|"
    r"handicap|discapaci\w*|"
    r"minusvalid\w*|behindert\w*|rollstuhl\w*|deficien\w*|cadeira de rodas|fauteuils? roulants?|"
    r"sedia a rotelle|wheelchairs?)"
)

_FIGURES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b(?:allerg|alerg|uczul)\w*(?: [\w']+){{0,4}}? {_ANNOYING}\w*"),
    re.compile(rf"\b(?:{_GIVES})(?: [\w']+){{0,3}}? (?:{_ILLNESS}|{_SHOCK})"),
    re.compile(
        rf"\b{_ILLNESS} (?:od|przez|von|durch|de la|a causa|per colpa)(?: \w+){{0,2}} (?:app\w*|apk\w*|"
        rf"aplik\w*|wasz\w*|eure\w*|strony)"
    ),
    re.compile(
        rf"\b{_SHOCK}(?: [\w']+){{0,2}} (?:when|bei|beim|wegen|als|quando|al|nel|jak|gdy|na|po|cand|la|"
        rf"cuando|quand|en|devant|ao|a)"
        rf"(?: [\w']+){{0,4}}? {_SEEN}\b"
    ),
    re.compile(rf"\b{_SHOCK} (?:con|with|od|de la|per|por) (?:\w+ ){{0,2}}{_SEEN}\b"),
    re.compile(rf"\b{_SHOCK} {_SEEN}\b"),
    re.compile(
        rf"\b{_SEEN}\b[^.!?\n]{{0,32}}\b(?:gave|almost|nearly|quasi|prawie|aproape|casi|presque|fast|"
        rf"quase)\b[^.!?\n]{{0,24}}{_SHOCK}"
    ),
    re.compile(
        rf"\b(?:almost|nearly|quasi|prawie|omal|aproape|era sa|casi|presque|failli|fast|beinahe|quase|"
        rf"por poco)(?: [\w']+){{0,4}}? {_SHOCK}"
    ),
    re.compile(
        r"\b(?:sick|malat[oaie]|chor[yaie]+|bolnav\w?|enferm[oa]s?|malades?|krank|doentes?)(?: [\w']+){0,2}? "
        r"(?:of|di|da|od|de|d'|a force d|vom|von|a)[ ']?(?:tut\w* |tant\w* |quest\w* |atat\w* |tanto )?"
        r"(?:wait\w*|your|being|this|these|it|that|attes\w*|aspett\w*|attend\w*|czeka\w*|astept\w*|"
        r"esper\w*|wart\w*|vos\b|voi\b|"
        r"promess\w*|scus\w*|bugi\w*)"
    ),
    re.compile(rf"\b{_ILLNESS}[ \-](?:inducing|material|trigger\w*)\b"),
    re.compile(
        r"\b(?:site|website|apps?|page|sito|pagina|strona|apka|aplikacja|site-ul|aplicatia|web|appli|"
        r"seite|interface|menu)"
        rf" (?:da|do|de|d'|a|pra|zum|fur) ?{_ILLNESS}"
    ),
    re.compile(rf"\b{_YOU_ARE}(?: (?!not)[\w']+){{0,3}}? {_INSULT}"),
    re.compile(
        rf"\b(?:for|for the|per|per i|dla|dla osob|pentru|pentru persoane cu|para|para personas con|pour|"
        rf"pour les|pour personnes|fur|para pessoas com) {_DISABLED}"
    ),
    re.compile(
        rf"\b{_DISABLED}[ \-](?:access\w*|toilets?|loos?|parking|bays?|bathrooms?|spaces?|seats?|friendly|ramps?)"
    ),
    re.compile(
        r"\b(?:like|come|jak|como|comme|wie|ca|parca)(?: [\w']+){0,3} (?:in|w|en|a l|im|no|"
        r"a un)[ '](?:an? |the |un )?(?:hospital|ospedale|szpitalu|spital|hopital|krankenhaus)"
    ),
    re.compile(
        r"\b(?:migrant\w*|diagnostic\w*|glucho|farmaci[ae]i?l?o?r?|farmacie|operator\w*|avorton\w*|"
        r"demential\w*|hepatitis [ab]?-? ?impf\w*)\b"
    ),
    re.compile(
        r"\b(?:tropical|economic|great|gran|grande|market) depress\w*|\bdepresion tropical\b|\bdepression[ \-]free\b"
    ),
)
"""What takes the meaning of a condition away: annoyance ("allergic to your prices"), shock at a bill, insults, rooms
for people with a disability in general, and words that only begin like a condition."""


_WORD = re.compile(r"[^\W_]+")


def find_health(view: View) -> tuple[Sensitive, ...]:
    """At most one finding, without a span: the words around a condition are rarely the whole of it."""
    conditions, stems = _conditions()
    words = _WORD.findall(view.folded)
    if conditions.exact.keys().isdisjoint(words) and not any(
        word.startswith(stems.get(word[:3], ())) for word in words
    ):
        return ()
    hits = conditions.hits(view)
    count = sum(1 for _ in _meant(view, hits)) if hits else 0
    return (Sensitive(kind=SensitiveKind.HEALTH, score=min(0.99, 0.75 + 0.1 * count)),) if count else ()


@cache
def _conditions() -> tuple[Lexicon, dict[str, tuple[str, ...]]]:
    """The phrases about health without the figures of speech, and their stems by their first three letters."""
    made, both = Lexicon(), health_lexicon()
    for phrase in both.phrases():
        if phrase.section == "health":
            made.add(phrase)
    return made, {key: tuple(stem for stem, _ in stems) for key, stems in made.stems.items()}


def _meant(view: View, hits: list[Hit]) -> Iterator[Hit]:
    """The hits that no figure of speech overlaps: one of the tables' or one of these."""
    figures = [match.span() for figure in _FIGURES for match in figure.finditer(view.folded)]
    figures += [(hit.start, hit.end) for hit in health_lexicon().hits(view) if hit.label == "figurative"]
    for hit in hits:
        if not any(start < hit.end and hit.start < end for start, end in figures):
            yield hit
