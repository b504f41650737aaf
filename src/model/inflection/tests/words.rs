//! Single words.

use super::{check, classes};
use crate::model::inflection::Finder;

#[test]
fn regular_nouns_are_found_in_the_plural() {
    check(
        "en",
        &[
            ("dog", "n", "A [dog] met two [dogs]."),
            ("city", "n", "Many [cities] are older than this [city]."),
            ("toy", "n", "Put your [toys] away."),
            ("soliloquy", "n", "Hamlet's [soliloquies]"),
            ("box", "n", "three [boxes]"),
            ("church", "n", "old [churches]"),
            ("stomach", "n", "on empty [stomachs]"),
            ("bus", "n", "[Buses] and [busses] run all night."),
            ("quiz", "n", "pub [quizzes]"),
            ("photo", "n", "Look at these [photos]!"),
            ("potato", "n", "mashed [potatoes]"),
            ("belief", "n", "deeply held [beliefs]"),
            ("café", "n", "Paris is full of [cafés]."),
            ("CD", "n", "my old [CDs]"),
            ("747", "n", "two [747s] on the runway"),
            ("1980", "n", "music of the [1980s]"),
        ],
    );
}

#[test]
fn irregular_nouns_are_found_in_the_plural() {
    check(
        "en-GB",
        &[
            ("child", "n", "The [children] slept."),
            ("grandchild", "n", "her [grandchildren]"),
            ("foot", "n", "six [feet] tall"),
            ("mouse", "n", "Three blind [mice]."),
            ("criterion", "n", "strict [criteria]"),
            ("phenomenon", "n", "natural [phenomena]"),
            ("series", "n", "two new [series]"),
            ("sheep", "n", "a flock of [sheep]"),
            ("person", "n", "Some [people] say so."),
            ("life", "n", "They lost their [lives]."),
            ("half", "n", "two [halves]"),
            ("housewife", "n", "desperate [housewives]"),
            ("bookshelf", "n", "dusty [bookshelves]"),
            ("thief", "n", "[thieves] at work"),
            ("crisis", "n", "one of many [crises]"),
            ("analysis", "n", "detailed [analyses]"),
            ("cactus", "n", "[Cacti] and other [cactuses]."),
            ("bacterium", "n", "harmful [bacteria]"),
            ("stadium", "n", "[stadiums] or [stadia]"),
            ("larva", "n", "insect [larvae]"),
            ("appendix", "n", "the [appendices] of the book"),
            ("fireman", "n", "The [firemen] came."),
            ("woman", "n", "[women] only"),
            ("gateau", "n", "chocolate [gateaux]"),
            ("penny", "n", "It cost fifty [pence]."),
        ],
    );
}

#[test]
fn possessives_belong_to_the_noun() {
    check(
        "en",
        &[
            ("dog", "n", "the [dog's] tail and the [dog’s] ears"),
            ("dog", "n", "the [dogs'] tails"),
            ("dog", "n", "'Look at the [dogs]' he said."),
            ("James", "n", "[James's] car and [James'] house"),
            ("child", "n", "[children's] books"),
            ("mother-in-law", "n", "my [mother-in-law's] cat"),
        ],
    );
}

