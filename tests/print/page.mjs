// Pages as they are printed, and what can be read of a PDF without a library.

import { pathToFileURL } from "node:url";

const PIXELS_PER_MM = 96 / 25.4;

// In millimetres, as in src/export/print/mod.rs.
export const PAPERS = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } };

// A page at print media, as wide as the paper less `margin` millimetres on either side. `wide` sets all
// text in the widest font there is. What it asks the network for is collected in `asked`.
export async function openPrinted(browser, document, { margin = 0, wide = false } = {}) {
  const width = Math.floor((PAPERS[document.paper].width - 2 * margin) * PIXELS_PER_MM);
  const context = await browser.newContext({ viewport: { width, height: 1000 }, javaScriptEnabled: true });
  const page = await context.newPage();
  page.asked = [];
  page.on("request", (it) => page.asked.push(it.url()));
  await page.emulateMedia({ media: "print" });
  await page.goto(pathToFileURL(document.path).href);
  if (wide) await page.addStyleTag({ content: '* { font-family: "DejaVu Sans" !important; }' });
  return page;
}

// The pages of a PDF and the place of every named destination. Chromium writes both uncompressed.
export async function printed(page) {
  const text = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  const kids = [...text.matchAll(/(\d+) 0 obj\s*<<([^]*?)\/Type \/Page\b([^]*?)endobj/g)];
  const order = pageOrder(text);
  const boxes = kids.map(([body]) => body.match(/\/MediaBox \[([^\]]*)\]/)?.[1].split(/\s+/).map(Number));
  const destinations = new Map();
  for (const [, name, target, y] of text.matchAll(/\/(\S+) \[(\d+) 0 R \/XYZ \S+ (\S+) \S+\]/g)) {
    destinations.set(name, { page: order.indexOf(target), y: Number(y) });
  }
  return { pages: order.length, boxes, destinations };
}

function pageOrder(text) {
  const children = new Map();
  for (const [, number, body] of text.matchAll(/(\d+) 0 obj\s*(<<[^]*?)endobj/g)) {
    const kids = body.match(/\/Type \/Pages\b/) && body.match(/\/Kids \[([^\]]*)\]/);
    if (kids) children.set(number, [...kids[1].matchAll(/(\d+) 0 R/g)].map((it) => it[1]));
  }
  const inner = new Set([...children.values()].flat());
  const root = [...children.keys()].find((it) => !inner.has(it));
  const flat = (it) => (children.has(it) ? children.get(it).flatMap(flat) : [it]);
  return root === undefined ? [] : flat(root);
}

// Faults of the sizes of pages.
export function wrongSizes(pdf, paper) {
  const { width, height } = PAPERS[paper];
  const points = (mm) => (mm / 25.4) * 72;
  const fits = (box) => Math.abs(box[2] - points(width)) < 1 && Math.abs(box[3] - points(height)) < 1;
  return pdf.boxes.filter((box) => !box || !fits(box)).map((box) => `a page measures ${box}`);
}
