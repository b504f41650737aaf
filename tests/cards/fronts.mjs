// What a front must not do: show an error, sound the answer, or hold it out of sight.

const WITH_SOUND = new Set(["Listen"]);

export async function checkFronts(report, deck) {
  const names = (cards) => cards.map((card) => card.name);
  await report.check(`${deck.name}: Anki shows every card without an error`, () =>
    deck.errors.map((it) => `${it.template}: ${it.errors}`),
  );
  await report.check(`${deck.name}: only Listen sounds on the front`, () =>
    names(deck.cards.filter((it) => it.frontSounds.length > 0 !== WITH_SOUND.has(it.template))),
  );
  await report.check(`${deck.name}: Listen has no word of its answer on the front`, () =>
    names(deck.cards.filter((it) => it.template === "Listen" && it.front.includes(it.fields.Headword))),
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
