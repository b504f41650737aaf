// What holds of every document: axe-core's rules, shades of grey only, no script, nothing from the network.

import { packages } from "../cards/browser.mjs";
import { openPrinted } from "./page.mjs";

const AXE = packages.resolve("axe-core/axe.min.js");

export async function checkLooks(report, browser, document) {
  const page = await openPrinted(browser, document);
  await report.check(`${document.name}: by itself`, async () => {
    const faults = page.asked.slice(1).map((it) => `asks for ${it}`);
    return [...faults, ...(await page.evaluate(findForeign))];
  });
  await report.check(`${document.name}: in black and white`, () => page.evaluate(findColour));
  await page.addScriptTag({ path: AXE });
  await report.check(`${document.name}: axe-core`, () => page.evaluate(runAxe));
  await page.context().close();
}

// The functions below run in the page.

function findForeign() {
  return [...document.querySelectorAll("script, link, img, iframe, object, audio, video, svg, [src], [onerror]")].map(
    (it) => `has ${it.outerHTML.slice(0, 80)}`,
  );
}

function findColour() {
  const faults = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    for (const pseudo of [null, "::before", "::after", "::marker"]) {
      const style = getComputedStyle(element, pseudo);
      for (const name of ["color", "backgroundColor", "borderTopColor", "borderBottomColor", "outlineColor"]) {
        const [red, green, blue] = style[name].match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
        if (red !== green || green !== blue) faults.add(`${name} ${style[name]}: ${element.outerHTML.slice(0, 60)}`);
      }
    }
  }
  return [...faults];
}

async function runAxe() {
  const { violations } = await window.axe.run(document, { resultTypes: ["violations"], selectors: false, preload: false });
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 120)}`));
}
