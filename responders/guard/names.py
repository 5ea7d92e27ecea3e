"""Common first names, so that a surname after one is recognised and a first name after "Pani" or "signora" is not."""

_ENGLISH = """
adam alan alex alexander alice amanda amy andrew angela anna anne anthony ashley barbara ben benjamin beth brian
caroline catherine charles charlotte chloe chris christine christopher claire daniel dave david deborah dan diana
donna edward elizabeth emily emma eric ethan fiona frank gary george graham greg hannah harry heather helen henry ian
isabella jack jacob james jane janet jason jeff jennifer jenny jess jessica jim joan joe john jonathan joseph joshua
joyce judith judy julia julie karen kate kath katherine katie keith kelly ken kevin kim laura lauren linda lisa liz
lucy luke lynn margaret maria marie mark martin mary matt matthew megan melissa mia michael michelle mike molly nancy
natalie nathan neil nicholas nick nicole nigel noah oliver olivia pam pamela patricia patrick paul peter phil philip
rachel ralph ray rebecca richard rob robert robin roger ronald ruth ryan sam samantha samuel sandra sara sarah scott
sean sharon simon sophia sophie stephanie stephen steve steven stuart susan teresa thomas tim timothy tina tom tony
tracy vincent walter wendy william zoe liam aisha
"""
_ITALIAN = """
alberto aldo alessandra alessandro alessia alessio alice andrea angelo antonella antonio arianna beatrice bruno
camilla carla carlo caterina chiara claudia claudio cristina daniela daniele davide domenico elena eleonora elisa
elisabetta emanuele enrico fabio federica federico filippo francesca francesco franco gabriele gaia giacomo gianluca
gianni giorgia giorgio giovanna giovanni giulia giulio giuseppe greta ilaria irene lorenzo luca lucia luigi marco
marina mario marta martina massimo matteo maurizio michela michele mirko monica nicola paola paolo pietro raffaele
renato riccardo roberta roberto rosa salvatore sergio serena silvia simona simone sofia stefania stefano tommaso
umberto valentina valeria vincenzo vittoria vittorio giada mattia ginevra aurora edoardo
"""
# With the forms that are used to address somebody.
_POLISH = """
adam adamie adrian agata agato agnieszka agnieszko aleksander aleksandra aleksandro alicja alicjo andrzej andrzeju
ania aniu anna anno antoni artur arturze barbara barbaro bartek bartosz bartku beata beato bogdan bogdanie cezary
dariusz dariuszu darek darku dominik dominika dominiko dorota doroto edyta edyto elzbieta elzbieto ewa ewo ewelina
ewelino filip filipie franciszek gosia gosiu grzegorz grzegorzu halina halino hanna hanno henryk ilona ilono irena
ireno iwona iwono izabela izabelo jacek jacku jakub jakubie jan janie janusz jarek jaroslaw joanna joanno jolanta
jolanto julia julio justyna justyno kacper kamil kamilu kamila karol karolu karolina karolino kasia kasiu katarzyna
katarzyno kinga kingo krystyna krzysztof krzysztofie krzysiek kuba kubo lena leszek lidia lukasz lukaszu maciej
macieju maciek magda magdo magdalena magdaleno malgorzata malgorzato marcin marcinie marek marku maria mario mariusz
mariuszu marta marto martyna martyno mateusz mateuszu michal michale mikolaj milena mirek monika moniko natalia
natalio olga olgo ola olu oskar patrycja patrycjo patryk pawel pawle piotr piotrze piotrek przemek przemyslaw radek
radoslaw rafal rafale renata renato robert robercie roman ryszard sebastian slawek stanislaw sylwia sylwio szymon
szymonie tadeusz teresa tereso tomasz tomaszu tomek tomku urszula urszulo wanda weronika weroniko wiktoria wiktorio
witold wojciech wojciechu wojtek wojtku zbigniew zbyszek zofia zofio zuzanna zuzanno aneta aneto
"""
_ROMANIAN = """
adela adina adrian adriana alexandra alexandru alin alina ana anca andra andreea andrei angela antonia aura aurel
aurelia bianca bogdan camelia carmen catalin catalina cezar ciprian claudiu constantin corina cornel cosmin costel
cristi cristian cristina dan dana daniel daniela darius delia denisa diana doina dragos dorin dumitru elena eliza emil
emilia eugen florin florina florentina gabriel gabriela george georgiana gheorghe horia ileana ilie ilinca ioan ioana
ion ionela ionut irina iulia iulian laura laurentiu liliana liviu loredana lucian luminita madalina magda marcel maria
marian mariana marin marius mihaela mihai mircea mirela monica nicoleta nicolae octavian oana ovidiu paul petru radu
raluca ramona razvan rodica roxana ruxandra sanda sebastian silviu simona sorin sorina stefan stefania teodor teodora
tudor valentin vasile veronica victor viorel viorica vlad vladimir
"""
_SPANISH = """
adriana agustin alba alberto alejandra alejandro alfonso alicia alvaro amparo ana andres angel angela angeles antonia
antonio aurora beatriz belen carlos carmen carolina cesar clara concha cristina cristobal daniel david diego dolores
eduardo elena emilio enrique esther eva felipe fernando francisca francisco gabriel gloria gonzalo guillermo hector
hugo ignacio ines inma irene isabel ivan jaime javier jesus joaquin jorge jose josefa juan juana julian julio laura
lola lorena lucia luis luisa manuel manuela marcos margarita maria mariano marina mario marta mercedes miguel miriam
monica montse natalia nerea nicolas nuria oscar pablo paco patricia paula pedro pilar rafael ramon raquel raul ricardo
rocio rodrigo rosa rosario ruben salvador samuel santiago sara sergio silvia sofia sonia susana teresa tomas vicente
victor yolanda
"""
_FRENCH = """
adele agnes alain alexandre alexis alice amelie anais andre anne antoine arnaud arthur audrey aurelie baptiste
beatrice benoit bernard brigitte camille caroline catherine cecile celine chantal charles charlotte chloe christian
christophe claire claude clement corinne cyril damien delphine denis didier dominique elise elodie emilie emmanuel
eric estelle etienne eva fabien fabrice florence florian francois francoise frederic genevieve gerard gilles guillaume
guy helene henri herve hugo isabelle jacqueline jacques jean jeanne jeremy jerome joel josephine julie julien laetitia
laurence laurent lea leo louis louise luc lucas lucie ludovic manon marc margaux marie marion martine mathieu mathilde
maxime melanie michel monique nadine nathalie nicolas noemie odile olivier pascal patrice pauline philippe pierre
raphael regine remi rene romain sabine sandrine sebastien serge severine simon sophie stephane stephanie sylvain
sylvie theo therese thibault thierry thomas tristan valerie veronique vincent virginie xavier yann yves yvonne
"""
_GERMAN = """
achim alexander andreas angelika anja anke anne annette antje armin astrid axel beate bernd bettina birgit bjorn
britta carina carsten christa christian christiane christoph claudia cornelia dagmar daniela dennis detlef dieter dirk
dominik doris eberhard elke emma ernst eva fabian felix finn florian frank franziska friedrich gabi gabriele georg
gerd gerhard gisela gunter hannah hans harald heike heiko heinrich heinz helga helmut herbert hermann holger horst ina
ines inge ingo ingrid jan jana janina jens joachim jochen johanna johannes jonas jorg josef juliane jurgen jutta kai
karin karl karsten kathrin katja katrin kerstin kirsten klaus konrad kurt lars lea lena leon leonie lukas manfred
manuela marcel marcus mareike marion markus marlene martina matthias max maximilian melanie michaela miriam monika
nadine nadja nils nina norbert olaf oliver otto patrick petra rainer ralf reinhard renate rolf rudiger rudolf sabine
sabrina sandra sascha sebastian silke simone sonja stefan stefanie steffen susanne sven svenja tanja thomas thorsten
tim tobias torsten udo ulrich ulrike ursula ute uwe vanessa vera volker werner wilhelm wolfgang yvonne
"""
_PORTUGUESE = """
adriana afonso alexandra alexandre alice amelia ana andre andreia antonio armando artur beatriz bernardo bruno carla
carlos carolina catarina celia claudia clara cristiano cristina daniel david diana diogo duarte eduardo elisa fabio
fatima fernanda fernando filipa filipe francisca francisco gabriel goncalo guilherme gustavo helder helena henrique
hugo igor ines isabel joana joao joaquim jorge jose juliana leonardo leonor leticia lourenco lucas luis luisa luiz
madalena mafalda manuel marcelo marcia marco margarida maria mariana mario marta mateus matilde miguel monica nuno
olga patricia paula paulo pedro rafael raquel raul renata renato ricardo rita roberto rodrigo rogerio rosa rui sandra
sara sergio silvia simao sofia sonia susana telma teresa thiago tiago tomas vasco vera vitor vitoria
"""

FIRST_NAMES = frozenset(
    "".join((_ENGLISH, _ITALIAN, _POLISH, _ROMANIAN, _SPANISH, _FRENCH, _GERMAN, _PORTUGUESE)).split()
)

_OTHER_WORDS = """
""Common first names, so that a surname after one is recognised and name "Pani" or "signora" not."" thanks thank sorry
we we're we've please the your our you i it this team customer customers guest support care service grazie ci la il lo
le gli per buongiorno buonasera salve cliente siamo abbiamo mi dziekujemy dziekuje przepraszamy przykro prosimy prosze
w z o my pan pani panstwo zespol klient kliencie multumim multumesc ne va te imi scuze echipa client cu din pentru
gracias sentimos lamentamos hemos el equipo su tu por merci nous desole desoles votre vous ton je cher chere equipe
danke vielen wir es das der die sie ihr kundin kunde bitte leider entschuldigung guten liebe lieber obrigado obrigada
os as sua seu equipa pedimos valued all everyone everybody folks there sir madam friend friends fans monday tuesday
wednesday thursday friday saturday sunday
"""

NOT_SURNAMES = frozenset(_OTHER_WORDS.split())
"""Words that a sentence may begin with, or that name nobody, when they follow a first name."""