#[test]
fn regular_verbs_are_found_in_every_form() {
    check(
        "en",
        &[
            ("walk", "v", "She [walks], [walked], is [walking]."),
            ("carry", "v", "She [carries] it; he [carried] it; they are [carrying] it."),
            ("play", "v", "He [plays]; he [played]."),
            ("plan", "v", "We [planned] it and go on [planning]."),
            ("travel", "v", "He [travelled] while she was [traveling]."),
            ("rain", "v", "It [rained] and is still [raining]."),
            ("equip", "v", "well [equipped]"),
            ("fuel", "v", "[fuelling] fears, [fueled] by doubt"),
            ("visit", "v", "We [visited] it."),
            ("prefer", "v", "I [preferred] tea."),
            ("hope", "v", "[Hoping] and [hoped]"),
            ("agree", "v", "[agreeing], [agreed]"),
            ("dye", "v", "She is [dyeing] her hair."),
            ("tie", "v", "He is [tying] the knot he [tied]."),
            ("panic", "v", "They [panicked], and we are [panicking]."),
            ("picnic", "v", "[picnicking] in the park"),
            ("watch", "v", "She [watches] TV."),
            ("miss", "v", "He [misses] her."),
            ("fix", "v", "He [fixes], is [fixing], has [fixed] it."),
            ("echo", "v", "The hall [echoes]."),
            ("singe", "v", "He was [singeing] it, not singing."),
            ("age", "v", "[ageing] or [aging]"),
            ("queue", "v", "[queuing] or [queueing]"),
            ("focus", "v", "[focused], [focussed], [focusing]"),
            ("show", "v", "He [showed] what he had [shown]."),
        ],
    );
}

#[test]
fn irregular_verbs_are_found_in_every_form() {
    check(
        "en",
        &[
            ("be", "v", "I [am], you [are], he [is], we [were], it [was], it has [been] [being]."),
            ("have", "v", "She [has] it, I [had] it, [having] it."),
            ("do", "v", "He [does] what I [did]; it is [done]."),
            ("go", "v", "He [goes] where she [went]; they are [gone]."),
            ("can", "v", "You [could] if you [can]."),
            ("will", "v", "He [would] if he [will]."),
            ("get", "v", "I [got] it; he has [gotten] it; [getting] it."),
            ("burn", "v", "[burned] and [burnt]"),
            ("spell", "v", "[spelt] or [spelled]"),
            ("lie", "v", "She [lay] down; he [lied]; [lying]"),
            ("take", "v", "[took], [taken], [taking], [takes]"),
            ("overtake", "v", "He [overtook] a lorry."),
            ("undergo", "v", "She [underwent] surgery."),
            ("mislead", "v", "We were [misled]."),
            ("rewrite", "v", "It was [rewritten] twice."),
            ("withdraw", "v", "He [withdrew] his money."),
            ("misunderstand", "v", "You [misunderstood] me."),
            ("foresee", "v", "as [foreseen]"),
            ("forget", "v", "I [forgot] that you had [forgotten]."),
            ("put", "v", "[putting] it where I [put] it"),
            ("swim", "v", "[swam], [swum], [swimming]"),
            ("to run", "v", "I want to [run] as he [ran]."),
            ("relay", "v", "The news was [relayed]."),
            ("behave", "v", "They [behaved] well."),
            ("find", "v", "I [found] it; [finding] it; founded in 1900."),
            ("see", "v", "He [saw] a seed."),
        ],
    );
}

#[test]
fn adjectives_and_adverbs_are_found_in_their_degrees() {
    check(
        "en",
        &[
            ("big", "a", "[bigger] and [biggest]"),
            ("happy", "a", "the [happiest], [happier] than ever"),
            ("large", "a", "a [larger] one, the [largest]"),
            ("good", "a", "[better] late; the [best]"),
            ("well", "d", "She sings [better], indeed [best]."),
            ("bad", "a", "[worse] and [worst]"),
            ("far", "d", "[further] away, the [farthest]"),
            ("old", "a", "my [elder] brother, the [oldest] of us"),
            ("little", "a", "the [least] of them, [less] or [littler]"),
            ("many", "a", "[more] or [most]"),
            ("cruel", "a", "[crueller] or [crueler]"),
            ("dry", "a", "[drier] and [dryer]"),
            ("unhappy", "a", "[unhappier]"),
            ("early", "d", "an hour [earlier]"),
            ("hot", "", "the [hottest] day"),
            ("beautiful", "a", "more [beautiful] than beautifully"),
        ],
    );
}

