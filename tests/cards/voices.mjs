// The note that there is no voice: on desktop Linux only, and only where nothing was recorded.

import { openPage, pageOf } from "./browser.mjs";

const PLATFORMS = [
  { name: "desktop Linux", platform: "linux chrome", isMute: true },
  { name: "AnkiDroid", platform: "mobile android linux js", isMute: false },
  { name: "Windows", platform: "win chrome", isMute: false },
  { name: "iPhone", platform: "iphone ios mobile", isMute: false },
];

export async function checkVoices(report, browser, deck) {
  const cards = deck.cards.filter((it) => it.template === "Listen" || it.template === "Say");
  const page = await openPage(browser);
  const backs = cards.map((card) => `<div class="back">${card.back}</div>`).join("");
  for (const { name, platform, isMute } of PLATFORMS) {
    await report.check(`${deck.name}: the note of missing voices on ${name}`, async () => {
      await page.setContent(pageOf(backs, { style: deck.style, platform }));
      const notes = await page.$$eval(".back", (all) =>
        all.map((it) => [...it.querySelectorAll(".voiceless")].filter((note) => note.offsetHeight).length),
      );
      const wanted = cards.map((card) => (isMute && needsVoice(card.fields) ? 1 : 0));
      const wrong = cards.filter((_, at) => notes[at] !== wanted[at]);
      return wrong.map((card) => `${card.name}: the note is there, or missing, against the rule`);
    });
  }
  await page.context().close();
}

function needsVoice(fields) {
  const isRecorded = fields["Audio British"] || fields["Audio American"];
  return Boolean(!isRecorded && (fields["Speak British"] || fields["Speak American"]));
}
