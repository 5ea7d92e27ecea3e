# ruff: noqa: E501  # one wording, one line: broken up they can't be compared between languages
"""Spanish."""

from responders.guard.lexicon import ADDRESS, HANDLE, NUMBER, PLATFORMS, PRIVATE, Lexicon

_PHONE = r"(?:telefono\w*|telefonic\w+|linea (?:telefonica|de (?:atencion|ayuda)|gratuita|directa)|numero (?:gratuito|de telefono|de atencion|telefonico)|al numero(?! d)|call ?center|centralita|hot ?line|tfno\.?|tel\.?)"
_MAIL = r"(?:e-?mail|mail|correo(?: electronico)?|carta|fax|sms|burofax)"
_TEAM = r"(?:(?:servicio|atencion|departamento|equipo|area|oficina|centro|soporte)(?: (?:de|al|a|tecnic[oa]|client\w*|atencion|asistencia|soporte|reclamaciones|facturacion|usuario|consumidor|posventa|devoluciones|equipajes|comercial))+|soporte|asistencia|help ?desk|agentes?|asesor\w*|operador\w*|compañer\w+ de \w+|companer\w+ de \w+|nuestro equipo|customer (?:care|service)|central)"
_SPOT = r"(?:tiendas?|oficinas?|sucursal(?:es)?|mostrador|establecimientos?|puntos? de (?:venta|atencion)|concesionarios?|taller|agencias?|delegacion(?:es)?|taquillas?|caja|sede|local)"
_WEB = r"(?:web|pagina(?: web)?|sitio(?: web)?|portal|area (?:de )?(?:client\w*|personal|privada)|app|aplicacion|internet|online|perfil|faqs?|cuenta)"
_FORM = r"(?:formulario\w*|impreso|cuestionario|hoja de reclamaciones)"
_CHAT = r"(?:chat(?: ?bot)?|asistente virtual|centro de ayuda|live ?chat)"
_CASE = r"(?:ticket|incidencia|reclamacion|queja|solicitud|caso|consulta)"
_DET = r"(?:(?:el|la|los|las|un|una|nuestr[oa]s?|su|tu|cualquier|cualquiera de nuestras|nuestras?|del|al|mas cercan[oa]|este|siguiente) )*(?:\w+ )?"
_PREP = r"(?:a|al|por|en|via|mediante|con|a traves de|a traves del|desde|usando|sobre|hasta|de|del)"
_SAY = r"(?:agreg\w+|anad\w+|escri[bv]\w*|escriba\w*|envi[ae]\w*|mand[ae]\w*|contact[ae]\w*|contacto|comuni(?:que|ca|carse|quese|cate)\w*|dirij\w*|dirig\w*|habl(?:e|a|ar|es)|reclam(?:e|a|ar)|notifi(?:que|ca|car)|inform(?:e|a|ar)|solicit(?:e|a|ar)|pid[ae]|pedir|consult(?:e|a|ar)|pregunt(?:e|a|ar)|tramit\w+|gestion\w+|present(?:e|a|ar)|hacer\w*|haga\w*|hazl[oa]|localiz\w+|encontr\w+|encuentr\w+|seguir\w*|siga\w*|siguenos|us[ae]r?|utili[cz]\w+|complet\w+|llam\w+|atender\w*|atend\w+|abr[ae]|abrir|pong[ao]\w*|ponte|pase(?:mos)?|sigamos|continu\w+)"
_GO = r"(?:acud(?:a|e|ir|iendo|as)|vay[ae]n?|ve a|vaya|ir a|pas(?:e|a|ar|ate|ese)(?: por)?|venga|ven|venir|visit(?:e|a|ar|enos|anos)|acer(?:que|car|ca)\w*|dirij\w*|dirig\w*|pregunt(?:e|a|ar)|llev(?:e|a|ar)\w*|entregu\w+|devuelv\w+|cambi\w+|le esperamos|te esperamos|presente\w*|desplac\w+|personarse|personese|entr(?:e|a|ar)|acced(?:a|e|er)|consult(?:e|a|ar)|mir(?:e|a|ar))"
_ILL = r"(?:diabet\w+|epileps\w+|asma|cancer|tumor|embaraz\w+|aborto|depresion|ansiedad|vih|discapacidad|minusvalia|enfermedad\w*|diagnostico|medicament\w+|medicacion|medicina|insulina|terapia|tratamiento medico|quimioterapia|operacion quirurgica|cirugia|silla de ruedas|alergi\w+|celiac\w+|historial medico|baja medica|dialisis|demencia|autismo|ictus|infarto|adiccion|receta medica|estado de salud)"
_DAY = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_MONTH = r"de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
_SOME = r"(?:\d+|una?|dos|tres|cuatro|cinco|seis|siete|ocho|diez|unos|unas|pocos|pocas|par de|media)"

