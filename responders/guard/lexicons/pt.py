# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""Portuguese."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telefone\w*|telefonic\w+|telefonema|telemovel|linha (?:telefonica|de (?:apoio|atendimento)|gratuita|direta|verde)|numero (?:gratuito|de telefone|verde|de apoio)|para o numero|call ?center|central(?: de atendimento)?|hot ?line|sac|0800)"
_MAIL = r"(?:e-?mail|mail|correio(?: eletronico)?|carta|fax|sms)"
_TEAM = r"(?:(?:servico|apoio|departamento|equipa|equipe|area|centro|atendimento|suporte|linha|central)(?: (?:de|ao|a|do|tecnic[oa]|client\w*|apoio|atendimento|suporte|reclamacoes|faturacao|faturamento|consumidor|devolucoes|bagagens|comercial|nosso|nossa))+|suporte|assistencia|atendimento|help ?desk|operador\w*|assistentes?|atendentes?|colegas d\w+ \w+|nossa equip[ae]|customer (?:care|service)|ouvidoria)"
_SPOT = r"(?:lojas?|balcao|balcoes|agencias?|filia(?:l|is)|pontos? de (?:venda|atendimento)|concessionari\w+|oficina|sucursa(?:l|is)|escritorio|bilheteira|caixa|sede|estabelecimento\w*|quiosque)"
_WEB = r"(?:site|website|pagina|portal|area (?:de )?(?:cliente|reservada|pessoal)|app|aplicacao|aplicativo|internet|online|perfil|faqs?|conta)"
_FORM = r"(?:formulario\w*|questionario|livro de reclamacoes|impresso)"
_CHAT = r"(?:chat(?: ?bot)?|assistente virtual|central de ajuda|centro de ajuda|live ?chat)"
_CASE = r"(?:ticket|reclamacao|pedido|processo|chamado|ocorrencia|participacao|queixa|solicitacao|protocolo)"
_DET = r"(?:(?:o|a|os|as|um|uma|nosso|nossa|nossos|nossas|seu|sua|teu|tua|qualquer|mais proxim[oa]|este|esta|seguinte|uma das|das|de) )*(?:\w+ )?"
_PREP = r"(?:a|ao|aos|por|pelo|pela|em|no|na|nos|nas|num|numa|via|atraves d[aeo]|com|para|de|do|da|usando|mediante|junto d[aeo]|desde)"
_SAY = r"(?:adicion\w+|escrev\w*|envi\w*|mand[ae]\w*|contact\w*|contat\w*|contato|dirij\w*|dirig\w*|fal(?:e|a|ar|em)|reclam(?:e|a|ar)|comuni\w+|report\w+|solicit\w+|pec?a|pedir|consult(?:e|a|ar)|pergunt\w+|trat(?:e|a|ar)|apresent\w+|faz\w*|faca\w*|encontr\w+|sig[ao]\w*|segu\w+|us[ae]r?|utiliz\w+|preench\w+|lig(?:ue|a|ar|uem)\w*|resolv\w+|abr[ae]|abrir|entr[ae]\w*|passe\w*|registe|registre|registar|chame|chama|continu\w+)"
_GO = r"(?:desloqu\w*|desloc\w*|va|vai|ir|pass(?:e|a|ar)|venh?a|vem|vir|visit(?:e|a|ar)|dirij\w*|dirig\w*|pergunt\w+|lev(?:e|a|ar)\w*|entregu\w+|devolv\w+|troc(?:ar|a|am|amos|ando|ue)\w*|esperamos|apresent\w+|acerc\w+|compare[cç]\w*|acess(?:e|a|ar)|aced(?:a|e|er)|consult(?:e|a|ar)|entr(?:e|a|ar)|procur(?:e|a|ar)|dar um salto|de um salto|da um salto|d[eê] um pulo)"
_ILL = r"(?:diabet\w+|epileps\w+|asma|cancro|cancer|tumor|gravid\w+|aborto|depressao|ansiedade|vih|hiv|deficiencia|doenca|diagnostico|medicament\w+|medicacao|remedio|insulina|terapia|tratamento medico|quimioterapia|cirurgia|cadeira de rodas|alergi\w+|celiac\w+|processo clinico|baixa medica|atestado medico|dialise|demencia|autismo|avc|enfarte|dependencia|receita medica|estado de saude)"
_DAY = r"(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?|(?:sabado|domingo)"
_MONTH = r"de (?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)"
_SOME = r"(?:\d+|uma?|dois|duas|tres|quatro|cinco|seis|sete|oito|dez|poucos|poucas|alguns|algumas|meia)"

