// Checks rendered cards in Chromium. Usage: node main.mjs STYLE DOCUMENT...
// STYLE is the cards' style sheet; each DOCUMENT is what inspect_package.py --render printed of a deck.

import { launch } from "./browser.mjs";
import { checkFronts } from "./fronts.mjs";
import { checkLooks } from "./looks.mjs";
import { checkQuizzes } from "./quiz.mjs";
import { readDecks } from "./rendered.mjs";
import { Report } from "./report.mjs";
import { checkVoices } from "./voices.mjs";

const [style, ...documents] = process.argv.slice(2);
const decks = await readDecks(documents, style);
const report = new Report();
const browser = await launch();
for (const deck of decks) {
  await checkFronts(report, deck);
  await checkLooks(report, browser, deck);
  await checkQuizzes(report, browser, deck);
  await checkVoices(report, browser, deck);
}
await browser.close();
process.exitCode = report.finish();
