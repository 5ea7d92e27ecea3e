# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""French."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telephone|telephonique\w*|tel\.?|ligne (?:telephonique|directe|dediee|d'assistance|gratuite|clients?)|numero (?:vert|gratuit|de telephone|dedie|unique|d'assistance|suivant)|au numero|standard|hot ?line|centre d'appels?|fil)"
_MAIL = r"(?:e-?mails?|mails?|courriels?|courriers?|lettre(?: recommandee)?|fax|sms|recommande)"
_TEAM = r"(?:(?:service|support|equipe|departement|bureau|pole|centre)s?(?: (?:de |des |d'|du )?(?:client\w*|apres-?vente|consommateur\w*|technique|relations? client\w*|relation|facturation|reclamations?|assistance|commercial\w*|juridique|bagages|remboursements?|support|contact|livraisons?))+|sav|service client\w*|assistance(?: technique| clients?)?|help ?desk|conseillers?|conseilleres?|collegues du service|agents?|nos equipes|notre equipe|siege|customer (?:care|service)|support)"
_SPOT = r"(?:magasins?|boutiques?|agences?|guichets?|points? (?:de vente|relais|d'accueil|service)|succursales?|accueil|concession\w*|bureau de poste|comptoir|showroom|gare|caisse)"
_WEB = r"(?:site(?: web| internet)?|page(?: contact| d'aide| internet)?|portail|espace (?:client|personnel|perso)|application|appli|internet|en ligne|rubrique (?:contact|aide)|faq|compte client|profil)"
_FORM = r"(?:formulaires?|questionnaire)"
_CHAT = r"(?:t?chat(?: ?bot)?|live ?chat|messagerie instantanee|centre d'aide|assistant virtuel)"
_CASE = r"(?:ticket|reclamation|demande|dossier|signalement|incident|plainte)"
_DET = r"(?:(?:le |la |les |l'|un |une |nos |notre |votre |ton |vos |cette |ce |cet |d'une |l'une de |n'importe quel(?:le)? |plus proche |du |au |aux ))*(?:\w+ )?"
_PREP = (
    r"(?:a|au|aux|par|sur|en|dans|via|avec|depuis|chez|aupres de|aupres du|de|du|a l'aide de|au moyen de|grace a|sous)"
)
_SAY = r"(?:ajout\w+|ecri\w+|envoy\w+|envoi\w*|contact\w+|adress(?:ez|er|e)\w*|joind(?:re)\w*|joign\w+|parl(?:ez|er|e)|signal(?:ez|er|e)|transmet\w*|demand(?:ez|er|e)|fai(?:tes|re|s)|pass(?:ez|er|e|ons)|retrouv\w+|suiv(?:ez|re)|utilis\w+|rempli\w+|compl\w+|deposer?|deposez|soumet\w+|echang\w+|discut\w+|rapproch\w+|tourn\w+|rendez|remontez|remonter|trouver\w*|mett(?:ez|re)|mets|laiss(?:ez|er|e)\w*|effectu\w+|traite\w*|contact|continuons|poursuiv\w+)"
_GO = r"(?:rend(?:ez|re)(?:-vous)?|rends-toi|vous rendre|te rendre|pass(?:ez|er|e)|ven(?:ez|ir)|viens|all(?:ez|er)|va|visit(?:ez|er|e)|rapport(?:ez|er)|rapprochez|rapprocher|present(?:ez|er)(?:-vous)?|adress(?:ez|er)|demand(?:ez|er)|ramen(?:ez|er)|apport(?:ez|er)|dirig(?:ez|er)|deplac(?:ez|er)|retourn(?:ez|er)|echang(?:ez|er)|attend\w*|fai(?:tes|re) un (?:tour|saut)|connect(?:ez|er)|consult(?:ez|er)|depos(?:ez|er)|poussez|pousser)"
_ILL = r"(?:diabet\w+|epilep\w+|asthme|cancer|tumeur|grossesse|enceinte|fausse couche|depression|anxiete|vih|handicap\w*|maladie|diagnostic|medicaments?|insuline|therapie|traitement medical|chimio\w*|operation (?:chirurgicale|du)|fauteuil roulant|allergi\w+|dossier medical|arret maladie|certificat medical|dialyse|demence|autis\w+|avc|infarctus|addiction|ordonnance|etat de sante)"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_SOME = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quelques|demi)"