LEXICON = Lexicon(
    language="pt",
    elsewhere=(
        r"se (?:nos )?(?:ligar|telefonar|passar (?:na|no|pela)|vier (?:a|ao))|(?:aguardamos|esperamos|atender) (?:a sua|o seu) (?:chamada|telefonema|visita|e-?mail|ligacao|contacto)",
        rf"(?:encontra|encontrara|recebe|obtem|tem) (?:ajuda|assistencia|informacoes|resposta|apoio)~(?:{_SPOT}|{_PHONE}|{_TEAM})",
        rf"formulario (?:d[aeo]|n[ao]|que esta n[ao]) {_DET}{_WEB}(?!~(?:nao|falh\w+|deu|se))",
        r"(?:lig(?:ue|a|ar|uem)|telefon(?:e|a|ar)|marque|disque) (?:para )?o numero",
        rf"(?:lig(?:ue|a|uem)|telefone|marque|disque)(?: (?:ja|agora|o|para o|para))? {NUMBER}",
        r"respond(?:a|e|er|am)~ao (?:nosso )?(?:e-?mail|mail|sms)",
        rf"(?:pelo|no|via|por) {PLATFORMS}~(?:respond|atend|ajud|resolv)\w*",
        rf"(?:lig(?:ue|a|uem|ar|ando)|telefon(?:e|a|ar|em)|marque|disque|contacte|chame)(?:-nos|-me)?(?: (?:gratis|diretamente|por favor|ja))? (?:para|ao|a|pelo|pela|no|na|o|nosso|nossa)~(?:{_PHONE}|{_TEAM}|{NUMBER}|{_SPOT})|(?:lig(?:ue|a|uem|ar)|telefon(?:e|a|ar))-nos|nos (?:liga|ligue|ligar|telefonar|telefone)(?! (?:ontem|hoje))|(?:pode|podes|deve|tem de|tem que|tens de|basta|melhor|e so|favor|precisa de|podera) (?:nos )?(?:ligar|telefonar)|(?:de|da|dar|deem|faca|faz|fazer)(?:-nos|-lhes?)? (?:um (?:toque|telefonema)|uma (?:ligadela|chamada|ligacao|apitadela))|pegue no telefone",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PREP} {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})|{_SAY}~por (?:telefone|e-?mail|escrito|sms)",
        rf"(?:envi|mand|escrev|remet)\w*(?:-nos|-me)?(?: nos)? (?:um|uma|umas|o|seu) (?:\w+ )?(?:{_MAIL}|linhas)|(?:precisamos|aguardamos|esperamos)(?: de)? (?:um|o seu|seu) {_MAIL}",
        rf"{_SAY}~(?:por|no|na|pelo|pela|via|em|ao|atraves d[aeo]) (?:nosso |nossa |pagina d[aeo] )?(?:\w+ )?{PLATFORMS}|(?:chama|chame|chamar)(?:-nos)?(?: a gente)? no {PLATFORMS}|{PLATFORMS} para o {NUMBER}",
        rf"(?:escrev|contact|contat|sig|segu|mencion|identifi|mand|envi|pergunt|dirij|dirig|fal|marc)\w*~{HANDLE}|(?:conta|perfil|colegas d[aeo]) {HANDLE}|{HANDLE} (?:pode|vai|e|estao|trata|ajuda|responde)",
        rf"(?:contact(?:e|a|ar|ando|em)|contat(?:e|a|ar)|(?:entr(?:e|ar|a|em)|por-se|ponha-se) em contac?to(?: com)?|fal(?:e|a|ar|em) com|comuni\w+ (?:com|a)|dirij(?:a|a-se)|dirigir-se|dirige-te|recorr\w+|consult(?:e|a|ar)|pergunt(?:e|a|ar)|pec?a|pedir|escrev[ae]\w*|escrever|reclam(?:e|ar)|procur(?:e|ar)|contac?to com|envie|acion(?:e|ar))~(?:com|a|ao|aos|o|junto d[aeo]|em|no|na|para)? ?{_DET}(?:{_TEAM}|{_SPOT})",
        r"(?:contacte|contate|contacta|contata|contactar|contatar)-nos(?!~(?:aqui|privad))|nos (?:contact|contat)(?:e|ar|a)(?!~(?:aqui|privad))|entr(?:e|ar|a|em) em contac?to(?!~(?:aqui|privad))",
        rf"(?:preench(?:a|e|er|endo|am)|complet(?:e|ar))~{_FORM}",
        rf"(?:preench(?:a|e|er|endo|am)|complet\w+|us[ae]r?|utiliz\w+|descarreg\w+|baix\w+|encontrara|envi[ea]r?|atraves d[aeo]|pelo|pela|no|na)(?:-nos)? {_DET}{_FORM}",
        rf"(?:abr(?:a|e|ir|indo)|cri(?:e|a|ar)|regist\w+|faca|fazer|apresent(?:e|a|ar)|submet\w+|coloqu\w+) (?:um|uma|o|a|seu|sua|nova|novo) (?:\w+ )?{_CASE}(?! de desculpa)(?!~aqui)",
        rf"(?:us[ae]r?|utiliz\w+|aced\w+|acess\w+|entr[ae]r?|experiment\w+|abr[ae]|abrir|visit\w+|fal\w+)~(?:por |ao |no |em |pelo |o )?{_DET}{_CHAT}",
        rf"{_GO}~(?:a|ao|aos|em|no|na|nas|por|pela|para|numa|num|das?|junto d[aeo]|uma) ?{_DET}(?:{_SPOT}|{_TEAM})|visit(?:e|a|ar) {_DET}{_SPOT}|(?:nas|em qualquer das|numa das|em) nossas? {_SPOT}~(?:pod\w+|troc\w+|ajud\w+)|(?:passe|venha|apareca) (?:por ca|ca|ver-nos)|visite-nos|numa (?:das nossas )?(?:lojas?|balcao)~(?:pode|poderao)",
        rf"(?:visit(?:e|a|ar)|entr(?:e|a|ar) n[oa]|aced(?:a|e|er) a[o]?|acess(?:e|a|ar)|consult(?:e|a|ar)|va a[o]?|dirija-se a[o]?|atraves d[aeo]|encontrara~n[oa]|diretamente n[oa]|pelo|pela) ?{_DET}{_WEB}(?<!conta)",
        rf"(?:{_PHONE}|{_TEAM})~(?:podera|poderao|pode|podem|ajudara|vai|vao|ira|sabera|esta|estao|e)~(?:ajuda\w*|atend\w*|esclarec\w*|disponive\w+|abert\w+|ao dispor|a disposicao|resolv\w*|informa\w*)(?!~aqui)",
        rf"ao (?:seu )?dispor~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT})",
        rf"(?:mais (?:rapid\w+|facil|simples|comodo)|melhor|mais depressa)~(?:por|no|na|em|via|com|pelo|pela|ao) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})|(?:so|apenas|exclusivamente|somente|tem de ser|tem que ser|deve ser|trata-se)~(?:por|no|na|em|via|atraves d[aeo]|pelo|pela|ao|numa) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:nosso|o|este) (?:{_PHONE}|{_MAIL}|numero)(?: e|:)? ?(?:o )?(?:{NUMBER}|{ADDRESS})|(?:{_PHONE}) ?:? ?{NUMBER}|(?:estamos|encontra-nos) (?:disponiveis )?(?:pelo|no|atraves d[aeo]|por) (?:{_PHONE}|{NUMBER})",
    ),
    privately=(
        rf"(?:escrev|envi|mand|contact|contat|deix|fal|respond|pass|diga|diz|partilh|compartilh|cont|mensag|continu|sig|detalhes|dados|ve|veja|forne|indic|confirm|cham|chega|abr|aguard)\w*~(?:(?:por|em|no|na|via|uma|o|a|pelo|pela|com) )*(?:privad[oa]|mensage(?:m|ns) (?:privad\w+|diret\w+)|priv|pv|inbox|{PRIVATE}|mp|md|direct|reservado)",
        rf"(?:escreva|escreve|mande|manda|envie|envia|deixe|deixa)(?:-nos| nos|-me)? (?:aqui )?(?:uma |a sua |a tua )?(?:mensagem|msg|dm|mp)(?! publica)|mensage(?:m|ns) (?:privad\w+|diret\w+)|(?:no|em|por|na|pelo) (?:privado|pv|dm|mp|direct|inbox)|{PRIVATE} (?:abert\w+|por favor)|(?:me|nos) cham[ae] no (?:privado|pv|direct|inbox|dm)",
    ),
    reported=(
        r"(?:estamos|temos|vamos(?! (?:falar|conversar|continuar))|queremos|podemos|tentamos|iremos|foram|vou|ja|a|tentaremos|conseguimos) (?:\w+ ){0,2}$",
        r"(?:tido (?:de|que)|teve|tivesse|tenha\w*|tent(?:ou|ado|aram)|quando|depois de|antes de|porque|obrigad\w+ por|lamentamos|sentimos|pedimos desculpa|desculp\w+|percebemos|entendemos|sabemos|pedid\w+|forcad\w+|disseram|vemos que|qual|onde|como|enquanto|dificil|impossivel|esper\w+|a espera)\b.*$",
        r"(?:nao (?:precisa|e preciso|e necessario|tem de|deve|devia|deveria|responda|abra|ligue|clique|atenda|contacte|faca)|sem|em vez de|ao inves|nunca|evit\w+)\b(?!.*\b(?:hesit|dud|duvid)\w*).*$",
        r"nao (?!hesit)(?:\w+ ){0,2}$",
        r"(?:do|da|seu|sua|este|esta|ultim[oa]|primeir[oa]|cada|estafeta|entregador) $",
    ),
    ours=(r"(?!esper|aguard|precis|recomend|aconselh)\w+(?:amos|imos|ado|ido|ito)",),
    event=(
        r"(?:lhe|o|a|te|ter) ?(?:tenha |ter |tem )?(?:lig\w+|contact\w+|escrev\w+|escrit\w+|telefon\w+|envi\w+)~(?:do|de|desde|pelo)|(?:receb\w+|chamadas?|mensage\w+|sms|e-?mails?|escrito|enviado)~(?:do|da|desde|de)",
        r"(?:que|tem|tenha) (?:receb\w+|escreveu|ligou|marcou|mencion\w+)",
        r"nao (?:e|sao|era|foi|foram|pertence\w*|vem|provem)~(?:noss\w+|de nos|a nos)|fals\w+|burla\w*|fraud\w*|golpe\w*|phishing|nao (?:responda|ligue|abra|atenda|clique)|bloque\w+",
        r"(?:a espera|esperar|espera)",
    ),
    about_you=(
        rf"(?:seu|sua|seus|teu|tua|causa d[aeo]|devido a|sofre|tem|toma)(?: \w+){{0,2}} {_ILL}|(?:esta|estas) (?:gravida|doente)|(?:e|es) (?:diabetic[oa]|celiac[oa]|epiletic[oa])|{_ILL}(?: \w+)? que (?:pediu|encomendou|comprou)",
        r"(?:sua|tua|seu) (?:morada|endereco|casa) (?:e|esta|na|no)~(?:rua|avenida|\d)|(?:rua|avenida|av\.?|travessa|praca|largo|estrada|alameda) (?:d[aeo]s? )?[a-z]+(?: (?!(?:esta|abre|fecha|das|ao|as|e)\b)[a-z]+){0,3},? (?:n\.? ?)?\d+",
        r"(?:data de nascimento|nascid[oa] a|idade|salario|saldo|divida)~(?:e|:|de)? ?\d",
        r"(?:cartao|conta|iban)~(?:terminad\w+|que termina|final)(?: \w+)? \d{2,4}",
        r"(?:encomendou|encomendaste|pediu|comprou) (?:um|uma|dois|duas|tres|\d+) |(?:sua|tua) (?:encomenda|compra) (?:de|com|contem|inclui)(?! \d{4,})(?! (?:numero|n)) ",
        r"(?:seu|sua|teu|tua) (?:ex|marido|mulher|esposa|divorcio|advogad\w+|religiao)",
    ),
    your_number=(
        r"(?:numero|n\.?|codigo|id|contrato|conta|apolice|reserva|localizador|passaporte|nif|cpf|rg|matricula|telemovel|telefone|cliente|iban)(?: (?:de |do )?(?:seu |teu )?(?:cliente|contrato|conta|apolice|reserva|socio|utilizador|passaporte|telefone|contribuinte|utente))?(?: e(?: o)?| n\.?|:)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:senhor|senhora|sr\.?|sra\.?|exm[oa]\.?|dona|dr\.?a?|doutora?)",),
    greetings=(
        r"(?:ola|oi|bom dia|boa (?:tarde|noite)|car[oa]|estimad[oa]|prezad[oa]|querid[oa]|obrigad[oa]|desculpe|em nome de|encomenda de|pedido de|bem-vind[oa])",
    ),
    secret=(
        r"(?:palavra-?passe|password|senha|pin|codigo (?:pin|de (?:seguranca|verificacao|acesso|ativacao|confirmacao))|cvv|cvc|otp|puk)(?: (?:nova|temporaria|provisoria))?(?: e| sera|:| =|,)+ ?\"?(?=[^\s.,]*\d)\S{3,}|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:envi|mand|diga|diz|forne|indic|confirm|precisamos d|escrev|pass|inform)\w*~(?:(?:sua|tua|a) (?:palavra-?passe|password|senha)|(?:seu|teu|o) pin|o codigo (?:de seguranca|de verificacao|cvv|sms)|(?:o )?numero (?:completo )?do (?:seu |teu )?cartao|o cvv)",
    ),
    internal=(
        r"(?:palavras?-?passe|passwords?|senhas?)~(?:guardad\w+|armazenad\w+|cifrad\w+|encriptad\w+|criptografad\w+|texto simples|hash\w*)|(?:guardamos|armazenamos|ciframos)~(?:palavras-passe|senhas|passwords)|texto (?:simples|claro|puro)|md5|sha-?\d+|bcrypt",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|slack|sap|crm|erp|(?:sistema|ferramenta|nota|procedimento|documento|base de dados|banco de dados|fila|protocolo|manual|relatorio|chat|politica|investigacao|inquerito)s? intern\w+|fila de (?:tickets|espera do nivel|segundo nivel)|segundo nivel|segunda linha|vpn|firewall|codigo-?fonte|servidor de producao|back ?office",
        r"(?:outr[oa]s?|anterior) (?:client\w+|passageir\w+|utilizador\w*|usuari\w+|assinante\w*|pacient\w+|utente\w*)(?:,| (?:teve|tiveram|tem|de|do|da|com|que|tinha|tambem|recebeu))",
        r"(?:aqui )?entre nos(?: nao|,)|extraoficial\w*|confidencia\w*|nao diga a ninguem|nao (?:lhe )?devia (?:estar a )?dizer|(?:o )?meu (?:chefe|patrao) (?:diz|disse|nao)",
        r"(?:foi|sera|esta|foram) (?:\w+ )?(?:despedid\w+|demitid\w+|suspens\w+ (?:de|por|do)|sancionad\w+|advertid\w+|punid\w+)|disciplinar\w*|advertencia|repreensao|falta de pessoal|falta de funcionarios|de baixa (?:medica|por)|despedimentos|demissoes|nossa margem|lista negra|client\w+ (?:problematic\w+|dificil|dificeis)",
    ),
    certain=(
        r"(?:garant(?:imos|o)|assegur(?:amos|o)|promet(?:emos|o)|jur(?:amos|o))(?:-lhe|-te| lhe)?|garantid[oa]|tem a (?:minha|nossa) palavra|pode ter a certeza|fique descansad[oa]",
        r"(?:de certeza|com certeza|sem (?:qualquer )?duvida|certamente|definitivamente|seguramente)~(?:receb\w+|tera|chega\w*|devolv\w*|resolv\w*|recuper\w*|reembols\w*)|(?:recebera|tera|chegara|recuperara|vai receber)~(?:de certeza|com certeza|sem duvida|a 100)",
        r"nao (?:volta|voltara|voltar|vai voltar|ira voltar|torna) a (?:acontecer|suceder|repetir-se|ocorrer)|nao (?:se repetira|acontecera mais|vai acontecer (?:mais|de novo|novamente)|se repete|se vai repetir)|nunca mais",
        r"(?:devolv|reembols|resolv|envi|troc|repar|corrig|pag|receb|solucion)\w*~(?:imediatamente|de imediato|na hora|ja de seguida|no instante|imediato)|(?:reembolso|devolucao|solucao) imediat[oa]|(?:recebera|tera|vai receber|receberas) (?:\w+ )?(?:o|um|uma|a|seu|sua) (?:reembolso|devolucao|dinheiro|compensacao|vale|indemnizacao)|(?:reembolsa|devolve|compensa)-lo-emos",
    ),
    disclaimed=(r"(?:nao(?! (?:volt|se rep|vai|torna|ira))|sem|ninguem|se|que lhe|lhe disseram|quem)\b.*$",),
    outcome=(
        r"(?!espera|para\b|era|eram|maneira|compra|agora|hora|fora|outra|embora|primeira|segunda|temos|sabemos|percebemos|entendemos|fizera)\w+(?:[aeio]ra|rao|remos|[aei]ras|rei)|devolvemos|reembolsamos|enviamos|resolvemos|entregamos|reparamos|ligamos|contactamos|respondemos|chega|volta|vem|passa|recebe|vai|vamos|irao|ira|previst\w+|agendad\w+",
    ),
    when=(
        rf"(?:ate|antes de|para|a partir de|o mais tardar|na|no|nesta|neste|proxim[oa]|desta|a|antes das|ate as|pelas|as)(?: (?:ao|a|o|fim d[aeo]|final d[aeo]|proxim[oa]|as))* ?(?:amanha|hoje|depois de amanha|meio-dia|meia-noite|noite|tarde|{_DAY}|semana|mes|dia|fim de semana|dia \d{{1,2}}|\d{{1,2}} {_MONTH}|\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}} ?h(?:oras)?)",
        rf"(?:em|dentro de|em menos de|num prazo de|no prazo de|no maximo|maximo|apos|daqui a|nas proximas|nos proximos|em ate|entre)(?: (?:menos de|cerca de|o prazo de|maximo|no maximo|ate|proximas|proximos))* {_SOME}(?: ?(?:-|ou|a|e) ?{_SOME})? ?(?:horas?|dias?|minutos?|semanas?|meses|mes|h|min)",
        r"amanha|hoje mesmo|ainda hoje|esta (?:tarde|noite|semana)|hoje|(?:para a )?(?:proxima semana|semana que vem)",
    ),
    aside=(
        r"porque|porqu|que|se|como|onde|quando|qual|foi|era|estava|aconteceu|nao|tem|tinha|encomend\w+|compr\w+|escrev\w+|do|da|de",
    ),
    blame=(
        r"(?:devia|deveria|tinha de) ter (?:lido|avisado|verificado|perguntado|consultado)|como ja (?:lhe|te) (?:dissemos|disse|explic\w+)|ja (?:lhe|te|lho) (?:dissemos|disse|explic\w+)|(?:a )?culpa (?:e )?(?:sua|tua)|erro (?:seu|teu)|por sua culpa|esqueceu-se|nao (?:leu|leste|verificou)|se tivesse (?:lido|verificado)|da proxima (?:vez )?leia",
    ),
    tone=(
        r"acalme-se|acalma-te|tenha calma|nao e (?:problema nosso|nosso problema|culpa nossa)|disparate\w*|estupid\w+|idiota\w*|ridicul\w+|esta a mentir|mentiros\w+|exager\w+|pare de (?:reclamar|gritar)|lol|azar|merda|porra|caralho|e o que ha|cale-se",
    ),
    automatic=(r"automatic\w*|automatizad\w*|bot|chat ?bot|assistente (?:virtual|digital)|robo",),
    automatic_notice="Esta é uma mensagem automática:",
)
