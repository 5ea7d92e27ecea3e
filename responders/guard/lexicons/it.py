# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""Italian."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_ART = r"(?:(?:al|allo|alla|ai|agli|alle|all'|il|lo|la|i|gli|le|l'|un|uno|una|un'|nel|nello|nella|nei|nelle|nell'|sul|sullo|sulla|sui|sull'|dal|dalla|dall'|del|della|dell'|col|con|via|per|in|a|tramite|attraverso|presso|su|da|di|usando|mediante) ?)"
_DET = rf"{_ART}{{0,3}}(?:(?:nostr[oaie]|su[oa]|tu[oa]|vostr[oa]|apposit[oa]|qualsiasi|un[oa]? dei nostri) )?(?:\w+ )?"
_PHONE = r"(?:telefono|telefonicamente|numero (?:verde|unico|gratuito|dedicato|telefonico|di telefono|di assistenza)|numeri|al numero(?! d)|call ?center|centralino|linea (?:telefonica|diretta|clienti|dedicata)|hot ?line|cornetta|help ?line)"
_MAIL = r"(?:e-?mail|mail|posta(?: elettronica)?|pec|lettera|raccomandata|fax|sms)"
_TEAM = r"(?:(?:servizio|assistenza|supporto|ufficio|reparto|centro)(?: (?:di )?(?:client\w*|assistenza|tecnic[oa]|reclami|commerciale|fatturazione|post ?vendita|rimborsi|amministrativo|legale|resi|bagagli|informazioni|consumatori))+|customer (?:care|service)|assistenza|help ?desk|servizio clienti|operator[ei]|consulent[ei]|colleghi(?! del magazzino)|nostro team|nostro staff|responsabile|sede)"
_SPOT = r"(?:negozi[oi]?|punt[oi] vendita|filial[ei]|sportell[oi]|agenzi[ae]|sede|ufficio|uffici|centro assistenza|store|concessionari[oa]|cassa|banco|boutique|bottega|stazione|biglietteria)"
_WEB = r"(?:sito(?: web| internet)?|portale|home ?page|pagina|area (?:clienti|riservata|personale)|web|online|on-line|app|faq)"
_FORM = r"(?:modul[oi]|form|formulario|questionario|web ?form|modulistica)"
_CHAT = r"(?:chat(?: ?bot)?|live ?chat|assistente virtuale|centro assistenza)"
_CASE = r"(?:segnalazione|ticket|pratica|reclamo|richiesta|caso|denuncia)"
_SAY = (
    r"(?:aggiung\w+|scriv\w*|manda\w*|mand[ia]\w*|invi\w*|inoltr\w*|contatt(?:a|i|ate|are|arci|aci|ateci|o)\w*|rivol[gt]\w*|segnal(?:a|i|ate|are|arlo|arci|aci)\w*|chied(?:a|i|ete|ere|erlo)"
    r"|parl(?:a|i|ate|are|arne)|trov(?:a|i|ate)rci|trovarci|trovaci|ci trov\w+|seguirci|seguici|seguiteci|raggiung\w*|comunic(?:a|hi|ate|are)\w*|passare|spostiamoci|continuiamo|proseguiamo|sentiamoci|sentirci"
    r"|presentare|presenti|inoltri|compil\w*|usi|usa|usate|usare|utilizz\w+|provi|prova|richied(?:a|i|ere)\w*|effettu\w+|contatto|fare|faccia|fai|gestit\w+|farlo)"
)
_GO = (
    r"(?:pass(?:a|i|ate|are)|passi pure|vad[ai]|vai|andate|andare|ven(?:ga|ite|ire|irci)|vieni|vienici|si rechi|recarsi|recarti|recatevi|recati|rechi|visit(?:a|i|ate|are)|visitarci|port(?:a|i|ate|are)(?:lo|la|li|le)?|lo porti|la porti|rivolgersi|si rivolga"
    r"|rivolgiti|rivolgetevi|chied(?:a|i|ere|ete)|fare un salto|faccia un salto|fai un salto|facci un salto|la aspettiamo|ti aspettiamo|vi aspettiamo|presentarsi|si presenti|presentati|riport\w+|restituir\w+|sostituir\w+|cambiar\w+|recandosi|recandoti|acced(?:a|i|ere|ete)|entri|entra|colleg\w+|consult(?:a|i|are|ate))"
)
_ILL = (
    r"(?:diabet\w+|epiless\w+|asma|tumore|cancro|gravidanza|incinta|aborto|depression\w*|ansia|hiv|disabilita|invalidita|malatti[ae]|diagnosi|farmac[oi]|medicin[ae]|insulina|terapi[ae]|chemio\w*"
    r"|intervento (?:chirurgico|al)|operazione (?:chirurgica|al)|sedia a rotelle|allergi[ae]|celiachia|cartella clinica|certificato medico|patologi[ae]|problemi di salute|condizioni di salute|stato di salute|dialisi|demenza|autismo|ictus|infarto|dipendenza|ricetta medica|sclerosi)"
)
_DAY = r"(?:lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)"
_MONTH = r"(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
_SOME = r"(?:\d+|un'|un|una|due|tre|quattro|cinque|sei|sette|otto|dieci|dodici|ventiquattro|quarantotto|poch[ie]|qualche|mezz'|mezza)"