#[test]
fn either_spelling_finds_the_other() {
    check(
        "en",
        &[
            ("colour", "n", "[colors] and [colours]"),
            ("color", "v", "[coloured] [coloring]"),
            ("neighbourhood", "n", "in our [neighborhood]"),
            ("favorite", "a", "my [favourite] song"),
            ("centre", "n", "in city [centers]"),
            ("theater", "n", "a [theatre]"),
            ("kilometre", "n", "ten [kilometers]"),
            ("organise", "v", "[organizing] what was [organised]"),
            ("organization", "n", "two [organisations]"),
            ("analyze", "v", "[analysed]"),
            ("catalogue", "n", "the [catalog], the [catalogs]"),
            ("defence", "n", "the [defense] of"),
            ("license", "v", "[licenced], [licensed]"),
            ("programme", "n", "TV [programs]"),
            ("grey", "a", "[gray], [grayer], [greyest]"),
            ("judgement", "n", "[judgments]"),
            ("aluminium", "n", "[aluminum] foil"),
            ("traveller", "n", "[travelers]"),
            ("fulfil", "v", "[fulfills] and [fulfilled]"),
            ("moustache", "n", "a [mustache]"),
            ("naïve", "a", "so [naive] of you"),
            ("manoeuvre", "v", "[maneuvering]"),
        ],
    );
}

#[test]
fn contractions_show_the_verb_in_them() {
    check(
        "en",
        &[
            ("be", "v", "It [is]n't here and they [are]n’t there."),
            ("do", "v", "I [do]n't know and he [did]n't."),
            ("can", "v", "You [can't] do it; you [cannot]."),
            ("will", "v", "He [won't] come; she['ll] do."),
            ("have", "v", "They['ve] gone and we [have]n't."),
            ("be", "v", "I['m] here, they[’re] there, it['s] late, Tom's too."),
            ("not", "d", "I do[n't]; I do [not]."),
            ("I", "o", "[I]'m sure [I] can and [I]’ll do it."),
            ("let", "v", "[Let]'s go!"),
            ("who", "o", "[Who]'s there?"),
            ("don't", "o", "I [don’t] know."),
            ("let", "", "[Let]'s go!"),
        ],
    );
}

#[test]
fn only_whole_words_are_found() {
    check(
        "en",
        &[
            ("art", "n", "the party started smartly"),
            ("cat", "n", "concatenate the category"),
            ("he", "o", "The theme is the hearth."),
            ("clock", "n", "at five o'clock"),
            ("don", "n", "I don't know."),
            ("o", "n", "five o'clock"),
            ("quick", "a", "He ran quickly."),
            ("butt", "", "bread and butter"),
            ("let", "", "a letter"),
            ("but", "", "butter and butting"),
            ("on", "o", "one ton of onions"),
            ("see", "v", "the seed"),
            ("star", "v", "He stared at it."),
            ("hop", "v", "I hoped so."),
            ("prise", "v", "a prize"),
            ("tyre", "n", "I am tired."),
            ("cheque", "n", "Check it."),
            ("belief", "n", "He believes it."),
            ("person", "n", "his persona"),
            ("C", "n", "written in C++ and C#"),
            ("net", "n", "I use .NET daily."),
            ("007", "", "number 1007"),
            ("1-2", "", "12 people"),
            ("cafe", "n", "le cafe\u{301} noir"),
            ("sound", "n", "a soundtrack"),
            ("film", "n", "filming"),
            ("quick", "n", "quicker"),
            ("hammer", "n", "He hammered."),
            ("fast", "v", "faster"),
            ("new", "a", "the news"),
            ("a", "o", "an apple"),
            ("us", "o", "It is used."),
            ("in", "od", "an inning"),
            ("up", "o", "upper and upped"),
        ],
    );
}

#[test]
fn a_part_of_a_compound_is_found_only_if_nothing_else_is() {
    check(
        "en",
        &[
            ("film", "n", "The film-maker made a [film]."),
            ("film", "n", "a [film]-maker"),
            ("art", "n", "a state-of-the-[art] camera"),
            ("art", "n", "state-of-the-art [art]"),
            ("long", "a", "a life–[long] friend"),
            ("dog", "n", "the cat—[dog] problem"),
        ],
    );
}

