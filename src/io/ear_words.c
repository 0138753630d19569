/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_words.c - common English words, the rivals of the vocabulary.
 *
 * Order does not matter. Words that sound like one of the vocabulary are left out when the
 * ear is opened, so that they may stand here.
 */
#include "ear_words.h"

static const char *const words[] = {
    "the of and a in is it you that he was on are with as his they be at this from have",
    "or by had not but what all were when we there can an your which their said if do",
    "will each about how up out them then she many some so these would other into has",
    "more her like him see time could make than first been its who now people my made",
    "over did down only way find use may water long little very after called just where",
    "most get through back much before go good new our me too man any day sort came show",
    "every give under name form sentence great think say help low line differ turn cause",
    "mean move right boy old does tell set want air well also play small end put home",
    "read hand port large spell add even land here must big high such follow act why ask",
    "men change went light kind off need house picture try us again animal point mother",
    "world near build self earth father head stand own page should country found answer",
    "school grow study still learn plant cover food sun thought let keep eye never last",
    "door between city tree cross since hard start might story saw far sea draw left late",
    "run while press close night real life few open seem together next white children",
    "begin got walk example ease paper often always music those both mark book letter",
    "until mile river car feet care second group carry took rain eat room friend began",
    "idea fish mountain north once base hear horse cut sure watch color face wood main",
    "enough plain girl usual young above ever red list though feel talk bird soon body",
    "dog family direct pose song measure state product black short class wind question",
    "happen complete ship area half rock order fire south problem piece told knew pass",
    "farm top whole king size heard best hour better true during hundred remember step",
    "early hold west ground interest reach fast sing table travel morning simple several",
    "toward war lay against pattern slow center love person money serve appear road map",
    "rule govern pull cold notice voice fall power town fine certain fly lead cry dark",
    "machine note wait plan figure star box noun field rest correct able done beauty",
    "drive stood contain front teach week final gave green quick develop sleep warm free",
    "minute strong special mind behind clear tail produce fact street inch lot nothing",
    "course stay wheel full force blue object decide surface deep moon island foot yet",
    "busy test record boat common gold possible plane age dry wonder laugh thousand ago",
    "ran check game shape hot miss brought heat snow bed bring sit perhaps fill east",
    "weight language among forward backward visual happy cat wow hello hi hey okay oh ah",
    "um please thanks thank sorry maybe really actually nice lovely bad ouch tired sore",
    "stiff hurt hurts ache aching easy hardly almost quite rather bit less least bottom",
    "middle side around inside outside across along away today tomorrow yesterday tonight",
    "afternoon evening monday tuesday wednesday thursday friday saturday sunday january",
    "june july month year years hours seconds moment later sooner already anyway somebody",
    "someone anybody everyone everything anything somewhere nowhere mum mom dad baby",
    "brother sister wife husband son daughter uncle aunt doctor nurse kitchen bathroom",
    "bedroom garden window wall floor ceiling chair sofa couch carpet shelf cup glass",
    "plate bowl spoon fork knife bottle bag pocket phone call ring radio television",
    "screen computer button key lock lamp clock battery cable number news weather film",
    "movie video photo tea coffee milk bread butter cheese egg eggs meat rice soup salt",
    "sugar apple orange banana potato tomato cake chocolate breakfast lunch dinner supper",
    "shop store market price pound dollar pay paid buy bought sell sold cheap cost bus",
    "train bike bicycle truck taxi ticket station airport drove ride rode bridge corner",
    "garage church hotel bank police office work working job boss meeting email message",
    "pen pencil finger fingers thumb arm arms elbow shoulder neck chest spine hip hips",
    "knee knees ankle toe toes legs muscle bone skin heart blood stomach belly breath",
    "breathe breathing breathed stretch stretching bend bending twist lift lifting lower",
    "raise roll rolling push pushing relax squeeze tighten lying laying sitting standing",
    "kneel lean mat pillow towel cushion ball band exercise exercises routine session",
    "sets times count counting faster slower gently carefully slowly quickly ahead louder",
    "quieter volume silence quiet noise sound listen listening speak speaking spoke word",
    "words talked talking telling says saying asked asking calling wanted wants needed",
    "needs tried trying used using looked looking look seen sees watched watching",
    "thinking knows known guess believe hope wish forgot forget remembered understand",
    "understood suppose sense matter reason trouble worry worried afraid angry glad sad",
    "funny strange silly crazy smart stupid clever sick ill healthy fat thin tall heavy",
    "wide narrow round flat sharpened soft rough smooth wet clean dirty empty broken",
    "fixed fix break broke burn burning cook cooking bake boil wash washing dress shirt",
    "coat hat shoes socks trousers gloves jacket belt sewing paint painting brown yellow",
    "pink purple grey gray bright dogs cats cow pig sheep chicken duck mouse rat lion",
    "tiger bear monkey elephant snake spider bee birds flower flowers grass leaf leaves",
    "branch root seed forest hill valley lake beach ocean wave sand stone ice storm cloud",
    "sky spring summer autumn winter holiday birthday christmas party dance dancing",
    "guitar piano drum sport football tennis swim swimming running jump jumping catch",
    "throw threw kick hit win lose lost team player score match club member vote",
    "president minister government law court judge crime prison army soldier gun attack",
    "peace freedom history science nature art culture god bless lord heaven hell devil",
    "soul spirit dream sleeping slept wake woke awake bath shower hair teeth tooth mouth",
    "nose ear ears eyes lip tongue throat cough sneeze smile kiss hug held touch felt",
    "smell taste hungry thirsty drink drank drunk beer wine anne paul john mary mike",
    "david jane susan peter george tom jack bob bill jim joe ben sam max alex emma anna",
    "lucy kate sarah fun bun shun mine sign pine vine dine dive live hive alive strive",
    "fife gate date straight tick stick kicks mix sticks pick trick eleven oven lesson",
    "hen yen send tend lend spend sent tent rent meant dent shot spot drop chop hop pop",
    "stock stuff staff stab stopped sap soap slop chip flip grip slip skill scene peep",
    "beep heap leap paws because laws doors pores source pour core shore fourth forth",
    "fort fought wrote goat float hero zebra dear fear lag beg peg keg log flag tag rag",
    "lug bug jug mug shark chart harp card guard charge chess mess vest nest guest jest",
    "chase case pace race space place grace waste paste claim fame frame shame tame lame",
    "brain chain range arrange danger stranger steady buddy teddy penny berry merry ferry",
    "rebel retreat receive compete relieve easily season raisin teaser view queue shoe",
    "glue grew flew drew crew clue screw truth youth loop troop shoot boot fruit suit",
    "sheet pea fee ski flea plea agree yeah yep yup nope nah uh huh hmm mm hunger younger",
    "honey sunny bunny gown crown crowd loud proud bound hound mound row bow brow allow",
    "rose hose goes blow flow glow ninth fight sight tight bite kite site height sixth",
    "sixty seventh seventy eighth eighty ninety twenty thirty forty fifty twelve thirteen",
    "fourteen fifteen sixteen seventeen eighteen nineteen million dozen third quarter",
    "twice double pair single couple",
};

size_t ear_words_count(void)
{
	return sizeof words / sizeof words[0];
}

const char *ear_words(size_t i)
{
	return words[i];
}

/* What sounds like "louder", "quieter", "softer", "slower", or begins or ends like them. */
static const char *const near[] = {
    "loud ladder lower slow slowly quiet quite quietly water quarter daughter later",
    "letter lawyer lover over powder shower power flower prouder chowder lighter leather",
    "latter leader loaded lately laughter order older shoulder soldier holder solar sober",
    "slayer slater sofa soda slope floor flow after father master past fast pastor",
    "plaster disaster foster sister sitter softly soft often offer coffee software suffer",
    "wider writer riot diet client choir quit buyer fire tired hour outer loudly cloud",
    "crowd allowed aloud lousy salad sailor loafer loader slot sloth low load lord wire",
    "liar closer grower mower blower rooster allow rather another sliver column volume talk",
};

size_t ear_near_words_count(void)
{
	return sizeof near / sizeof near[0];
}

const char *ear_near_words(size_t i)
{
	return near[i];
}
