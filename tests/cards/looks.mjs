// What can be seen of all cards: axe-core's rules, contrast, room on a small screen, size of targets.

import { openPage, packages, pageOf } from "./browser.mjs";

const AXE = packages.resolve("axe-core/axe.min.js");
const BATCH = 60;
const SMALLEST_SCREEN = { width: 320, height: 640 };
const THEMES = { light: "", dark: "nightMode night_mode" };

export async function checkLooks(report, browser, deck) {
  const themes = Object.keys(THEMES);
  await Promise.all([
    ...themes.map((theme) => checkTheme(report, browser, deck, theme)),
    ...themes.map((theme) => checkTemplates(report, browser, deck, theme)),
    checkStructure(report, browser, deck),
  ]);
}

// All of axe's rules on a card of each template. Its rule of contrast takes seconds for every hundred
// cards, so the others are left to findFaint.
async function checkTemplates(report, browser, deck, theme) {
  const samples = new Map(deck.cards.map((card) => [card.template, card]));
  await report.check(`${deck.name}, ${theme}, a card of each template: all rules of axe-core`, () =>
    axeOn(browser, deck, [...samples.values()], { body: THEMES[theme], rules: {} }),
  );
}

// The rules about structure and names do not depend on the theme.
async function checkStructure(report, browser, deck) {
  await report.check(`${deck.name}, both sides of ${deck.cards.length} cards: axe-core`, () =>
    axeOn(browser, deck, deck.cards, { body: "", rules: { "color-contrast": { enabled: false } } }),
  );
}

async function axeOn(browser, deck, cards, { body, rules }) {
  const page = await openPage(browser, { viewport: SMALLEST_SCREEN });
  const faults = [];
  for (const batch of batches(cards)) {
    await page.setContent(pageOf(batch, { style: deck.style, body }));
    await page.addScriptTag({ path: AXE });
    await page.evaluate(openFolds);
    faults.push(...(await page.evaluate(runAxe, rules)));
  }
  await page.context().close();
  return faults;
}

async function checkTheme(report, browser, deck, theme) {
  const page = await openPage(browser, { viewport: SMALLEST_SCREEN });
  const found = { contrast: [], overflow: [], targets: [] };
  for (const batch of batches(deck.cards)) {
    await page.setContent(pageOf(batch, { style: deck.style, body: THEMES[theme] }));
    await page.evaluate(openFolds);
    found.contrast.push(...(await page.evaluate(findFaint)));
    found.overflow.push(...(await page.evaluate(findOverflow)));
    found.targets.push(...(await page.evaluate(findSmallTargets)));
  }
  await page.context().close();
  for (const [check, faults] of Object.entries(found)) {
    await report.check(`${deck.name}, ${theme}, both sides of ${deck.cards.length} cards: ${check}`, () => faults);
  }
}

// Many cards on a page, each in an element that stands for the body: axe takes long to begin.
function batches(cards) {
  const sides = cards.flatMap((card) => [
    wrapped(`front: ${card.name}`, card, card.front),
    wrapped(`back: ${card.name}`, card, card.back),
  ]);
  const starts = Array.from({ length: Math.ceil(sides.length / BATCH) }, (_, at) => at * BATCH);
  return starts.map((start) => sides.slice(start, start + BATCH).join("\n"));
}

function wrapped(name, card, html) {
  return `<div class="card card${card.ordinal}" data-name="${name.replaceAll('"', "&quot;")}">${html}</div>`;
}

// The functions below run in the page.

function openFolds() {
  document.querySelectorAll("details").forEach((it) => (it.open = true));
}

async function runAxe(rules) {
  // The link to play a sound is Anki's own markup.
  const context = { include: "#qa", exclude: ".replay-button" };
  const options = { rules, resultTypes: ["violations"], selectors: false, preload: false };
  const { violations } = await window.axe.run(context, options);
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 120)}`));
}

function findFaint() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((it) => {
      const share = it / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
  function ground(element) {
    for (let it = element; it; it = it.parentElement) {
      const color = channels(getComputedStyle(it).backgroundColor);
      if (color[3] !== 0) return color;
    }
    return [255, 255, 255];
  }
  const faults = new Set();
  function demand(element, color, behind, least, what) {
    const found = ratio(channels(color), ground(behind));
    if (found < least) faults.add(`${what} at ${found.toFixed(2)}:1, ${least}:1 needed: ${element.outerHTML.slice(0, 90)}`);
  }
  const texts = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.getClientRects().length) continue;
    demand(element, getComputedStyle(element).color, element, 4.5, "text");
  }
  for (const pseudo of document.querySelectorAll(".choice > .text, .choices > li, summary")) {
    demand(pseudo, getComputedStyle(pseudo, "::before").color, pseudo, 4.5, "letter or sign");
  }
  for (const control of document.querySelectorAll("label.choice, input#typeans")) {
    demand(control, getComputedStyle(control).borderTopColor, control.parentElement, 3, "edge");
  }
  for (const part of document.querySelectorAll(".replay-button path")) {
    demand(part, getComputedStyle(part).fill, part.closest("a"), 3, "sign");
  }
  return [...faults];
}

function findOverflow() {
  const cards = [...document.querySelectorAll("[data-name]")];
  const wide = cards.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.dataset.name);
  const page = document.documentElement.scrollWidth;
  return page > window.innerWidth ? [...wide, `the page is ${page} pixels wide`] : wide;
}

function findSmallTargets() {
  const all = [...document.querySelectorAll("summary, label.choice, input#typeans, .replay-button")];
  const small = all.filter((it) => it.getBoundingClientRect().height < 44);
  return small.map((it) => `${it.getBoundingClientRect().height} pixels: ${it.outerHTML.slice(0, 90)}`);
}
