// Chromium, and pages in it that show cards as Anki's clients do.

import { createRequire } from "node:module";
import { join } from "node:path";

// The packages stand in the folder of tools, so that Node.js has to be shown where.
export const packages = createRequire(join(process.env.LEXIDECK_PACKAGES, "package.json"));
const { chromium } = packages("playwright-core");

const ADDRESS = "http://cards.test/";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// What the desktop's reviewer declares before the style of the cards, as far as that competes with it.
const REVIEWER_STYLE = `
  body { margin: 20px; overflow-wrap: break-word; }
  body.nightMode { background-color: #2c2c2c; color: #fcfcfc; }
  hr { background-color: #737373; border: none; height: 1px; margin: 1em 0; }
  #typeans { box-sizing: border-box; line-height: 1.75; width: 100%; }
  .typeGood { background: #afa; color: #000; }
  .typeBad { background: #faa; color: #000; }
  .typeMissed { background: #ccc; color: #000; }
  .replay-button { display: inline-flex; margin: 3px; vertical-align: middle; }
  .replay-button svg { height: 40px; width: 40px; }
  .replay-button svg circle { fill: #fff; stroke: #414141; }
  .replay-button svg path { fill: #414141; }
  button { margin: 1em 0.5em; }
`;

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS, headless: true });
}

// The whole page around cards; `platform` are the classes of its root, `body` those of its body.
export function pageOf(content, { style, platform = "linux chrome", body = "card card1" }) {
  return (
    `<!doctype html><html lang="en" class="${platform}"><head><meta charset="utf-8"><title>Card</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<style>${REVIEWER_STYLE}</style></head>` +
    `<body class="${body}"><div id="qa"><style>${style}</style>${content}</div></body></html>`
  );
}

// A page of one origin, which therefore has storage. Nothing comes from the network.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  await context.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  const page = await context.newPage();
  await page.goto(ADDRESS);
  return page;
}

// The desktop and AnkiDroid's new study screen: one page, whose content is replaced.
export const kept = {
  name: "page kept",
  async show(page, html, look) {
    if (!(await page.$("#qa"))) {
      await page.setContent(pageOf("", look));
    }
    await page.evaluate(replaceContent, `<style>${look.style}</style>${html}`);
  },
};

// AnkiDroid's classic screen: each side is a page of its own.
export const reloaded = {
  name: "page reloaded",
  async show(page, html, look) {
    await page.goto(ADDRESS);
    await page.setContent(pageOf(html, look));
  },
};

// Scripts that come with innerHTML do not run; Anki therefore puts each in anew.
function replaceContent(html) {
  const content = document.getElementById("qa");
  content.innerHTML = html;
  for (const old of content.querySelectorAll("script")) {
    const script = document.createElement("script");
    script.textContent = old.textContent;
    old.replaceWith(script);
  }
}
