// Plays every quiz: by keyboard and by touch, with the page kept and reloaded, with and without storage.

import { kept, openPage, pageOf, reloaded } from "./browser.mjs";

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
const WAYS = [
  { name: "keyboard, page kept", client: kept, play: playByKeys },
  { name: "keyboard, page reloaded", client: reloaded, play: playByKeys },
  { name: "touch, page kept", client: kept, play: playByTouch, options: PHONE },
  { name: "touch, page reloaded", client: reloaded, play: playByTouch, options: PHONE },
  { name: "no storage, page kept", client: kept, play: playByKeys, options: { storage: false } },
];

const PLAYED_IN_EVERY_WAY = 3;

export async function checkQuizzes(report, browser, deck) {
  const cards = deck.cards.filter((it) => it.template === "Quiz");
  if (cards.length === 0) return;
  const look = { style: deck.style };
  await Promise.all([
    ...WAYS.map((way, at) => checkWay(report, browser, shareOf(cards, at), way, look)),
    checkShuffling(report, browser, cards[0], look),
    checkReload(report, browser, cards[0], look),
    checkOrderWithoutStorage(report, browser, cards[0], look),
    checkWithoutScripts(report, browser, cards, look),
  ]);
}

// The first few are played in every way, each of the others in one: quizzes differ in their texts only.
function shareOf(cards, way) {
  return cards.filter((_, at) => at < PLAYED_IN_EVERY_WAY || at % WAYS.length === way);
}

async function checkWay(report, browser, cards, way, look) {
  const page = await openQuizPage(browser, way.options);
  const before = await page.evaluate(() => Object.keys(window));
  for (const card of cards) {
    await report.check(`${card.name}: ${way.name}`, () => playThrough(page, card, way, look));
  }
  const globals = await page.evaluate((known) => Object.keys(window).filter((it) => !known.includes(it)), before);
  const strange = globals.filter((it) => it !== "lexideckQuiz" && it !== "turned");
  await report.check(`${way.name}: no global is left but one`, () => strange);
  await page.context().close();
}

async function openQuizPage(browser, { storage = true, ...options } = {}) {
  const page = await openPage(browser, options);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => page.faults.push("a script opened a dialog") && dialog.dismiss());
  if (!storage) {
    await page.context().addInitScript(denyStorage);
    await page.evaluate(denyStorage);
  }
  return page;
}

function denyStorage() {
  Object.defineProperty(window, "sessionStorage", {
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });
}

// A right answer, and on a second view a wrong one: each has to come back on the back.
async function playThrough(page, card, { client, play }, look) {
  const right = rightTexts(card);
  const faults = [];
  for (const isRight of [true, false]) {
    await client.show(page, card.front, look);
    const order = await choicesOf(page);
    const wanted = isRight ? right : order.filter((it) => !right.includes(it)).slice(0, 1);
    faults.push(...(await play(page, wanted)));
    await client.show(page, card.back, look);
    faults.push(...compare(await backOf(page), { order, wanted, isRight, right }));
  }
  return [...faults, ...page.faults.splice(0)];
}

function rightTexts(card) {
  return [...card.fields.Solution.matchAll(/<li class="right"><span class="option"[^>]*>(.*?)<\/span> <span/gs)].map((it) =>
    plain(it[1]),
  );
}

function plain(html) {
  const signs = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return html.replace(/<[^>]+>/g, "").replace(/&(\w+);/g, (whole, name) => signs[name] ?? whole);
}

function compare(back, { order, wanted, isRight, right }) {
  const faults = [];
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const sorted = (all) => [...all].sort();
  if (!same(back.order, order)) faults.push(`the order became ${back.order}, it was ${order}`);
  if (!same(sorted(back.picked), sorted(wanted))) faults.push(`the back remembers ${back.picked}, not ${wanted}`);
  if (!same(sorted(back.right), sorted(right))) faults.push(`marked right: ${back.right}`);
  if (!back.result.startsWith(isRight ? "✓" : "✗")) faults.push(`the result says ${back.result}`);
  if (!back.marks.every((it) => it === "✓ right" || it === "✗ not right")) faults.push(`marks: ${back.marks}`);
  return faults;
}

async function choicesOf(page) {
  return page.$$eval("fieldset.choices .choice .text", (all) => all.map((it) => it.textContent));
}

