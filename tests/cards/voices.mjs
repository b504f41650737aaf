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
  for (const { name, platform, isMute } of PLATFORMS) {
    await report.check(`${deck.name}: the note of missing voices on ${name}`, async () => {
      const faults = [];
      for (const card of cards) {
        await page.setContent(pageOf(card.back, { style: deck.style, platform }));
        const notes = await page.locator(".voiceless:visible").count();
        const wanted = isMute && needsVoice(card.fields) ? 1 : 0;
        if (notes !== wanted) faults.push(`${card.name}: ${notes} notes, ${wanted} wanted`);
      }
      return faults;
    });
  }
  await page.context().close();
}

function needsVoice(fields) {
  const isRecorded = fields["Audio British"] || fields["Audio American"];
  return Boolean(!isRecorded && (fields["Speak British"] || fields["Speak American"]));
}