LEXICON = Lexicon(
    language="fr",
    elsewhere=(
        r"si vous (?:nous )?(?:appelez|telephonez|passez (?:en|a|au)|venez (?:en|a|au))|(?:attendons|attend|prendre|prendra) votre (?:appel|visite|mail)",
        rf"(?:trouverez|obtiendrez|trouvez) (?:de l\'aide|une aide|des informations|une reponse|l\'aide)~(?:{_SPOT}|{_PHONE}|{_TEAM}|{_WEB})",
        rf"formulaire (?:de|du|sur|dans) {_DET}{_WEB}(?!~(?:ne|n\'|plant\w+|a ))",
        r"(?:appel|compos)(?:ez|er|le|e) (?:le|au|ce) numero",
        r"repond(?:ez|re|s)~(?:a|au|par) (?:notre |le |l\'|ce )?(?:e-?mail|mail|courriel|sms|courrier)",
        rf"(?:sur|via|par) {PLATFORMS}~(?:repond|aid|trait)\w*",
        rf"(?:appel(?:ez|er|le)|telephon(?:ez|er|e)|compos(?:ez|er)|rappel(?:ez|er)|joindre|joignez)(?:-nous|-moi)?(?: directement| gratuitement)? ?(?:au|le|notre|nos|sur|a|en|chez)~(?:{_PHONE}|{_TEAM}|{NUMBER}|{_SPOT})|(?:r?appel(?:ez|le)|telephonez|joignez|joindre)-nous|nous (?:appeler|telephoner|joindre|passer un (?:coup|appel)|r?appeler|donner un coup)|(?:pass|donn)(?:ez|er|e|es)(?:-nous|-moi|-leur)? (?:un (?:petit )?(?:coup de (?:fil|telephone)|appel|fil))|(?:decroch|pren)\w* (?:votre|le) telephone|(?:pouvez|devez|faut|peux|dois|merci de|invitons a|prie de|vous reste a|suffit de) (?:aussi |simplement )?(?:r?appeler|telephoner)|par telephone(?=[.!,]| au| du)",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PREP} ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})",
        rf"(?:envoy|adress|ecri|fai|pass|transm|laiss)\w*(?:-nous|-moi|-leur)? (?:un|une|quelques|votre|l'|par) ?(?:\w+ )?(?:{_MAIL}|mots|lignes)(?! prive)|un (?:petit )?(?:mail|e-?mail|courriel) (?:a|au|et)",
        rf"{_SAY}~(?:sur|par|via|avec|en) (?:notre page |notre |la page |le |messenger )?(?:\w+ )?{PLATFORMS}",
        rf"(?:ecri|contact|suiv|mention|tagu|envoy|adress|demand|tourn|rapproch)\w*~{HANDLE}|(?:compte|profil|collegues de) {HANDLE}|{HANDLE} (?:peut|pourra|vous|est|sont|repond|saura)",
        rf"(?:contact(?:ez|er|e|ant)|adress(?:ez-vous|er|ez)|rapproch(?:ez-vous|er)|tourn(?:ez-vous|er)|parl(?:ez|er)|voir|voyez|demand(?:ez|er)|joindre|joignez|sollicit(?:ez|er)|saisi(?:ssez|r)|signal(?:ez|er)|ecri(?:vez|re|s)|appel(?:ez|er)|prendre contact|prenez contact|(?:mettre|mettez|entrer|entrez)(?:-vous)? en contact|relation avec|consult(?:ez|er)|renvoy\w+)~(?:a|au|aux|avec|de|du|vers|en|chez|aupres de|aupres du|d')? ?{_DET}(?:{_TEAM}|{_SPOT})",
        r"contactez-nous(?!~(?:ici|prive))|contacte-nous(?!~(?:ici|prive))|nous contacter(?!~(?:ici|prive))|prenez contact avec nous(?!~(?:ici|prive))|nous joindre|prendre contact avec nous",
        rf"(?:rempli(?:ssez|r|s|ssant)|complet(?:ez|er))~{_FORM}",
        rf"(?:rempli(?:ssez|r|s|ssant)|complet(?:ez|er)|utilis(?:ez|er|ant)|telecharg\w+|renseign(?:ez|er)|trouverez|envoy(?:ez|er)|pass(?:ez|er) par|via|par le biais d\w+|au moyen d\w+) ?{_DET}{_FORM}",
        rf"(?:ouvr(?:ez|ir|e)|cre(?:ez|er)|depos(?:ez|er)|fai(?:tes|re)|soumett(?:ez|re)|enregistr(?:ez|er)|effectu(?:ez|er)|formul(?:ez|er)|introdui\w+) (?:un|une|votre|la|le|nouvelle) (?:\w+ )?{_CASE}(?!~ici)",
        rf"(?:utilis|pass|connect|essay|rejoign|ouvr|discut|echang|ven|all|acced|dialog)\w*~(?:par |sur |a |au |via |le |avec )?{_DET}{_CHAT}",
        rf"{_GO}~(?:a|au|aux|en|dans|chez|sur|aupres d\w+|par|l') ?{_DET}(?:{_SPOT}|{_TEAM})|visit(?:ez|er) {_DET}{_SPOT}|(?:passez|venez) (?:nous voir|directement)|en (?:magasin|agence|boutique)~(?:pourr|peuvent|avec|pour|muni)|rendez-nous visite|nos {_SPOT} (?:peuvent|pourront|vous)",
        rf"(?:rend(?:ez-vous|re)|all(?:ez|er)|connect(?:ez-vous|er)|consult(?:ez|er)|visit(?:ez|er)|pass(?:ez|er) par|retrouv\w+|trouverez\w*|depuis|via|directement)~(?:sur |dans |par |a )?{_DET}{_WEB}(?<!application)",
        rf"(?:{_PHONE}|{_TEAM})~(?:pourr\w+|peut|peuvent|saur\w+|se fer\w+|est|sont|repond\w*|sera|seront)~(?:aider|renseigner|repondre|traiter|disponible\w*|ouvert\w*|joignable\w*|a votre (?:disposition|ecoute)|plaisir|conseiller|accompagner|assister|informer|verifier|charge de)(?!~ici)",
        rf"a votre (?:disposition|ecoute)~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT}|{NUMBER})",
        rf"(?:plus (?:rapide|simple|facile|vite)\w*|mieux|le plus)~(?:par|en|via|sur|avec|au) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})|(?:uniquement|seulement|exclusivement|se fait|se font|passer|faut)~(?:par|en|via|sur|dans|aupres d\w+|au) ?{_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:notre|le|ce|au) (?:{_PHONE}|{_MAIL}|numero|adresse)(?: est|:| :)* ?(?:le |au )?(?:{NUMBER}|{ADDRESS})|(?:{_PHONE}) ?:? ?(?:au )?{NUMBER}|joignable\w* (?:au|par|du)",
    ),
    privately=(
        rf"(?:ecri|envoy|contact|laiss|pass|parl|repond|continu|poursui|echang|discut|donn|transm|communiqu|dites|dis|partag|venez|viens|faites|regard|retrouv|consult|ouvr|attend|precis|indiqu|confirm)\w*~(?:en |par |via |un |dans |vos |nos |les |la )?(?:prive|mp|messages? (?:prive\w*|direct\w*)|messagerie privee|priv|{PRIVATE})",
        rf"(?:ecrivez|ecris|envoyez|envoie|laissez|laisse)-nous (?:ici )?(?:un |votre |ton )?(?:message|msg|mp|dm)(?! public)|(?:message|mp|discussion) (?:prive\w*|direct)|(?:en|par) (?:prive|mp|dm|message prive)|{PRIVATE} (?:ouvert\w*|svp|s'il)|(?:nos|les) (?:mp|dm) sont ouverts",
    ),
    reported=(
        r"(?:^|(?<=que )|(?<=mais )|(?<=et ))(?:nous|on|je|ils|elle|il) (?!vous (?:sugger|conseil|recommand|invit|pri|demand|propos|remerci))(?:\w+ ){0,3}$(?<!vous )(?<!prions de )(?<!invitons a )(?<!remercions de )(?<!demandons de )(?<!conseillons de )",
        r"(?:avoir|ayez|aviez|avez|ayant|du|deviez|devoir|essay\w+|tent\w+|lorsque|quand|apres|avant (?:de|que)|pourquoi|merci (?:d'avoir|pour|beaucoup)|desoles? (?:que|de|pour)|regrettons que|excus\w+ (?:que|pour|de)|comprenons|savons|voyons que|oblige\w*|force\w*|demande de|quel\w*|ou|comment|qui|pendant que|difficile|impossible|attend\w*)\b.*$",
        r"(?:inutile d\w*|pas (?:besoin|la peine|necessaire|a|nous)|n'(?:ouvrez|avez|appelez|envoyez|est|y)|ne (?:repondez|rappelez|cliquez|contactez|devriez|devez|faut|communiquez)|sans|au lieu d\w*|plutot que|jamais|evit\w+)\b(?!.*\b(?:hesit)\w*).*$",
        r"(?:ne |n')(?!hesit)(?:\w+ ){0,2}$",
        r"(?:pas|du|votre|ton|ce|cet|cette|dernier|derniere|premier|chaque|l|livreur) $",
    ),
    ours=(r"(?!attend|invit|conseill|pri)\w+ons",),
    event=(
        r"(?:vous|t') ?(?:ait|ayons|aient|a|ont|avait) (?:appele\w*|contacte\w*|ecrit|joint\w*|telephone|envoye)|(?:appel\w*|sms|messages?|e-?mails?|mails?|courriels?|recu\w*|envoye\w*|ecrit) (?:\w+ )?(?:du|depuis|de la part|de l'adresse|provenant)",
        r"(?:avez|as|aviez) (?:recu|appele|ecrit|compose|mentionne|trouve|signale)",
        r"(?:n'est|ne sont|n'etait|ne vient|ne viennent|ne provient|n'appartient)~pas~(?:nous|notre|notres|nos)|(?:ne vient|ne provient|n'appartient) pas|faux|fausse\w*|arnaque\w*|fraud\w*|hameconnage|phishing|usurp\w*|ne (?:repondez|rappelez|cliquez)|n'(?:ouvrez|appelez)|bloqu\w+",
        r"(?:fait|laisse\w*) attendre",
    ),
    about_you=(
        rf"(?:votre|vos|ton|tes|ta|souffrez|cause d\w+|raison d\w+|atteinte? d\w+)(?: \w+){{0,2}} ?{_ILL}|(?:etes|es) (?:enceinte|diabetique|handicape\w*|malade|epileptique)|{_ILL}(?: \w+)? que (?:vous|tu)~command\w+",
        r"(?:votre|ton) (?:adresse|domicile) (?:est|:|au|a)~(?:rue|avenue|\d)|\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|boulevard|bd|place|impasse|allee|chemin|quai|route) (?:de |du |des |d'|de la |de l')?[a-z]+",
        r"(?:date de naissance|ne\w? le|age|salaire|solde|dette)~(?:est|:|de|le)? ?\d",
        r"(?:carte|compte|iban)~(?:se terminant|finissant|termine)(?: \w+)? \d{2,4}",
        r"(?:avez|as) commande (?:un|une|deux|trois|\d+) |(?:votre|ta) commande (?:de|contenant|contient|comprend|avec)(?! \d{4,})(?! (?:numero|n)) (?!(?:hier|mardi))",
        r"(?:votre|ton|ta) (?:ex|mari|femme|epouse|divorce|avocat\w*|religion)",
    ),
    your_number=(
        r"(?:numero|n°|no|n\.?|code|id|contrat|compte|police|reservation|passeport|immatriculation|securite sociale|portable|telephone|client|iban|adherent)(?: (?:de |d')?(?:client\w*|contrat|compte|police|reservation|adherent|abonne|passeport|dossier medical|telephone|securite sociale))?(?: est(?: le)?| n°?|:| :)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:monsieur|madame|mademoiselle|m\.|mr\.?|mme\.?|mlle\.?|maitre|docteur)",),
    greetings=(
        r"(?:bonjour|bonsoir|salut|cher|chere|coucou|merci|desole\w*|pardon|au nom de|commande de|colis de|bienvenue|hello)",
    ),
    secret=(
        r"(?:mot de passe|mdp|pin|code (?:pin|de (?:securite|verification|confirmation)|secret|d'acces|d'activation|sms)|cvv|cvc|otp|puk|cryptogramme)(?: (?:provisoire|temporaire|nouveau))?(?: est| sera| :|:| =|,)+ ?\"?(?=[^\s.,]*\d)\S{3,}|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:envoy|donn|communiqu|transm|confirm|indiqu|il nous faut|besoin d|dites|precis|fourni)\w*~(?:(?:votre|ton|le) (?:mot de passe|mdp|code pin|pin|cryptogramme|code secret)|le code (?:de securite|recu par sms|de verification|cvv)|(?:le )?numero (?:complet )?de (?:votre |ta )?carte)",
    ),
    internal=(
        r"mots? de passe~(?:stocke\w*|enregistre\w*|conserve\w*|chiffre\w*|crypte\w*|hache\w*|en clair|sauvegarde\w*)|(?:stockons|conservons|chiffrons)~mots? de passe|en clair|md5|sha-?\d+|bcrypt",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|slack|sap|crm|erp|(?:systeme|outil|note|procedure|document|base de donnees|file|consigne|rapport|politique|logiciel|enquete|tchat)s? internes?|(?:file d'attente|file) (?:de tickets|zendesk|du niveau)|niveau (?:2|deux|ii)|vpn|pare-feu|code source|serveur de production|back ?office",
        r"(?:autres?|precedent\w*) (?:client\w*|passager\w*|utilisateur\w*|abonne\w*|patient\w*)(?:,| (?:a|ont|avait|de|avec|qui|madame|monsieur))",
        r"entre nous(?: soit dit|,)|officieusement|confidentiel\w*|ne (?:le )?dites (?:pas|a personne)|ne devrais pas (?:vous )?(?:le )?dire|mon (?:chef|responsable|patron) (?:dit|a dit|ne)",
        r"(?:a ete|sera|est|ont ete) (?:\w+ )?(?:licencie\w*|mis\w* a pied|sanctionne\w*|suspendu\w* de ses|renvoye\w*|vire\w*)|disciplinaire\w*|avertissement ecrit|blame ecrit|mise a pied|sous-?effectif|manque de personnel|en arret (?:de travail|maladie)|plan social|licenciements|notre marge|liste noire|client\w* (?:difficile|problematique|penible)\w*",
    ),
    certain=(
        r"(?:vous |te |nous vous )?(?:garanti(?:ssons|s)|promett(?:ons)|promets|assurons|assure|jure|jurons)|garantie?(?: a| de|[.!])|(?:vous avez|tu as) (?:ma|notre) parole|soyez (?:assure|certain|sur)\w*",
        r"(?:certainement|surement|sans (?:aucun )?(?:doute|faute)|assurement|a coup sur|bien sur|definitivement|100 ?%)~(?:recev\w+|rembours\w+|arriver\w*|resol\w+|aurez|livr\w+|repar\w+)|(?:recevrez|serez|aurez|sera|arrivera)~(?:certainement|surement|sans faute|sans aucun doute|a coup sur|definitivement)",
        r"(?:ne )?(?:se reproduira|se repetera|arrivera|recommencera) (?:plus|jamais|pas)(?: jamais)?|plus jamais",
        r"(?:rembours|resol|envo|repar|chang|livr|regl|trait|recev)\w*~(?:immediatement|sur-le-champ|tout de suite|instantanement|dans l'instant|immediat)|(?:remboursement|remplacement|solution) immediat\w*|(?:recevrez|aurez|obtiendrez|recevras) (?:\w+ )?(?:un|une|le|la|votre|l'integralite) ?(?:remboursement|argent|dedommagement|bon|compensation|remplacement|nouveau)|(?:vous|te) (?:rembourserons|dedommagerons)|(?:serez|seras) (?:integralement |entierement )?(?:rembourse|dedommage)\w*",
    ),
    disclaimed=(r"(?:ne pouvons|n'(?:avons|est)|sans|personne|si|vous avait|avait ete|qui|pas pu)\b.*$",),
    outcome=(
        r"\w+(?:ra|ront|rons|rez|ras|rai)|(?:vous|te|le|la) (?:remboursons|rappelons|recontactons|repondons|envoyons|livrons)|remboursons|livrons|envoyons|resolvons|reparons|arrive|revient|vient|recevez|est prevu\w*|prevu\w*|programme\w*|va|allons|livraison",
    ),
    when=(
        rf"(?:d'ici|avant|pour|jusqu'a|au plus tard|des|le|a partir de|ce|cet)(?: (?:la fin de|fin|le|la|l'|a))* ?(?:demain|apres-demain|ce soir|aujourd'hui|midi|minuit|soir|matin|{_DAY}|semaine|mois|journee|week-?end|\d{{1,2}} {_MONTH}|\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}} ?h(?:\d\d)?)",
        rf"(?:sous|dans|en|d'ici|en moins de|dans un delai de|dans les|au bout de|au maximum|maximum|apres)(?: (?:les|un|une|moins de|prochaines?|prochains?|delai de|maximum|quelques))* ?{_SOME}(?: ?(?:-|a|ou|et) ?{_SOME})?(?: prochain\w*)? ?(?:heures?|jours?|minutes?|semaines?|mois|h|min)",
        rf"demain|apres-demain|ce soir|aujourd'hui(?: meme)?|{_DAY}(?: prochain| matin| soir)?|la semaine prochaine|{_SOME}(?: prochain\w*)? heures",
    ),
    aside=(r"pourquoi|que|si|comment|ou|quand|quel\w*|etait|ete|passe|pas|a|ont|commande\w*|achete\w*|ecrit|de|du",),
    blame=(
        r"(?:vous )?auriez du(?! (?:recevoir|etre|avoir))|tu aurais du|il fallait (?:lire|verifier|prevenir)|comme (?:je|nous) (?:vous |te )?(?:l'avons |l'ai |avons |ai )?(?:deja )?(?:dit|explique|ecrit)|(?:nous|on|je) (?:vous |te )?(?:l'avons|l'a|l'ai|avons|ai) deja (?:dit|explique)|(?:c'est |de )?(?:votre|ta) faute|votre erreur|vous avez oublie|n'avez pas (?:lu|verifie)|si vous aviez (?:lu|verifie)|la prochaine fois,? lisez",
    ),
    tone=(
        r"calmez-vous|calme-toi|ce n'est pas notre (?:probleme|faute|affaire)|pas notre probleme|n'importe quoi|ridicule\w*|stupide\w*|idiot\w*|betise\w*|vous mentez|exagerez|arretez de (?:vous plaindre|crier|raler)|mdr|lol|tant pis|merde|putain|c'est comme ca|debrouillez-vous",
    ),
    automatic=(r"automatique\w*|automatise\w*|bot|chat ?bot|assistant (?:virtuel|numerique)|robot",),
    automatic_notice="Ceci est un message automatique :",
)
