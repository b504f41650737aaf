// Cards to cut out: no text beyond its card, backs behind their fronts, a sheet a page.

import { openPrinted, printed, wrongSizes } from "./page.mjs";

export async function checkCards(report, browser, document) {
  for (const wide of [false, true]) {
    const page = await openPrinted(browser, document, { wide });
    const font = wide ? "widest font" : "usual font";
    await report.check(`${document.name}: texts inside their cards, ${font}`, () => page.evaluate(findOverflow, wide));
    if (!wide) {
      await report.check(`${document.name}: backs behind fronts`, () => page.evaluate(findMismatches, document.flip));
      await report.check(`${document.name}: a sheet is two pages`, () => checkPages(page, document));
    }
    await page.context().close();
  }
}

async function checkPages(page, document) {
  const pdf = await printed(page);
  const count = (side) => page.locator(`.sheet.${side}`).count();
  const [fronts, backs] = [await count("front"), await count("back")];
  const faults = wrongSizes(pdf, document.paper);
  if (fronts !== backs || pdf.pages !== fronts + backs || fronts === 0) {
    faults.push(`${fronts} fronts, ${backs} backs, ${pdf.pages} pages`);
  }
  return faults;
}

// The functions below run in the page.

function findOverflow(wide) {
  const faults = [];
  if (wide && !hasFont("DejaVu Sans")) return ["DejaVu Sans is missing: install fonts-dejavu-core"];
  const inside = (inner, outer) =>
    inner.left >= outer.left - 0.6 && inner.right <= outer.right + 0.6 && inner.top >= outer.top - 0.6 && inner.bottom <= outer.bottom + 0.6;
  for (const card of document.querySelectorAll("article.card")) {
    const name = `card ${card.getAttribute("aria-label")}`;
    const body = card.querySelector(".body");
    for (const box of [card, body]) {
      // Both numbers are rounded.
      if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1) {
        faults.push(`${name}: ${box.scrollWidth}×${box.scrollHeight} in ${box.clientWidth}×${box.clientHeight}`);
      }
    }
    const room = body.getBoundingClientRect();
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      for (const box of range.getClientRects()) {
        if (!inside(box, room)) faults.push(`${name}: beyond its room: ${texts.currentNode.data.slice(0, 40)}`);
      }
    }
    if (room.bottom > card.querySelector(".foot").getBoundingClientRect().top + 1) faults.push(`${name}: text on the number`);
  }
  for (const sheet of document.querySelectorAll(".sheet")) {
    const edge = sheet.getBoundingClientRect();
    for (const element of sheet.querySelectorAll("*")) {
      if (!inside(element.getBoundingClientRect(), edge)) faults.push(`beyond the paper: ${element.outerHTML.slice(0, 80)}`);
    }
    const label = sheet.querySelector(".label").getBoundingClientRect();
    if (label.top < sheet.querySelector(".grid").getBoundingClientRect().bottom) faults.push("the label is on the cards");
  }
  return faults;

  function hasFont(family) {
    const pen = document.createElement("canvas").getContext("2d");
    const width = (fonts) => ((pen.font = `100px ${fonts}`), pen.measureText("mmiiWW").width);
    return width(`"${family}", monospace`) === width(`"${family}", serif`);
  }
}

// Where cards lie on the paper; that of a back as one sees it through the paper after turning it over.
function findMismatches(flip) {
  const faults = [];
  const seen = { front: new Map(), back: new Map() };
  const sheets = [...document.querySelectorAll(".sheet")];
  const paper = getComputedStyle(document.documentElement);
  const length = (name) => (parseFloat(paper.getPropertyValue(name)) / 25.4) * 96;
  const [width, height] = [length("--paper-width"), length("--paper-height")];
  sheets.forEach((sheet, at) => {
    const side = at % 2 === 0 ? "front" : "back";
    if (!sheet.classList.contains(side)) faults.push(`page ${at + 1} is no ${side}`);
    const edge = sheet.getBoundingClientRect();
    for (const card of sheet.querySelectorAll("article.card")) {
      const box = card.getBoundingClientRect();
      const [left, right, top, bottom] = [box.left - edge.left, box.right - edge.left, box.top - edge.top, box.bottom - edge.top];
      const number = card.querySelector(".number").textContent;
      if (seen[side].has(number)) faults.push(`two ${side}s ${number}`);
      const turned = side === "front" ? [left, top] : flip === "long" ? [width - right, top] : [left, height - bottom];
      seen[side].set(number, { sheet: at >> 1, place: turned, size: [box.width, box.height] });
    }
  });
  for (const [number, front] of seen.front) {
    const back = seen.back.get(number);
    const apart = back && [0, 1].map((it) => Math.abs(front.place[it] - back.place[it]));
    if (!back || back.sheet !== front.sheet || Math.max(...apart) > 0.6) {
      faults.push(`card ${number}: front at ${front.place}, back at ${back?.place}`);
    }
  }
  const numbers = [...seen.front.keys()].map(Number);
  if (numbers.some((it, at) => it !== at + 1) || seen.back.size !== numbers.length) faults.push("numbers do not run");
  return faults;
}