#[test]
fn case_and_typography_do_not_matter() {
    check(
        "en",
        &[
            ("dog", "n", "[Dogs] bark. THE [DOG] BARKS."),
            ("İstanbul", "n", "[İSTANBUL] and [i̇stanbul]"),
            ("café", "n", "a cosy [cafe\u{301}], [CAFÉS] and a [cafe]"),
            ("o'clock", "d", "at five [o’clock], [O'CLOCK]"),
            ("don’t", "o", "[Don't]!"),
            ("’tis", "o", "['Tis] the season; [’tis] so."),
            ("e-mail", "n", "[E-mails], [e‑mail], [e–mail], [email]"),
            ("rock 'n' roll", "n", "[rock ’n’ roll], [rock'n'roll], [Rock n Roll]"),
        ],
    );
}

#[test]
fn signs_and_numbers_are_words_too() {
    check(
        "en",
        &[
            ("C++", "n", "I like [C++], not C."),
            ("C#", "n", "[C#] and [c#]"),
            (".NET", "n", "the [.NET] platform, ASP[.NET]"),
            ("007", "n", "Agent [007], not 1007"),
            ("1-2", "n", "a score of [1-2] or [1–2]"),
            ("AT&T", "n", "the [AT&T] shop"),
            ("R&D", "n", "in [R&D]"),
            ("24/7", "d", "open [24/7]"),
            ("and/or", "o", "tea [and/or] coffee"),
            ("e.g.", "d", "fruit, [e.g.] apples"),
            ("etc.", "d", "apples [etc] and pears [etc.]"),
            ("a.m.", "d", "I am up at 5 [a.m.] today."),
            ("U.S.", "n", "They told us about the [U.S.] army."),
            ("😀", "o", "so [😀][😀]"),
            ("100%", "d", "[100%] sure"),
            (":-)", "o", "Hi [:-)]"),
            ("un-", "o", "the prefix [un-] is one"),
            ("no", "o", "[No], there is [no] noise."),
        ],
    );
}

#[test]
fn unspaced_scripts_are_searched_by_their_letters() {
    check(
        "ja",
        &[("日本", "n", "私は[日本]語と[日本]が好き"), ("ラーメン", "", "[ラーメン]を食べる")],
    );
    check("th", &[("แมว", "", "ฉันมี[แมว]สองตัว")]);
    check("ko", &[("학교", "", "[학교]에서, 대학교")]);
}

#[test]
fn other_languages_have_forms_of_their_own() {
    check(
        "de",
        &[
            ("Hund", "n", "Der [Hund] und die [Hunde], der [HUND]"),
            ("gehen", "v", "Wir [gehen]; er [ging]."),
            ("über", "", "[ÜBER] den Berg. [Über]"),
        ],
    );
    check(
        "fr",
        &[("homme", "n", "l'[homme] et les [hommes]"), ("l'homme", "n", "C’est l’[homme].")],
    );
    check("el", &[("λόγος", "n", "ο [λόγος], Ο [ΛΌΓΟΣ]")]);
    check("enm", &[("dog", "n", "[dog] dogs")]);
}

#[test]
fn the_forms_are_sorted_and_in_lower_case() {
    let forms =
        |headword: &str, initials: &str| Finder::new(headword, &classes(initials), "en-US").forms();
    assert_eq!(forms("Take", "v"), ["take", "taken", "takes", "taking", "took"]);
    assert_eq!(forms("mouse", "n"), ["mice", "mice's", "mouse", "mouse's", "mouses", "mouses'"]);
    assert_eq!(forms("of", "o"), ["of"]);
    assert_eq!(forms("", ""), Vec::<String>::new());
    let phrases = forms("take off", "v");
    for phrase in ["take off", "took off", "taking off"] {
        assert!(phrases.iter().any(|form| form == phrase), "{phrase} in {phrases:?}");
    }
    assert_eq!(Finder::new("λόγος", &[], "el").forms(), ["λόγος"]);
}