LEXICON = Lexicon(
    language="it",
    elsewhere=(
        r"(?:squadra|team|servizio|operatori) telefonic\w+|(?:aspettiamo|attendiamo|attende|aspetta) la (?:sua|tua) (?:chiamata|telefonata|visita|e-?mail)",
        rf"(?:sped|consegn|invi|port|mand)\w+(?: \w+){{1,3}} (?:ai|alla|al|alle|in|presso) {_DET}(?:{_SPOT}|{_TEAM})",
        r"(?:parl(?:i|a|ate|arne|ane)|chied(?:a|i|ete|ere)|rivol\w+)~(?:con|al|allo) (?:il |lo |la )?(?:personale|responsabile|staff|direttore|addett\w+|commess\w+)",
        r"se (?:ci |vuole )?(?:telefona|telefoni|chiama|chiami|telefonate|chiamate|passa (?:in|da)|viene (?:in|da))",
        rf"(?:trov(?:a|i|era|erai|ate)|ottiene|chied\w+) (?:aiuto|assistenza|supporto|informazioni|risposta)~(?:{_SPOT}|{_PHONE}|{_TEAM})",
        r"(?:chiam|telefon|compon)(?:i|a|ate|ete|ga|are|ere|ando) (?:pure )?(?:il|al|i|questo|quel) numer\w+",
        rf"(?:indirizz|rivolg|sottopon|inoltr|gir|present)\w+(?: \w+){{1,3}} (?:a|all\'|alla|al|agli) ?(?:nostro |nostra )?{_TEAM}",
        r"(?:indirizz|rivolg|sottopon|inoltr)\w+~(?:all\'ufficio|al reparto|alla sede|al servizio)",
        rf"(?:rispond(?:a|i|ete|ere))~(?:alla|all\'|nella) ?(?:nostra )?{_MAIL}",
        rf"(?:sent(?:a|ire|i|ite)|contatt(?:i|a|are|ate)|provi|prova) (?:pure )?{_DET}{_PHONE}",
        rf"(?:su|via|tramite) {PLATFORMS}~(?:rispond|aiut|trov|scriv|ved)\w*|ci trov\w+ (?:anche )?su {PLATFORMS}",
        r"(?:ci|mi) (?:puo |puoi |potete )?(?:chiam[aei]\w*|telefon[aei]\w*|contatt[aei]\w*)(?! (?:ha|hai|sono|e) )|(?:ri)?(?:chiam|telefon)(?:ateci|aci|arci|andoci|atemi|ami)|contatt(?:ateci|aci|arci|andoci)(?!~(?:qui|in privato|privat))|(?:dia|dai|date|dare|dacci|dateci|darci)(?: (?:un|uno))? (?:colpo di telefono|squillo|una telefonata)|(?:facci|fateci|ci faccia|farci|faccia|fai|fare) (?:uno squillo|una telefonata|una chiamata|un colpo di telefono)",
        rf"(?:chiam(?:i|a|ate|are|ando)|telefon(?:i|a|ate|are|ando)|compon(?:ga|i|ete)|digit(?:i|a|are)|richiam(?:i|a|are)|contatt(?:i|a|ate|are)) (?:pure |subito |direttamente |per favore )?{_DET}(?:{_PHONE}|{_TEAM}|{NUMBER}|{_SPOT})",
        r"(?:puo|puoi|potete|deve|devi|dovete|bisogna|basta|meglio|dovra|prego|conviene|consigliamo di|invitiamo a|preghiamo di|la prego di|prov[ia] a) (?:sempre |anche |invece )?(?:ri)?(?:chiamare|telefonare|chiamarci)|(?:chiami|telefoni|chiamate|telefonate)(?: pure)? (?:quando|dalle|dal|ora|subito)|alz\w+ la cornetta",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_ART}{{1,3}}(?:nostr[oaie] |apposit[oa] )?(?:\w+ )?(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})",
        rf"(?:mand|invi|spedi|scriv|inoltr)\w*(?:mi|ci)? (?:pure )?(?:un'? ?|una |l'|la |due righe )(?:\w+ )?(?:{_MAIL}|per {_MAIL}|a {ADDRESS})|(?:ci serve|serve|occorre|aspettiamo|attendiamo|necessari[ao]|gradita) (?:un'? ?|una |la )?(?:sua |tua |vostra )?{_MAIL}(?! (?:di conferma|che))|(?:mand|scriv|invi)\w* due righe",
        rf"{_SAY}~(?:su|tramite|via|con|in|a|al|sul|da|dal) (?:il |la |nostr[oaie] |nostra pagina |pagina |profilo )?(?:\w+ )?{PLATFORMS}|{PLATFORMS} al (?:numero )?{NUMBER}",
        rf"(?:scriv|contatt|segu|tagg|menzion|rivol|mand|chied)\w*~{HANDLE}|{HANDLE} (?:puo|potra|e|sono|risponde|segue|si occupa)",
        rf"(?:contatt(?:i|a|ate|are|ando|o)|(?:si )?rivol(?:ga|gersi|gerti|giti|getevi|gendosi)(?! a noi qui)|sent(?:a|ire|i|ite)|parl(?:i|a|ate|are) con|chied(?:a|i|ere|ete) a\w*|segnal(?:i|a|are) (?:la cosa |questo |il problema )?a\w*|(?:scriv|invi|mand|inoltr)\w+ a\w*|far presente a\w*|metta in contatto con|mettersi in contatto con|mettiti in contatto con|contatto con) ?{_DET}(?:{_TEAM}|{_SPOT}|{_MAIL})",
        rf"(?:compil(?:a|i|ate|are|ando)|riemp\w+|complet\w+|scaric\w+|firm(?:i|a|are)|us(?:i|a|are|ate)|utilizz(?:i|a|are|ate|ando)|trov(?:a|i|era)|invi\w+) (?:pure )?{_DET}{_FORM}|{_FORM}~(?:sul|sulla|nel|nella|del|on) (?:nostro |nostra )?{_WEB}",
        rf"(?:apr(?:a|i|ite|ire|endo)|inser(?:isca|isci|ire)|cre(?:i|a|are)|invi(?:i|a|are|ate)|present(?:i|a|are)|fac(?:cia|ci)|fare|inoltr(?:i|a|are)|registr(?:i|a|are)|sporg(?:a|i|ere)) (?:pure )?(?:un'? ?|una |il |la |nuov[oa] )+(?:\w+ )?{_CASE}(?!~qui)",
        rf"(?:us|utilizz|apr|prov|acced|entr|avvi|sfrutt)(?:i|a|are|ate|ere|ire|ete|ite|ando|endo) (?:pure )?(?:a |in )?{_DET}{_CHAT}|in chat (?:sul|sulla|nell)",
        rf"{_GO} (?:pure |direttamente |prima |anche )?(?:a trovarci|{_DET}(?:{_SPOT}|{_TEAM}))|(?:porti|riporti|porta|portare)~(?:in|al|nel|presso) {_DET}{_SPOT}|(?:passi|venga|vieni|passa|passate) (?:pure )?(?:da noi|a trovarci|di persona)",
        rf"(?:visit(?:a|i|ate|are)|vad[ai] su\w*|vai su\w*|andate su\w*|andare su\w*|consult(?:a|i|are|ate)|acced(?:a|i|ere|ete) (?:a|al|alla|all'|dal|dalla)|entr[ia] (?:in|nel|nella|nell')|colleg\w+ (?:a|al|alla)|si colleghi al|dia un'occhiata a\w*|guardi su\w*|trov(?:a|i|era|erai)(?: tutto| le informazioni| i contatti| l'assistenza)? (?:sul|nella|sulla|nel)|direttamente (?:dal|sul|dalla|nell')|tramite|attraverso) ?{_DET}{_WEB}",
        rf"(?:{_PHONE}|{_TEAM})~(?:puo|potra|possono|potranno|sapra|sapranno|sara|saranno|e|sono)~(?:aiutar\w*|assister\w*|a disposizione|a sua disposizione|disponibil\w*|attiv[oi]|apert[oi]|risponder\w*|risolver\w*|liet[oi]|felic[ei]|raggiungibil\w*)(?!~qui)|nei nostri {_SPOT}~(?:trov|aiut|posson|potra)",
        rf"(?:a (?:sua |tua |vostra )?disposizione|e attivo|sono attivi)~(?:{_PHONE}|{_FORM}|{_CHAT}|{_TEAM})",
        rf"(?:prima|veloce|rapid\w+|semplic\w+|meglio|facil\w+)~(?:per|via|al|in|tramite|con|su|sul) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})",
        rf"(?:solo|soltanto|esclusivamente|gestit[aeoi]|bisogna|occorre|necessario|va|vanno)~(?:per|via|al|in|tramite|con|dal|sul|attraverso|presso) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:il nostro|la nostra|questo|il) (?:{_PHONE}|{_MAIL}|indirizzo)(?: e-?mail)? ?(?:e|:)~(?:{NUMBER}|{ADDRESS})|siamo (?:raggiungibili|reperibili|disponibili|contattabili) (?:al|allo|via|per|su|tramite)|{_PHONE}~{NUMBER}",
    ),
    privately=(
        rf"(?:scriv|mand|invi|contatt|messaggi|conta|fac|rispond|dia|dacci|pass|sent|parl|continu|spost|condivid|forn|indic|comunic|vedi|control|legg|apr|manc|apr|prosegu|ragion|attend|aspett|accett)\w*~(?:in privato|privat\w+|in pvt|in direct|direct|in posta privata|nei messaggi|{PRIVATE}|casella messaggi)(?! (?:delle|della|di|dei)\b)",
        r"(?:mandaci|mandateci|ci mandi|inviaci|inviateci|ci invii|scrivici|scriveteci|ci scriva|lasciaci|ci lasci) (?:qui )?(?:un|il|due)? ?(?:messaggi\w*|mess|msg|righe)|scrivici(?! (?:qui sotto|nei commenti|pure qui sotto|qui pubblicamente))|scriveteci(?! qui sotto| nei commenti)|(?:un|il) messaggio (?:privato|diretto)|(?:un|in) (?:dm|pm|direct)",
        rf"(?:in privato|in pvt|in dm|in direct|privatamente)~(?:scriv|mand|contatt|parl|rispond|inform|dett|dat|aiut)\w*|{PRIVATE} (?:apert\w+|per favore|pls)|(?:i nostri|i) (?:dm|messaggi|direct) sono aperti|ci (?:puo|puoi) scrivere in privato",
    ),
    reported=(
        r"(?:stiamo|abbiamo|vogliamo|possiamo|potremo|dobbiamo|cerchiamo|cercheremo|provvederemo|provvediamo|proviamo|proveremo|intendiamo|andiamo|ho|sto|hanno|stanno|potranno|vorremmo|dovremo|siamo|faremo|chiederemo|chiediamo(?! di| gentilmente| cortesemente| di voler)) (?:\w+ ){0,4}$",
        r"(?:dovuto|dover|costrett\w+|aver\w*|abbia\w*|avesse|hanno|quando (?:ha|hai|avete|ci ha)|dopo (?:aver|che)|prima (?:di|che)|perche (?:ha|hai)|grazie (?:per|di|a|che)|spiace (?:che|per|se)|dispiace (?:che|per|se)|scus\w+ (?:se|per|che)|capiamo|comprendiamo|sappiamo|chiesto di|detto di|(?<!ha )(?<!hai )provato a|tentato di|cercato di|riuscit\w+ a|difficile|impossibile|fatica|attes\w+|vediamo che|mentre|e?ra|aveva|sarebbe|quale|quali|in che|cosa|come mai)\b.*$",
        r"(?:non (?:serve|occorre|deve|devi|dovrebbe|dovresti|dovete|bisogna|e necessario|c'e bisogno|ha bisogno|hai bisogno|usi|apra|risponda|chiami|contatti|scriva|scrivete|chiamate|mandi|invii|dovra|e possibile|si|vada)|senza|invece di|anziche|evit\w+|mai|inutile|piuttosto che)\b(?!.*\b(?:esit|problem|timor)\w*).*$",
        r"non (?!esit)(?:\w+ ){0,2}$",
        r"(?:del|della|dell'|dal|dalla|dall'|ultim[oa]|prim[oa]|quest[oa]|quell[oa]|suo|sua|tuo|tua|ogni) $",
    ),
    ours=(r"(?!aspett|attend|invit|consigl|parliam|suggeri)\w+(?:iamo|remo|ato|ata|ati|uto|itto)",),
    event=(
        r"(?:l'|la |ti |vi |le |lo )?(?:abbia|ha|abbiano|hanno|avesse|e stat[oa]) (?:chiamat\w+|contattat\w+|telefonat\w+|scritto|cercat\w+|inviat\w+)|(?:chiamat\w+|contattat\w+|scritto|arrivat\w+|ricevut\w+|provenient\w+) (?:dal|dallo|dalla|da|dall')",
        r"(?:ha|hai|avete|aveva) (?:ricevuto|scritto|chiamato|indicato|trovato|segnalato|composto|provato)|(?:chiamata|telefonata|sms|messaggi\w*|e-?mail|mail) (?:\w+ )?(?:dal|da|ricevut\w+|arrivat\w+)",
        r"non (?:e|sono|era|erano|proviene|appartiene)~(?:nostr\w+|da noi|a noi)|truff\w+|fals[oiae]|phishing|fraud\w+|spacci\w+|non (?:risponda|rispondere|chiami|apra|si fidi|richiami)|blocc\w+",
        r"(?:fatto|lasciat\w+|tenut\w+) (?:attendere|aspettare|in attesa)",
    ),
    about_you=(
        rf"(?:su[oaie]i?|tu[oaie]i?|vostr[oaie]|lei|della sua|del suo|suoi)(?: \w+){{0,2}} {_ILL}|(?:a causa|per via|per colpa|soffre|soffri|affett[oa]|malat[oa]|in cura)(?: \w+){{0,3}} {_ILL}|{_ILL}(?: \w+){{0,3}} (?:che (?:ha|hai) ordinat\w+|ordinat\w+ da lei)|(?:lei e|e|sei|essendo) (?:incinta|diabetic[oa]|disabile|invalid[oa]|celiac[oa]|epilettic[oa])",
        r"(?:suo|tuo|vostro) (?:indirizzo|domicilio) (?:e|in|di)~(?:via|viale|piazza|corso|\d)|abita (?:in|a)|(?:via|viale|piazza|corso|vicolo) [a-z']+(?: (?!(?:e|dalle|alle|ore|da|la|il|apre|chiude)\b)[a-z']+){0,3},? (?:n\.? ?)?\d{1,4}",
        r"(?:data di nascita|nat[oa] il|eta|stipendio|reddito|saldo|debito)~(?:e|:|di|il) ?\d",
        r"(?:carta|conto|iban)~(?:che (?:finisce|termina)|terminante|finale)(?: \w+)? \d{2,4}",
        r"(?:ha|hai) ordinato (?:un|una|due|tre|quattro|\d)\b|(?:suo|tuo) ordine (?:di|contenente|contiene|comprende|con)(?! (?:numero|n\b|cui))(?! \d{4,}) ",
        r"(?:suo|tuo|sua|tua) (?:ex|marito|moglie|divorzio|avvocato|religione|pignoramento)",
    ),
    your_number=(
        r"(?:codice|numero|n\.?|id|contratto|conto|polizza|utenza|prenotazione|passaporto|tessera|targa|codice fiscale|pnr|cellulare|telefono|matricola|pod|contatore|iban)(?: (?:di |del |della )?(?:suo |sua |tuo |tua )?(?:cliente|contratto|conto|polizza|prenotazione|tessera|utente|passaporto|fedelta|pratica assicurativa|socio|telefono|cellulare))?(?: e| n\.?| :|:)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(
        r"(?:signor|signore|signora|signorina|sig\.?(?:ra|na)?\.?|egr\.?|dott\.?(?:ssa)?|dottor(?:e|essa)?|avv\.?|ing\.?|prof\.?(?:ssa)?|gentile cliente)",
    ),
    greetings=(
        r"(?:ciao|salve|buon ?giorno|buona ?sera|gentile|caro|cara|egregio|grazie|scusi|scusa|a nome di|intestat[oa] a|ordine di|pacco di|benvenut[oa])",
    ),
    secret=(
        r"(?:password|parola d'ordine|pin|cvv|cvc|otp|puk|codice (?:di (?:sicurezza|verifica|accesso|sblocco|attivazione|conferma)|segreto|pin|temporaneo|otp))(?: (?:temporanea|provvisoria|nuova|della carta|di accesso))?(?: e| sara| :|:| =|,)+ ?(?:ora |\")?(?=[^\s.,]*\d)\S{3,}",
        r"(?:password|pin|cvv|cvc|puk)\"? (?:e |: ?)?\"\S+\"|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:mand|invi|comunic|fornis|dia|dacci|ci serve|serve|confermi|conferma|indich|indic|scriv)\w*~(?:la (?:sua |tua )?password|il (?:suo |tuo )?pin|il codice (?:otp|di sicurezza|cvv|di verifica)|(?:il )?numero (?:completo )?della (?:sua |tua )?carta|il cvv)",
    ),
    internal=(
        r"password~(?:salvat\w+|memorizzat\w+|conservat\w+|cifrat\w+|crittograf\w+|criptat\w+|in chiaro|archiviat\w+|hash\w*)|(?:salviamo|conserviamo|memorizziamo|criptiamo)~password|in chiaro nel|md5|sha-?\d+|bcrypt",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|slack|oracle|sap|crm|erp|gestionale|(?:sistema|strumento|nota|procedura|policy|documento|memo|chat|indagine|coda|database|linea guida|banca dati)(?:e|i)? intern\w+|back ?office|coda (?:ticket|di lavorazione|delle pratiche|di secondo livello)|secondo livello|vpn|firewall|vulnerabilita|codice sorgente|database di produzione|query",
        r"(?:un'altra|un altro|altra|altro|altri|altre|precedente) (?:client[ei]|passegger\w+|utent[ei]|ospit[ei]|abbonat\w+|pazient[ei])(?:,| (?:ha|hanno|aveva|di|con|che|si|e stat\w+))|(?:signora?|sig\.?(?:ra)?) \w+ (?:di|ha avuto|anche)",
        r"detto tra (?:noi|me e lei)|tra noi,|in via ufficiosa|in confidenza|non (?:lo )?dica a|non potrei dir\w+|il mio (?:capo|responsabile) (?:ha detto|dice|non)",
        r"(?:stat[oa]|verra|sara|e) (?:\w+ )?(?:licenziat\w+|sospes[oa] dal servizio|richiamat[oa] (?:formalmente|ufficialmente|all'ordine)|sanzionat\w+)|provvediment[oi] disciplinar\w+|ricevera un richiamo|richiamo (?:scritto|formale|ufficiale|disciplinare)|(?:dipendente|collega|autista|addett[oa]|operatore)~(?:sospes[oa]|licenziat[oa])|lettera di richiamo|sotto organico|a corto di personale|in malattia|in mutua|esuber\w+|margin[ei] (?:di guadagno|e del)|lista nera|black ?list|cliente (?:problematic\w+|difficile)",
    ),
    certain=(
        r"(?:le|ti|vi|lo|la)? ?(?:garantiamo|garantisco|assicuriamo|assicuro|promettiamo|prometto|giuriamo|giuro)|e garantito|garantit[oa](?! dalla legge)|ha la (?:mia|nostra) parola|parola d'onore|stia (?:certo|certa|sicur[oa]|tranquill[oa])",
        r"(?:sicuramente|certamente|senz'altro|di sicuro|di certo|senza dubbio|sara sicuramente|assolutamente)~(?:ricev|avra|arriv|rimbors|risolt|risolver|sistem|ripar|tornera|consegn|funzion|otter|riavr)\w*|(?:ricevera|avra|arrivera|rimborseremo|risolveremo|tornera|otterra|riavra|verra|sara)~(?:sicuramente|certamente|senz'altro|di sicuro|di certo|senza dubbio|al 100)",
        r"non (?:succedera|accadra|capitera|si ripetera|si verifichera)(?: mai)?(?: piu)?|mai piu",
        r"(?:rimbors|risolv|sostitu|invi|spedi|ripar|provved|interv|sistem|sblocc|riceve|avra|arriv)\w*~(?:immediatamente|subito|all'istante|immediato|in tempo reale|in un attimo)|(?:rimborso|sostituzione|soluzione|risarcimento) immediat[oa]|(?:ricevera|riceverai|avra|avrai|otterra|otterrai) (?:\w+ )?(?:il|un|la|una|l'intero) (?:rimborso|sostituzione|risarcimento|buono|importo|denaro)|la (?:rimborseremo|risarciremo)|ti (?:rimborseremo|risarciremo)",
    ),
    disclaimed=(r"(?:non|senza|nessuno|aveva\w*|era|erano|se|chi|purtroppo non|che le|le avevano)\b.*$",),
    outcome=(
        r"(?!era|sera|maniera|lettera|intera|tessera|camera|opera|ora\b|ancora|allora|finora|tuttora|fattura|procedura|apertura|chiusura|sopra|copertura)\w+(?:ra|ranno|remo|rete|rai|rei)|(?:la|ti|vi|le|lo) (?:rimborsiamo|ricontattiamo|richiamiamo|contattiamo|rispondiamo|spediamo|inviamo|consegniamo|avremo|diamo|aggiorniamo)|rimborsiamo|risolviamo|spediamo|consegniamo|inviamo|ripariamo|ripristiniamo|sostituiamo|arriva|torna|riceve|passa|viene|parte|riparte|previst[oa]|in arrivo|consegna|rimborso",
    ),
    when=(
        rf"(?:entro|per|prima di|fino a|non oltre|al massimo|a partire da|da|gia)(?: (?:il|la|le|l'|i|fine|la fine|le prime ore))?(?: ?(?:di|del|della))? ?(?:domani|dopodomani|oggi|stasera|stanotte|mezzogiorno|mezzanotte|{_DAY}|settimana|mese|mattin\w+|pomeriggio|sera|serata|giornata|fine (?:giornata|settimana|mese)|(?:prossim\w+ )?settimana|{_SOME} ?(?:or[ae]|giorn[oi]|minut[oi]|settiman[ae]|mes[ei]|h)|\d{{1,2}} {_MONTH}|\d{{1,2}}[/.]\d{{1,2}}|(?:ore )?\d{{1,2}}(?:[:.]\d\d)?)",
        rf"(?:entro|in|tra|fra|nel giro di|nell'arco di|massimo|al massimo|meno di|nelle prossime|nei prossimi) (?:le |i |un massimo di |massimo |le prossime |i prossimi )?{_SOME}(?: ?(?:-|o|a|/) ?{_SOME})? ?(?:or[ae]|giorn[oi]|minut[oi]|settiman[ae]|mes[ei]|h|gg)",
        rf"domani|dopodomani|stasera|in giornata|oggi stesso|oggi|{_DAY}(?: prossimo| mattina| pomeriggio| sera)?|(?:il )?\d{{1,2}} {_MONTH}|la prossima settimana|la settimana prossima",
    ),
    aside=(
        r"perche|cosa|che|se|era|erano|stat[oa]|dov\w+|successo|accaduto|quando|quale|come|del|dello|della|di|non|ordinat\w+|scritt\w+|acquistat\w+|avut[oa]",
    ),
    blame=(
        r"(?:avrebbe|avresti) dovuto (?:legg|controll|avvis|chied|pens|segnal|segu)\w*|doveva (?:leggere|pensarci|controllare|avvisar)|come (?:le |ti |gia )+(?:abbiamo |ho )?(?:gia )?(?:detto|spiegato|scritto)|(?:gliel|te l)'?(?:o |e |abbiamo |avevamo |ho )+(?:gia )?(?:detto|spiegato|scritto)|(?:le|ti) (?:abbiamo|avevamo|ho) gia (?:detto|spiegato|scritto)|(?:e )?colpa (?:sua|tua|vostra)|per (?:sua|tua) colpa|(?:suo|tuo) errore|si e dimenticat[oa]|non ha (?:letto|seguito|controllato)|se avesse (?:letto|seguito|controllato|ascoltato)|la prossima volta legga|legga (?:meglio|bene)",
    ),
    tone=(
        r"si calmi|calmati|stia calm[oa]|non (?:e|sono) (?:un )?(?:problem\w+|affar\w+|colpa) nostr\w+|la smetta|smettila|si rassegni|ridicol\w+|stupid\w+|idiot\w+|cretin\w+|imbecill\w+|sciocchezz\w+|assurdita|bugiard\w+|lol|che palle|cazz\w+|merd\w+|ma figuriamoci|arrangiati|si arrangi|o cosi o niente|ovviamente non ha capito",
    ),
    automatic=(r"automatic\w*|risposta automatica|bot|chat ?bot|assistente (?:virtuale|digitale)|risponditore|robot",),
    automatic_notice="Questo è un messaggio automatico:",
)
