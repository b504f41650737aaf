// Checks printed pages in Chromium. Usage: node main.mjs FOLDER
// FOLDER holds a folder for each way to print, such as `a4-long`, with the files of every deck.

import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { launch } from "../cards/browser.mjs";
import { Report } from "../cards/report.mjs";
import { checkCards } from "./cards.mjs";
import { checkLooks } from "./looks.mjs";
import { checkWorksheet } from "./worksheet.mjs";

const CHECKS = { ".cards-html.html": checkCards, ".worksheet.html": checkWorksheet };

const [folder] = process.argv.slice(2);
const report = new Report();
const browser = await launch();
for (const way of (await readdir(folder, { withFileTypes: true })).filter((it) => it.isDirectory())) {
  const [paper, flip] = way.name.split("-");
  for (const file of (await readdir(join(folder, way.name))).sort()) {
    const ending = Object.keys(CHECKS).find((it) => file.endsWith(it));
    // Nothing of a worksheet depends on the edge.
    if (!ending || (CHECKS[ending] === checkWorksheet && flip !== "long")) continue;
    const document = { path: join(folder, way.name, file), name: `${file}, ${paper}, ${flip} edge`, paper, flip };
    await CHECKS[ending](report, browser, document);
    if (way.name === "a4-long") await checkLooks(report, browser, document);
  }
}
await browser.close();
process.exitCode = report.finish();