LEXICON = Lexicon(
    language="es",
    elsewhere=(
        r"si (?:nos )?(?:llama|llamas|telefonea|acude|pasa por)|(?:esperamos|atenderemos|espera) (?:su|tu) (?:llamada|visita|correo)",
        rf"(?:encontrara|encontraras|recibira|obtendra|encuentra) (?:ayuda|asistencia|informacion|respuesta)~(?:{_SPOT}|{_PHONE}|{_TEAM}|{_WEB})",
        rf"formulario (?:de|en|que hay en) {_DET}{_WEB}(?!~(?:no|fall\w+|dio|se))",
        r"(?:llam|marc|marqu|telefone)\w+ (?:al?|el) numero",
        r"respond(?:a|e|er|an)~(?:al|el|a nuestro) (?:correo|e-?mail|mail|sms)",
        rf"(?:por|en) {PLATFORMS}~(?:contest|respond|atend|ayud)\w*",
        r"(?:contact(?:e|a|ar)|habl(?:e|a|ar)) con la (?:tienda|sucursal)",
        rf"(?:llame|llama|llamen|llamad|llamar|telefonee|llamando|marque|marca|marcar)(?:nos|me)?(?: (?:por telefono|gratis|directamente|sin coste))? (?:al|a|por|nuestr\w+|el|los|ahora|cuando|de)~(?:{_PHONE}|{_TEAM}|{NUMBER}|{_SPOT})|(?:llame|llama|llamen|llamad)nos|llamarnos|telefoneenos|telefonear|telefonee|(?:puede|puedes|debe|tiene que|tienes que|hay que|mejor|favor de|podria) llamar(?:nos)?|(?:de|da|dar|dan)(?:nos|le|les)? (?:un toque|una llamada|un telefonazo)|(?:den|denos|danos|darnos|haganos|haznos|hacernos) (?:un toque|una llamada|un telefonazo)|(?:nos|me) llam[ae]|coj\w+ el telefono",
        rf"{_SAY}~{ADDRESS}",
        rf"{_SAY}~{_PREP} {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_WEB})|{_SAY}~por (?:telefono|correo|escrito|sms)",
        rf"(?:envi|mand|escrib|remit)\w*(?:nos|me)? (?:un|una|unas|el|tu|su) (?:\w+ )?(?:{_MAIL}|lineas)|(?:necesitamos|esperamos) (?:un|su|tu) {_MAIL}",
        rf"{_SAY}~(?:por|en|a traves de|via|al) (?:nuestra pagina de |nuestro |nuestra )?(?:\w+ )?{PLATFORMS}",
        rf"(?:escri|contact|sig|segu|mencion|etiquet|mand|envi|pregunt|dirij|dirig)\w*~{HANDLE}|(?:cuenta|perfil|companeros de) {HANDLE}|{HANDLE} (?:le|te|puede|podra|es|estan|se)",
        rf"(?:contact(?:e|a|ar|ando|en)|(?:ponerse|pongase|ponte|ponerte|ponganse|poneos) en contacto(?: con)?|habl(?:e|a|ar) con|comuni(?:quese|carse|cate) con|dirij(?:a|ase|anse)|dirigirse|dirigete|acud\w+|recurr\w+|consult(?:e|a|ar)|pregunt(?:e|a|ar)|pid[ae]\w*|escrib[ae]|escribir|reclam(?:e|a|ar)|llam(?:e|a|ar)|envi[ea]\w*|mand[ea]\w*|contacto con)~(?:con|a|al|en|por)? ?{_DET}(?:{_TEAM}|{_SPOT})",
        r"contactenos(?!~(?:aqui|privado))|contactanos(?!~(?:aqui|privado))|contactarnos(?!~(?:aqui|privado))|contacte con nosotros(?!~(?:aqui|privado))|contacta con nosotros(?!~(?:aqui|privado))|(?:pongase|ponte|ponerse|poneos) en contacto(?!~(?:aqui|privado))|contactar con nosotros(?!~(?:aqui|privado))",
        rf"(?:rellen(?:e|a|ar|ando|es)|complet(?:e|ar))~{_FORM}",
        rf"(?:rellen(?:e|a|ar|ando|es)|complet(?:e|a|ar|ando)|cumpliment\w+|descarg\w+|us[ae]r?|utili[cz]\w+|encontrara|envi[ea]r?|firm(?:e|a|ar)|a traves de|mediante)(?:nos)? {_DET}{_FORM}",
        rf"(?:abr(?:a|e|ir|iendo)|cre(?:e|a|ar)|registr(?:e|a|ar)|pong[ae]|poner|pon|present(?:e|a|ar)|interpon\w+|hag[ae]|tramit(?:e|a|ar)|gener(?:e|a|ar)) (?:un|una|la|el|su|tu|nueva) (?:\w+ )?{_CASE}(?!~aqui)",
        rf"(?:us[ae]r?|utili[cz]\w+|acced\w+|entr[ae]r?|prueb[ae]|abr[ae]|abrir|visit\w+|habl\w+)~(?:por |a |al |en )?{_DET}{_CHAT}",
        rf"{_GO}~(?:a|al|en|por|de) {_DET}(?:{_SPOT}|{_TEAM})|visit\w+ {_DET}{_SPOT}|en (?:cualquiera de nuestras|nuestras|cualquier|la) (?:tiendas?|oficinas?|sucursal\w*)~(?:le|te|podran|puede)\w*|(?:pas(?:e|a|ate|ese)|venga|ven) (?:a vernos|por aqui en persona)|visit(?:e|a)nos",
        rf"(?:visit(?:e|a|ar)|entr(?:e|a|ar) en|acced(?:a|e|er) a|consult(?:e|a|ar)|vay?a? a|dirijase a|mir(?:e|a|ar) (?:en )?|a traves de|desde|encontrara\w*~en) {_DET}{_WEB}(?<!cuenta)",
        rf"(?:{_PHONE}|{_TEAM})~(?:le|te|les) (?:podra|pueden|puede|ayudara\w*|atendera\w*|atender|podran|informara\w*|resolver\w*|estara\w*)(?!~aqui)|(?:{_PHONE}|{_TEAM})~(?:esta\w*|es|se encuentra\w*)~(?:disponible\w*|abierto|a su disposicion|24)",
        rf"a su disposicion~(?:{_PHONE}|{_TEAM}|{_FORM}|{_CHAT})",
        rf"(?:mas (?:rapido|facil|sencillo|comodo)|mejor|antes)~(?:por|en|a traves|via|con|al) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{PLATFORMS})|(?:solo|unicamente|exclusivamente|se (?:hace|gestiona|tramita)\w*|tiene que|hay que|debe)~(?:por|en|a traves de|mediante|via|desde) {_DET}(?:{_PHONE}|{_MAIL}|{_FORM}|{_CHAT}|{_SPOT}|{_WEB})",
        rf"(?:nuestro|el|este) (?:{_PHONE}|{_MAIL}|numero)(?: es|:)? ?(?:{NUMBER}|{ADDRESS})|(?:{_PHONE}) ?:? ?{NUMBER}|(?:estamos|nos encontrara) (?:disponibles )?(?:en el|por) (?:{_PHONE}|{NUMBER})",
    ),
    privately=(
        rf"(?:escri|envi|mand|contact|dej|habl|respond|pas|dinos|diganos|facili|comparti|cuent|mensaj|continu|sig|detalles|datos|mir|revis|abr|proporcion|confirm|indic|ponte|pongase)\w*~(?:por|en|al|a|via|un|el|de)? ?(?:privado|mensajes? (?:privad\w+|direct\w+)|priv|md|mp|{PRIVATE}|bandeja|directo)",
        rf"(?:escribe|escriba|manda|mande|envia|envie|deja|deje)nos (?:aqui )?(?:un |el |tu |su )?(?:mensaje|msg|dm|md|mp)(?! publico)|(?:mensaje|chat) (?:privado|directo)|(?:por|en) (?:privado|priv|md|dm|mp)|{PRIVATE} (?:abiert\w+|por favor)",
    ),
    reported=(
        r"(?:estamos|hemos|vamos a|queremos|podemos|intentamos|tenemos que|intentaremos|han|voy a|podremos|he) (?:\w+ ){0,3}$",
        r"(?:tenido que|tuviera|tuvo|haya\w*|hubiera|intent[oa]\w*|intentado|cuando|despues de|antes de|por que|gracias por|gracias a|sentimos que|lamentamos que|siento que|disculp\w+ que|perdon (?:por|que)|entendemos|sabemos|pedid\w+|obligad\w+|dijeron|vemos que|cual|donde|como|mientras|dificil|imposible|esper\w+)\b.*$",
        r"(?:no (?:hace falta|es necesario|tiene que|tienes que|debe|deberia|deberias|hay que|necesita|abra|responda|llame|conteste|pulse|haga)|sin|en (?:vez|lugar) de|nunca|evit\w+)\b(?!.*\bdud\w*).*$",
        r"no (?!dud)(?:\w+ ){0,2}$",
        r"(?:del|su|tu|esta|este|esa|ultima|ultimo|primera|cada|la|el|repartidor) $",
    ),
    ours=(r"(?!esper|necesit|recomend|aconsej|habl)\w+(?:amos|imos|ado|ido|ito)",),
    event=(
        r"(?:le|la|te|lo|os) (?:haya |ha |han |hayan )?(?:llam\w+|contact\w+|escrib\w+|escrit\w+|telefone\w+|envi\w+)~(?:desde|del|de)|(?:recibi\w+|llamad\w+|mensajes?|sms|correos?|escrito|enviado)~(?:desde|del|de la direccion)",
        r"(?:que|ha|has|haya) (?:recibi\w+|escrito|llamado|marcado|mencion\w+)",
        r"no (?:es|son|era|eran|pertenece\w*|proviene\w*)~(?:nuestr\w+|de nosotros|a nosotros)|fals\w+|estafa\w*|fraud\w*|phishing|suplant\w*|no (?:responda|llame|abra|conteste|pulse)|bloque\w+",
        r"(?:esperando|espera|tuvo|hizo) (?:esperar|al telefono)",
    ),
    about_you=(
        rf"(?:su|tu|sus|tus|vuestra|usted|causa de|culpa de|debido a|sufre|padece|tiene|tomando)(?: \w+){{0,2}} {_ILL}|(?:esta|estas) (?:embarazada|enferm[oa])|(?:es|eres) (?:diabetic[oa]|celiac[oa]|epileptic[oa])|{_ILL}(?: \w+)? que (?:ha |has )?(?:pedi|encarg|compr)\w+",
        r"(?:su|tu) (?:direccion|domicilio|casa) (?:es|esta en|en|de)~(?:calle|avenida|plaza|\d)|(?:calle|avenida|avda\.?|plaza|paseo|c/) ?[a-z]+(?: (?!(?:abre|cierra|esta|es|desde|los|hasta|que)\b)[a-z]+){0,3},? (?:n\.? ?)?\d+",
        r"(?:fecha de nacimiento|nacid[oa] el|edad|sueldo|salario|saldo|deuda)~(?:es|:|de|el)? ?\d",
        r"(?:tarjeta|cuenta|iban)~(?:terminad\w+|acabad\w+|que (?:termina|acaba))(?: \w+)? \d{2,4}",
        r"(?:pidio|pediste|ha pedido|has pedido|compro|encargo) (?:un|una|dos|tres|\d+) |(?:su|tu) pedido (?:de|con|contiene|incluye)(?! \d{4,})(?! (?:numero|n)) ",
        r"(?:su|tu) (?:ex|marido|mujer|esposa|divorcio|abogad\w+|religion)",
    ),
    your_number=(
        r"(?:numero|n\.?|codigo|id|contrato|cuenta|poliza|reserva|localizador|pasaporte|dni|nie|nif|matricula|movil|telefono|cliente|iban|tarjeta de socio)(?: (?:de |del )?(?:su |tu )?(?:cliente|contrato|cuenta|poliza|reserva|socio|usuario|pasaporte|telefono|abonado))?(?: es| n\.?|:)? ?(?:[a-z]{0,3}[ \-]?\d[\w\-]{5,}|(?=\w*\d)(?=\w*[a-z])\w{6,})",
    ),
    titles=(r"(?:señor|senor|señora|senora|señorita|senorita|sr\.?|sra\.?|srta\.?|don|doña|dona|d\.|d\.a)",),
    greetings=(
        r"(?:hola|buenas(?: tardes| noches)?|buenos dias|estimad[oa]|querid[oa]|gracias|perdon|a nombre de|pedido de|paquete de|bienvenid[oa])",
    ),
    secret=(
        r"(?:contrasena|clave|pin|codigo (?:de (?:seguridad|verificacion|acceso|activacion|confirmacion)|pin)|cvv|cvc|otp|puk)(?: (?:nueva|temporal|provisional|de acceso))?(?: es| sera|:| =|,)+ ?\"?(?=[^\s.,]*\d)\S{3,}|(?:pin|otp|puk|cvv|cvc) \d{3,8}",
    ),
    ask_secret=(
        r"(?:envi|mand|dig|di|facilit|indic|confirm|necesitamos|proporcion|escrib|pas)\w*~(?:(?:su|tu|la) (?:contrasena|clave)|(?:su|tu|el) pin|el codigo (?:de seguridad|de verificacion|cvv|sms)|(?:el )?numero (?:completo )?de (?:su |tu |la )?tarjeta|el cvv)",
    ),
    internal=(
        r"contrasenas?~(?:guard\w+|almacen\w+|cifrad\w+|encript\w+|texto plano|hash\w*)|(?:guardamos|almacenamos|ciframos)~contrasenas|texto (?:plano|claro)|md5|sha-?\d+|bcrypt",
        r"zendesk|salesforce|jira|servicenow|freshdesk|hubspot|sharepoint|slack|sap|crm|erp|(?:sistema|herramienta|nota|procedimiento|documento|base de datos|cola|protocolo|manual|informe|chat|politica|investigacion)s? intern\w+|cola de (?:tickets|segundo nivel|incidencias)|segundo nivel|vpn|cortafuegos|firewall|codigo fuente|servidor de produccion",
        r"(?:otr[oa]s?|anterior) (?:client\w+|pasajer\w+|usuari\w+|abonad\w+|paciente\w*|huesped\w*)(?:,| (?:ha|han|tuvo|tuvieron|de|con|que|tenia))",
        r"entre (?:usted|tu) y yo|entre nosotros(?: no|,)|extraoficial\w*|confidencial\w*|no se lo diga|no deberia decir\w*|mi (?:jefe|jefa) (?:dice|dijo|no)",
        r"(?:ha sido|sera|fue|esta|estan) (?:\w+ )?(?:despedid\w+|suspendid\w+ de|sancionad\w+|amonestad\w+|expedientad\w+)|disciplinari\w+|amonestacion|apercibimiento|falta de personal|de baja (?:medica|por)|despidos|ere|nuestro margen|lista negra|client\w+ (?:problematic\w+|conflictiv\w+)",
    ),
    certain=(
        r"(?:le|te|os|les)? ?(?:garantiz\w+|aseguramos|aseguro|prometemos|prometo|juramos)(?! que (?:hemos|lo estamos))|garantizad\w+|tiene (?:mi|nuestra) palabra",
        r"(?:seguro que|sin (?:ninguna )?duda|con (?:total |toda )?seguridad|definitivamente|seguramente|desde luego)~(?:recib\w+|tendra\w*|llegara\w*|devolver\w*|resolver\w*|arregl\w*|recuper\w*)|(?:recibira\w*|tendra\w*|llegara\w*|recuperara\w*)~(?:seguro|sin duda|con seguridad|al 100)",
        r"no (?:volvera|volveran) a (?:pasar|ocurrir|suceder|repetirse)|no (?:vuelve|vuelva) a (?:pasar|ocurrir)|nunca mas|no se repetira",
        r"(?:devolver|reembols|resolver|enviar|arregl|cambiar|repar|abon|solucion|recibi)\w*~(?:inmediatamente|de inmediato|al instante|enseguida|ahora mismo|inmediato)|(?:reembolso|devolucion|solucion) inmediat[oa]|(?:recibira|recibiras|tendra|tendras) (?:\w+ )?(?:el|un|una|la|su|tu) (?:reembolso|devolucion|dinero|compensacion|vale)|(?:le|te) (?:reembolsaremos|devolveremos|compensaremos)",
    ),
    disclaimed=(r"(?:no(?! (?:vuelv|volver|se rep))|sin|nadie|si|que le|le dijeron|quien)\b.*$",),
    outcome=(
        r"(?!espera|para\b|era|eran|manera|compra|primera|tercera|cualquiera|hora|\w+(?:iera|uera)n?\b)\w+(?:[aeid]ran?|[aeid]remos|[aeid]ras)|(?:le|te|se lo|lo) (?:devolvemos|reembolsamos|enviamos|llamamos|contestamos|abonamos|resolvemos)|devolvemos|reembolsamos|enviamos|resolvemos|entregamos|reparamos|llega|vuelve|viene|pasa|recibe|va a|vamos a|previst\w+|programad\w+",
    ),
    when=(
        rf"(?:antes de|antes del|para|hasta|a mas tardar|el|este|proximo|desde)(?: (?:el|la|final de|finales de|fin de|proximo|las|este))* ?(?:manana|hoy|pasado manana|mediodia|medianoche|noche|tarde|{_DAY}|semana|mes|dia|fin de semana|\d{{1,2}} {_MONTH}|\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}}(?::\d\d)? ?h?)",
        rf"(?:en|dentro de|en menos de|en un plazo de|en el plazo de|en un maximo de|maximo|tras|de aqui a|como mucho|en las proximas|en los proximos|entre)(?: (?:menos de|unas?|unos|el plazo de|maximo|las|los|proximas|proximos))* {_SOME}(?: ?(?:-|o|a|y) ?{_SOME})? ?(?:horas?|dias?|minutos?|semanas?|meses|mes|h|min)",
        r"manana|hoy mismo|esta (?:misma )?(?:tarde|noche|semana)|hoy|la (?:proxima semana|semana que viene)",
    ),
    aside=(
        r"por que|que|si|como|donde|cuando|cual|fue|era|estaba|paso|ocurrio|no|ha|habia|pedido|compr\w+|escri\w+|del|de",
    ),
    blame=(
        r"(?:deberia|tendria que) haber (?:leido|avisado|comprobado|mirado|consultado|preguntado)|debio (?:leer|comprobar|avisar)|como ya (?:le|te) (?:hemos |he )?(?:dich\w+|dijimos|explic\w+)|ya (?:se lo|te lo|le|te) (?:hemos )?(?:dijimos|dicho|explic\w+)|(?:es )?(?:culpa suya|su culpa|tu culpa|culpa tuya)|error (?:suyo|tuyo)|se olvido|no (?:leyo|leiste|ha leido)|si hubiera (?:leido|mirado|comprobado)|la proxima vez lea",
    ),
    tone=(
        r"calmese|calmate|tranquilicese|no es (?:nuestro problema|asunto nuestro|culpa nuestra)|tonter\w+|estupid\w+|idiota\w*|ridicul\w+|miente|exager\w+|deje de (?:quejarse|gritar)|lol|mala suerte|mierda|jod\w+|es lo que hay|se aguanta|callese",
    ),
    automatic=(r"automatic\w*|automatizad\w*|bot|chat ?bot|asistente (?:virtual|digital)|robot",),
    automatic_notice="Este es un mensaje automático:",
)
