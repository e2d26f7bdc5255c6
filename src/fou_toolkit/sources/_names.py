"""Common given names in Norway, in lower case.

They tell *Liv* and *Storm* in front of a colon from *Frist* and *Vedtak* where a text has names only. No complete list:
other names are recognised by how they recur.
"""

__all__ = ["GIVEN_NAMES"]

_NAMES = """
adrian agnes agnieszka ahmed aksel albert aleksander alexander alf ali alice alma amalie amina amund anders andre
andrea andreas ane anette anita anja ann anna anne annette ansgar arild arne arnfinn arnt arve arvid asbjørn aslak
aslaug asta astri astrid atle aud audun august aurora axel ayla benedikte benjamin bente bergljot berit bernt birger
birgit birgitte birte bjarne bjørg bjørn bodil borghild brage britt bård børge camilla caroline casper cathrine
cecilie celine charlotte christer christian christina christine christoffer dag dagfinn dagny dagrun daniel david
dina ebba edel edvard egil eilert einar eir eira eirik eirin eivind eldar eldbjørg elena eli elias elin elina eline
elisabet elisabeth elise ella elle ellen elling elsa else emil emilia emilie emma endre erik erika erlend erling
eskil espen esten eva even eystein fatima filip finn flemming frank fredrik frida frode gabriel gard geir georg gerd
gina gitte gjermund gjertrud gorm grete grethe grim gro gry gudmund gudrun gunhild gunn gunnar gunnhild gunvor guri
guro gustav guttorm gyda haakon hallgeir hallvard halvard halvor hanna hannah hanne hans harald harriet hassan hauk
hedda hedvig hege heidi helen helena helene helga helge helle henning henny henriette henrik herdis herman hermod
hilda hilde hildegunn hildur hjalmar hjørdis håkon håvard ida idar idun ina inga ingar inge ingeborg ingebrigt inger
ingri ingrid ingunn ingvar ingvild irene irmelin isabel isabella isak iselin ivar iver jacob jakob jan janne jarle
jasmin jasper jeanette jenny jens jesper jo joakim joar johan johanna johanne johannes john johnny jon jonas
jonathan jone jorid jorun jorunn josefine jostein julia julian julie june jørgen jørn kai kaia kaja kamilla karen
kari karin karina karl karoline karsten katarina katarzyna kathrine katrine kenneth kent ketil kim kirsten kirsti
kjartan kjell kjellaug kjersti kjerstin klara knut kolbjørn konrad kornelia kristen kristian kristin kristina
kristine kristoffer kyrre kåre laila lars lasse laura lea leah leif leiv lena lene leo leon leonora lillian lilly
lina linda line linn linnea lisa lisbeth lise liv liva live loke lone lotte louise lucas ludvig luka lukas lykke
mads magda magne magnhild magnus mai maia maja malene malin maren margit margrete margrethe margunn mari maria
mariam marianne marie mariell marina marion marit marita marius markus marte marthe martin martine mathea mathias
mathilde mats matteo maya merete merethe mette mia mikael mikal mikkel milla mille mina mira miriam mohamed mohammed
mona monica monika morris morten muhammad målfrid nadia nanna natalie nathalie nicolai nikolai nils nina njål noah
noor nora norunn nova oda odd oddbjørn oddny oddrun oddvar odin ola olaf olav ole olea olga oliver olivia omar oskar
ottar otto ove pauline peder per pernille petra petter pia piotr preben pål ragna ragnar ragnhild ragnvald randi
rannveig ranveig rasmus rebecca rebekka regine reidar reidun rikke rita roald roar robert robin roger rolf ronja
ronny roy runa rune ruth sander sandra sara sarah sebastian selma severin shirin sigbjørn sigmund signe sigrid
sigrun sigurd sigve silje silvia simen simon sindre siri sissel siv sivert snorre sofia sofie solbjørg solfrid
solgunn solrun solveig solvor sondre stein steinar stian stig stine storm sture ståle sunna sunniva svanhild svein
svend sverre sylvi synne synneva synnøve sølvi terese terje thea theodor therese thomas thor thorbjørn tilde tina
tiril tobias tom tomas tomasz tomine tommy tone tonje tor tora torbjørg torbjørn tord tore torfinn torgeir torgunn
torhild toril torill torkel torleif tormod torstein torunn torvald tove trine trond trude truls trygve turid tuva
tyra ulf ulrik ulrikke una une unn unni vanja vegard vera veronika veslemøy vetle vibeke victoria vidar viggo viktor
viktoria vilde vilja vilma vincent wenche wilhelm william yasmin ylva yngvar yngve yusuf zahra åge ågot åse åshild
åslaug åsmund åsne åsta øistein øivind ørjan øydis øystein øyunn øyvind
"""

GIVEN_NAMES = frozenset(_NAMES.split())
