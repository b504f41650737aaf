//! Headwords of several words.

use super::check;

#[test]
fn any_word_may_be_inflected() {
    check(
        "en",
        &[
            ("take off", "v", "The plane [took off]. It [takes  off]."),
            ("mother-in-law", "n", "two [mothers-in-law], two [mother-in-laws]"),
            ("runner-up", "n", "the [runners-up]"),
            ("passer-by", "n", "[passers-by] and [passersby]"),
            ("first night", "n", "nervous on [first nights]"),
            ("swimming pool", "n", "[swimming pools]"),
            ("well-known", "a", "[better-known], [best-known], [well known]"),
            ("go to bed", "v", "He [went to bed]."),
            ("fish and chips", "n", "We had [fish and chips]."),
            ("spill the beans", "", "Who [spilt the beans]?"),
            ("the penny drops", "o", "Then the [penny dropped]."),
            ("Prime Minister", "n", "the [prime ministers]"),
            ("traffic light", "n", "[Traffic lights] ahead"),
            ("take a photo", "v", "She [took a photo]."),
            ("it depends", "o", "[It depended] on her."),
            ("time flies", "o", "How [time flew]!"),
            ("great minds think alike", "", "As [great minds thought alike]"),
        ],
    );
}

#[test]
fn words_may_be_joined_by_blanks_hyphens_or_nothing() {
    check(
        "en",
        &[
            ("sound track", "n", "[sound track], [sound-tracks], [soundtracks]"),
            ("sound-track", "n", "[sound track], [Soundtrack]"),
            ("take off", "v", "He [took\n   off] and [took\u{a0}off]."),
            ("well-being", "n", "[wellbeing] and [well being]"),
            ("decision-maker", "n", "[decision-\nmakers]"),
            ("ice cream", "n", "[ice-cream] and [icecream]"),
            (
                "first come, first served",
                "o",
                "[First come, first served]; [first come first served]",
            ),
            ("per cent", "n", "ten [percent]"),
            (
                "driver's licence",
                "n",
                "my [driver’s license], [drivers' licence], [drivers license]",
            ),
        ],
    );
}

#[test]
fn verbs_are_split_by_their_object() {
    check(
        "en",
        &[
            ("take off", "v", "He [took] the shoes [+off]."),
            ("take off", "v", "[Taking] his dirty old shoes [+off], he sat down."),
            ("look up", "", "[Look] it [+up]!"),
            ("look up", "o", "She [looked] the word [+up]."),
            ("make sense", "v", "It [makes] a lot of [+sense]."),
            ("turn on", "v", "[Turn] the light [+on] and [turn] the TV [+on]."),
            ("take a look", "v", "Let's [take a] closer [+look]."),
            ("go to bed", "v", "They [went] straight [+to bed]."),
            ("put up with", "v", "I can't [put] him [+up with]."),
            ("play a role", "v", "It [plays a] very important [+role]."),
            ("be able to", "v", "She [was] not [+able to] come."),
            ("take off", "v", "He [took] \"them\" [+off]."),
        ],
    );
}

#[test]
fn other_words_between_are_no_match_without_reason() {
    check(
        "en",
        &[
            ("take off", "v", "He took it. The plane was off."),
            ("take off", "v", "He took one two three four five off."),
            ("take off", "v", "Did he take? Off he went."),
            ("take off", "v", "He took: off"),
            ("take off", "v", "He took offence."),
            ("coffee table", "n", "coffee on the table"),
            ("coffee table", "", "coffee on the table"),
            ("as well", "d", "as I know well"),
            ("red wine", "n", "red and white wine"),
            ("take off", "v", "off he took"),
            ("a part", "n", "They live apart."),
            ("apart", "d", "a part of it"),
            ("look after", "v", "He looked"),
            ("by the way", "o", "by bus the long way"),
        ],
    );
}

#[test]
fn an_unbroken_occurrence_wins_over_a_split_one() {
    check(
        "en",
        &[
            ("take off", "v", "He took it home and [took off]; take it off."),
            ("look up", "v", "[Look up]! Look the word up."),
        ],
    );
}

#[test]
fn placeholders_stand_for_other_words() {
    check(
        "en",
        &[
            ("make up one's mind", "v", "She [made up] her [+mind]."),
            ("make up one's mind", "v", "The boy [makes up] the boy's [+mind]."),
            ("make up one's mind", "v", "[Make up] your own [+mind]!"),
            ("take sth off", "v", "[Take] that coat [+off]!"),
            ("take something off", "v", "He [took] it [+off]."),
            ("tell sb off", "v", "He was [told off]. "),
            ("ask sb for sth", "v", "I [asked] my father [+for] money."),
            ("give sb/sth up", "v", "I [gave] him [+up]."),
            ("depend on sth", "v", "It [depends on] the weather."),
            ("keep doing sth", "v", "He [kept] asking."),
            ("something else", "o", "I want [something else]."),
            ("something else", "o", "What [else]?"),
            ("enjoy oneself", "v", "They [enjoyed] themselves."),
            ("pride oneself on", "v", "She [prides] herself [+on] it."),
            ("sb's cup of tea", "n", "It isn't my [cup of tea]."),
            ("on one's own", "d", "He lives [on] his [+own]."),
            ("not only … but also", "o", "[not only] cheap [+but also] good"),
            ("either...or", "o", "[Either] you [+or] me"),
            ("make up one's mind", "v", "He made up a mind."),
            ("pride oneself on", "v", "He prides them on it."),
        ],
    );
}

#[test]
fn bracketed_parts_are_optional() {
    check(
        "en",
        &[
            ("depend (on)", "v", "It [depends on] you. It [depends]. It [depends]; dependent."),
            ("(be) fed up", "v", "I [am fed up]. The [fed up] man."),
            ("colour(s)", "n", "[colours] and [color]"),
            ("judg(e)ment", "n", "[judgment], [judgement]"),
            ("(semi-)detached", "a", "[detached] or [semi-detached]"),
            ("look (sth) up", "v", "[Look up]!"),
            ("come (all) the way", "v", "He [came the way] and [came all the way]."),
            ("(on)", "o", "[on]"),
        ],
    );
}

#[test]
fn markers_of_the_dictionary_form_are_optional() {
    check(
        "en",
        &[
            ("to take off", "v", "to [take off], [took off]"),
            ("a dog", "n", "I saw a [dog] and [dogs]."),
            ("the Hague", "n", "in The [Hague]"),
            ("to date", "d", "[To date], no date is set."),
            ("a lot", "d", "He has [a lot] on this lot."),
            ("the", "o", "[the] dog"),
            ("to", "o", "[to] go"),
            ("a", "o", "[a] dog"),
        ],
    );
}

#[test]
fn alternatives_are_found_both() {
    check(
        "en",
        &[
            ("have/take a look", "v", "[Have a look]; he [took a look]."),
            ("in/at school", "o", "[at school], [in school]"),
        ],
    );
}

#[test]
fn other_languages_have_no_english_notation() {
    check(
        "de",
        &[
            ("auf jeden Fall", "", "Ja, [auf jeden Fall]!"),
            ("to go", "", "Kaffee [to go], go"),
            ("der Hund", "", "Der  [Hund] bellt; [Hund]."),
            ("(sich) freuen", "", "[sich freuen], [freuen]"),
            ("sth", "", "[sth]"),
        ],
    );
}
