// Worksheets: no item over two pages, the key on pages of its own, nothing beyond the margins.

import { openPrinted, printed, wrongSizes } from "./page.mjs";

// Millimetres, as in src/export/print/worksheet/style.css.
const MARGIN = 16;

export async function checkWorksheet(report, browser, document) {
  for (const wide of [false, true]) {
    const page = await openPrinted(browser, document, { margin: MARGIN, wide });
    const font = wide ? "widest font" : "usual font";
    await report.check(`${document.name}: nothing beyond the margins, ${font}`, () => page.evaluate(findOverflow));
    await report.check(`${document.name}: items and key on their pages, ${font}`, () => checkPages(page, document));
    if (!wide) await report.check(`${document.name}: key and numbers`, () => page.evaluate(findMismatches));
    await page.context().close();
  }
}

async function checkPages(page, document) {
  const names = await page.evaluate(addMarks);
  const pdf = await printed(page);
  const faults = wrongSizes(pdf, document.paper);
  const at = (name) => pdf.destinations.get(name)?.page ?? -1;
  for (const [name, what] of names.whole) {
    const [start, end] = [at(`${name}-start`), at(`${name}-end`)];
    if (start < 0 || start !== end) faults.push(`pages ${start + 1} to ${end + 1}: ${what}`);
  }
  const key = at("key");
  if (key < 1 || names.sheets.some((it) => at(`${it}-end`) >= key)) faults.push(`the key begins on page ${key + 1}`);
  const starts = names.sheets.map((it) => at(`${it}-start`));
  if (new Set(starts).size !== starts.length) faults.push(`sheets begin on pages ${starts}`);
  return faults;
}

// The functions below run in the page.

// Marks the first and the last line of whatever belongs together. A PDF has a place for each id that a
// link leads to; the links stand where they take no room.
function addMarks() {
  const links = document.createElement("div");
  links.style.cssText = "position: absolute; left: 0; top: 0; font-size: 1px;";
  const link = (id) => links.insertAdjacentHTML("beforeend", `<a href="#${id}">.</a>`);
  const mark = (element, id) => {
    element.id = id;
    link(id);
  };
  const around = (element, name) => {
    for (const [place, end] of [["afterbegin", "start"], ["beforeend", "end"]]) {
      const span = document.createElement("span");
      span.style.cssText = "display: inline-block; width: 0;";
      span.textContent = "\u200b";
      mark(span, `${name}-${end}`);
      element.insertAdjacentElement(place, span);
    }
  };
  const whole = [];
  document.querySelectorAll(".sheet .exercise > ol > li, .sheet .start, .key .answers li").forEach((it, at) => {
    around(it, `item${at}`);
    whole.push([`item${at}`, it.textContent.trim().slice(0, 60)]);
  });
  // A heading stays with the first of its items.
  document.querySelectorAll(".exercise").forEach((it, at) => {
    mark(it.querySelector("h2"), `head${at}-start`);
    mark(it.querySelector("li li, ol > li"), `head${at}-end`);
    whole.push([`head${at}`, it.querySelector("h2").textContent]);
  });
  mark(document.querySelector(".key h1"), "title-start");
  mark(document.querySelector(".key-of"), "title-end");
  whole.push(["title", "the title of the key"]);
  document.querySelectorAll(".key-of").forEach((it, at) => {
    mark(it.querySelector("h2"), `keyhead${at}-start`);
    mark(it.querySelector(".answers"), `keyhead${at}-end`);
    whole.push([`keyhead${at}`, it.querySelector("h2").textContent]);
  });
  const sheets = [...document.querySelectorAll(".sheet")].map((it, at) => (around(it, `sheet${at}`), `sheet${at}`));
  mark(document.querySelector(".key"), "key");
  document.body.append(links);
  return { whole, sheets };
}

function findOverflow() {
  const faults = [];
  const width = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.left < -0.6 || box.right > width + 0.6)) faults.push(`beyond the margins: ${element.outerHTML.slice(0, 80)}`);
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display === "block" && element.clientWidth) {
      faults.push(`${element.scrollWidth} in ${element.clientWidth}: ${element.outerHTML.slice(0, 80)}`);
    }
  }
  for (const row of document.querySelectorAll(".match, .pair")) {
    const [left, right] = [...row.children].map((it) => it.getBoundingClientRect());
    if (left.right > right.left + 0.6 && left.bottom > right.top + 0.6) faults.push(`side runs into side: ${row.textContent.slice(0, 60)}`);
  }
  for (const gap of document.querySelectorAll(".exercise .gap")) {
    if (gap.getBoundingClientRect().width < 100) faults.push(`no room to write: ${gap.parentElement.textContent.slice(0, 60)}`);
  }
  return faults;
}

function findMismatches() {
  const faults = [];
  const sheets = [...document.querySelectorAll(".sheet")];
  const keys = [...document.querySelectorAll(".key-of")];
  if (sheets.length !== keys.length) faults.push(`${sheets.length} sheets, ${keys.length} keys`);
  sheets.forEach((sheet, at) => {
    const counts = (page, list, item) => [...page.querySelectorAll(list)].map((it) => it.querySelectorAll(item).length);
    const asked = counts(sheet, ".exercise", ":scope > ol > li").join();
    const answered = counts(keys[at], ".answers", ":scope > ol > li").join();
    if (asked !== answered) faults.push(`sheet ${at + 1} asks ${asked}, the key answers ${answered}`);
    const pairs = sheet.querySelectorAll(".match");
    const letters = keys[at].querySelectorAll(".answers.matching li");
    const given = new Set([...letters].map((it) => it.textContent));
    if (given.size !== pairs.length) faults.push(`sheet ${at + 1}: a meaning without a word`);
  });
  return faults;
}
