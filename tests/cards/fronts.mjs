// What a front must not do: show an error, sound the answer, or hold it out of sight.

const WITH_SOUND = new Set(["Listen"]);

// The fields that hold what a template asks for. A gap's answer may be a word as common as "of", which
// stands elsewhere too, and a cue's answer is one of two words that the front names: both are left out.
const ANSWERS = {
  Recognise: ["Definition", "IPA British", "IPA American"],
  Produce: ["Headword", "IPA British", "IPA American"],
  Listen: ["Headword", "Definition"],
  Say: ["IPA British", "IPA American"],
  Distinction: ["Difference", "This meaning", "Other meaning"],
  Question: ["Right"],
};

export async function checkFronts(report, deck) {
  const names = (cards) => cards.map((card) => card.name);
  await report.check(`${deck.name}: Anki shows every card without an error`, () =>
    deck.errors.map((it) => `${it.template}: ${it.errors}`),
  );
  await report.check(`${deck.name}: only Listen sounds on the front`, () =>
    names(deck.cards.filter((it) => it.frontSounds.length > 0 !== WITH_SOUND.has(it.template))),
  );
  await report.check(`${deck.name}: no front contains its answer`, () =>
    names(deck.cards.filter((it) => answersOf(it).some((answer) => holds(it.front, answer)))),
  );
  const quizzes = deck.cards.filter((it) => it.template === "Quiz");
  await report.check(`${deck.name}: no quiz holds its solution on the front`, () =>
    names(quizzes.filter((it) => givesAway(it))),
  );
}

// The choices have to be all alike, and nothing that only the back needs may stand beside them.
function givesAway({ front, fields }) {
  const list = /<ol class="choices" type="A">(.*?)<\/ol>/s.exec(front)?.[1] ?? "";
  const isPlain = list.split("<li>").length > 2 && !/<li [^>]/.test(list);
  const feedback = [...fields.Solution.matchAll(/<div class="feedback">(.*?)<\/div>/gs)].map((it) => it[1]);
  const secrets = [...feedback, fields.Why].filter((it) => it);
  const body = front.replace(/<script>.*<\/script>/s, "");
  return !isPlain || secrets.some((it) => body.includes(it));
}

function answersOf(card) {
  // Where no gap could be cut, the front asks which of two sentences is right, so it shows both.
  const isEither = card.template === "Question" && card.fields.Answer === card.fields.Right;
  const fields = isEither ? [] : (ANSWERS[card.template] ?? []);
  const written = (name, text) => (name.startsWith("IPA") ? `/${text}/` : text);
  return fields.filter((it) => card.fields[it]).map((it) => written(it, textOf(card.fields[it])));
}

function textOf(html) {
  return html.replace(/<script>.*<\/script>|<[^>]+>/gs, "").trim();
}

// Whole words only: "cue" does not stand in "rescue".
function holds(html, answer) {
  const escaped = answer.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu").test(textOf(html));
}
