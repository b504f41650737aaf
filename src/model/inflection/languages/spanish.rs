//! Spanish.

use super::super::WordClass::Verb;
use super::{Change, Endings, Grammar};

/// The grammar of Spanish.
pub(super) static GRAMMAR: Grammar = Grammar {
    code: "es",
    capital_nouns: false,
    marks_matter: true,
    articles: "el la los las un una unos unas",
    elisions: "",
    small: "de del a al en el la los las un una por para con se me te lo le que y o su",
    reflexives: "se se me te nos os",
    infinitives: &[("arse", "ar"), ("erse", "er"), ("irse", "ir")],
    clitics: "me te se nos os lo la los las le les melo mela melos melas telo tela telos telas \
              selo sela selos selas noslo nosla noslos noslas oslo osla oslos oslas",
    imperatives: "da di ve se ten haz pon ven sal",
    particles: "",
    inserts: "",
    infinitive: "",
    proclitics: "",
    prefixes: "a re des de con com pre pro sobre contra entre inter trans su sub dis ex im in \
               ante abs retro mal ben equi pos",
    tails: "o a os as",
    endings: &[
        Endings {
            class: Some(Verb),
            of: "arse ar",
            forms: "ar o as a amos ais an aba abas abamos abais aban e aste asteis aron are aras \
                    ara aremos areis aran aria arias ariamos ariais arian es emos eis en aramos \
                    arais ase ases asemos aseis asen ando ad* ad",
        },
        Endings {
            class: Some(Verb),
            of: "erse irse er ir",
            forms: "er ir o es e emos eis en imos is ia ias iamos iais ian i iste io isteis \
                    ieron ere eras era eremos ereis eran eria erias eriamos eriais erian ire iras \
                    ira iremos ireis iran iria irias iriamos iriais irian a as amos ais an iera \
                    ieras ieramos ierais ieran iese ieses iesemos iesen iendo yendo yo yeron yera \
                    yeras yeramos yeran yese yesen ye yen yes ya yas yan id* ed id eron era eran \
                    ese esen endo",
        },
        Endings { class: None, of: "z", forms: "ces" },
        Endings { class: None, of: "co", forms: "quisim* quit*" },
        Endings { class: None, of: "go", forms: "guisim* guit*" },
        Endings { class: None, of: "o a", forms: "o a os as e es isim* it* ill*" },
        Endings { class: None, of: "-", forms: "- s es a as isim* cit*" },
    ],
    changes: &[
        Change::Vowel("e", "ie"),
        Change::Vowel("o", "ue"),
        Change::Vowel("u", "ue"),
        Change::Vowel("i", "ie"),
        Change::Vowel("e", "i"),
        Change::Vowel("o", "u"),
        Change::End("gu", "g"),
        Change::End("qu", "c"),
        Change::End("c", "qu"),
        Change::End("g", "gu"),
        Change::End("z", "c"),
        Change::End("g", "j"),
        Change::End("c", "zc"),
        Change::End("c", "z"),
        Change::End("u", "uy"),
    ],
    irregular: IRREGULAR,
};

/// Irregular verbs, then other words.
static IRREGULAR: &[&str] = &[
    "=ser:soy eres es somos sois son fui fuiste fue fuimos fuisteis fueron era eras éramos erais \
     eran ser+ sea seas seamos seáis sean fuera fueras fuéramos fueran fuese fuesen sido siendo \
     sé sed seré serás será seremos serán sería serías seríamos serían",
    "=ir:voy vas va vamos vais van fui fuiste fue fuimos fuisteis fueron iba ibas íbamos ibais iban \
     iré irás irá iremos irán iría irías iríamos irían vaya vayas vayamos vayáis vayan fuera \
     fueras fuéramos fueran fuese fuesen ido yendo ve id",
    "=estar:estoy estás está estamos estáis están estaba estabas estábamos estabais estaban estuv+ \
     estaré estarás estará estaremos estaréis estarán estaría estarías estaríamos estarían esté \
     estés estemos estéis estén estado estando estad",
    "=haber:he has ha hay hemos habéis han había habías habíamos habíais habían habido habiendo hub+ habr+ haya hayas hayamos hayáis hayan",
    "tener:tengo teng+ tien+ tuv+ tendr+ ten",
    "hacer:hago hag+ hic+ hiz+ har+ haz hech*",
    "facer:fago fag+ fic+ fiz+ far+ fech*",
    "decir:digo dig+ dic+ dij+ dir+ di dich* decir+",
    "poder:pued+ pud+ podr+",
    "poner:pong+ pus+ pondr+ pon puest*",
    "venir:veng+ vien+ vin+ vendr+ ven",
    "querer:quier+ quis+ querr+",
    "saber:sé sup+ sabr+ sep+",
    "caber:quep+ cup+ cabr+",
    "=dar:doy das da damos dais dan di diste dio dimos dieron dé des den demos diera dieras diéramos dieran diese diesen daba dabas dábamos daban daré darás dará daremos darán daría darías daríamos darían dado dada dados dadas dando dad dió",
    "ver:veo ve+ vist* v+",
    "prever:prevé+ prevea previ+ previst*",
    "traer:traig+ traj+ tray+",
    "caer:caig+ cay+",
    "oír:oig+ oy+",
    "salir:salg+ saldr+ sal",
    "valer:valg+ valdr+",
    "andar:anduv+",
    "-ducir:duzc+ duj+",
    "morir:muer+ mur+ muert*",
    "volver:vuelt*",
    "-solver:suelt*",
    "abrir:abiert*",
    "cubrir:cubiert*",
    "-scribir:scrit*",
    "romper:rot*",
    "freír:frit* fri+",
    "imprimir:impres*",
    "reír:rí+ ri+",
    "satisfacer:satisfag+ satisfic+ satisfech*",
    "errar:yerr+",
    "oler:huel+",
    "jugar:jueg+ juegu+",
    "erguir:yerg+ irgu+",
    "proveer:provist*",
    "bueno:buen",
    "mucho:muy",
    "malo:mal",
    "grande:gran",
    "primero:primer",
    "tercero:tercer",
    "postrero:postrer",
    "santo:san",
    "alguno:algún",
    "ninguno:ningún",
    "uno:un una unos unas",
    "cualquiera:cualquier",
    "ciento:cien",
    "el:la los las",
    "él:ella ellos ellas",
    "este:esta estos estas",
    "ese:esa esos esas",
    "aquel:aquella aquellos aquellas",
    "mío:mi mis",
    "tuyo:tu tus",
    "suyo:su sus",
    "mi:mis",
    "tu:tus",
    "su:sus",
    "de:del",
    "a:al",
    "lo:la los las",
    "y:e",
    "o:u",
];