async function backOf(page) {
  return page.evaluate(() => {
    const items = [...document.querySelectorAll("ol.solution > li")];
    const texts = (all) => all.map((it) => it.querySelector(".option").textContent);
    return {
      order: texts(items),
      picked: texts(items.filter((it) => it.querySelector(".yours"))),
      right: texts(items.filter((it) => it.classList.contains("right"))),
      marks: items.map((it) => it.querySelector(".mark").textContent),
      result: document.querySelector(".result")?.textContent ?? "",
    };
  });
}

// Only keys that Anki's desktop lets through to a card: neither the space bar, nor Enter, nor digits.
async function playByKeys(page, wanted) {
  await page.keyboard.press("Tab");
  const count = (await choicesOf(page)).length;
  for (let step = 0; step <= count; step += 1) {
    const focused = await page.evaluate(focusedChoice);
    if (focused.type === "radio" && focused.isChecked && wanted[0] === focused.text) return [];
    if (focused.type === "checkbox" && wanted.includes(focused.text)) {
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("ArrowDown");
  }
  const focused = await page.evaluate(focusedChoice);
  return focused.type === "checkbox" ? [] : [`the keys do not reach ${wanted}: ${JSON.stringify(focused)}`];
}

function focusedChoice() {
  const input = document.activeElement;
  const text = input.closest?.(".choice")?.querySelector(".text").textContent;
  return { type: input.type, isChecked: input.checked, text };
}

async function playByTouch(page, wanted) {
  await page.evaluate(() => {
    // Clients turn the card at a tap, unless it meets one of these elements.
    const spared = "a, button, input, video, summary, [onclick], .tappable";
    window.turned = 0;
    document.ontouchend = (event) => (window.turned += event.target.closest(spared) ? 0 : 1);
  });
  for (const text of wanted) {
    await page.locator(".choice", { has: page.getByText(text, { exact: true }) }).tap();
  }
  return (await page.evaluate(() => window.turned)) ? ["a tap on a choice turns the card"] : [];
}

async function checkShuffling(report, browser, card, look) {
  await report.check(`${card.name}: each view has an order of its own`, async () => {
    const page = await openQuizPage(browser);
    const orders = new Set();
    for (let view = 0; view < 12; view += 1) {
      await kept.show(page, card.front, look);
      orders.add((await choicesOf(page)).join());
      await kept.show(page, card.back, look);
    }
    await page.context().close();
    return orders.size > 2 ? [] : [`12 views had ${orders.size} orders`];
  });
}

// A phone that is turned or wakes up may show the same side again.
async function checkReload(report, browser, card, look) {
  await report.check(`${card.name}: a side that is shown again is the same`, async () => {
    const page = await openQuizPage(browser);
    await reloaded.show(page, card.front, look);
    const order = await choicesOf(page);
    await page.locator(".choice").nth(1).click();
    await reloaded.show(page, card.front, look);
    const again = await choicesOf(page);
    const backs = [];
    for (let time = 0; time < 2; time += 1) {
      await reloaded.show(page, card.back, look);
      backs.push(await backOf(page));
    }
    await page.context().close();
    const isSame = [again, ...backs.map((it) => it.order)].every((it) => it.join() === order.join());
    const isPicked = backs.every((it) => it.picked.join() === order[1]);
    return isSame && isPicked ? [] : [`${order} became ${again}, then ${JSON.stringify(backs)}`];
  });
}

// Nothing can be remembered then, but both sides still have one order.
async function checkOrderWithoutStorage(report, browser, card, look) {
  await report.check(`${card.name}: one order without storage, page reloaded`, async () => {
    const page = await openQuizPage(browser, { storage: false });
    await reloaded.show(page, card.front, look);
    const order = await choicesOf(page);
    await reloaded.show(page, card.back, look);
    const back = await backOf(page);
    await page.context().close();
    return order.length && back.order.join() === order.join() ? [] : [`${order} became ${back.order}`];
  });
}

async function checkWithoutScripts(report, browser, cards, look) {
  const page = await openPage(browser, { javaScriptEnabled: false });
  for (const card of cards) {
    await report.check(`${card.name}: readable with scripts off`, async () => {
      await page.setContent(pageOf(card.front, look));
      const shown = await page.locator("ol.choices > li:visible").count();
      await page.setContent(pageOf(card.back, look));
      const solved = await page.locator("ol.solution > li:visible .mark:visible").count();
      const wanted = card.fields.Choices.split("<li>").length - 1;
      return shown === wanted && solved === wanted ? [] : [`${shown} and ${solved} of ${wanted} choices are shown`];
    });
  }
  await page.context().close();
}
