// Cards as Anki renders them, and what its reviewer then makes of its own marks in them.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

// A side holds [anki:play:q:0] where a sound belongs; the reviewer puts a link there.
const PLAY = /\[anki:play:[qa]:\d+\]/g;
const PLAY_LINK =
  '<a class="replay-button soundLink" href="#" onclick="return false" draggable="false">' +
  '<svg class="playImage" viewBox="0 0 64 64"><circle cx="32" cy="32" r="29"/>' +
  '<path d="M56.5 32.3 19 52.4l.3-40.8z"/></svg></a>';

// It holds [[type:Field]] where an answer is typed on the front and compared on the back.
const TYPE = /\[\[type:.+?\]\]/g;
const TYPE_INPUT =
  '<center><input type="text" id="typeans" style="font-family: Arial; font-size: 20px"></center>';
const TYPE_COMPARED =
  '<div style="font-family: Arial; font-size: 20px"><code id="typeans">' +
  '<span class="typeGood">so</span><span class="typeBad">nud</span><span class="typeMissed">-</span>' +
  '<br><span id="typearrow">↓</span><br>' +
  '<span class="typeGood">so</span><span class="typeMissed">und</span></code></div>';

// Reads the documents that inspect_package.py --render wrote.
export async function readDecks(paths, stylePath) {
  const style = await readFile(stylePath, "utf8");
  const hash = createHash("sha256").update(style).digest("hex");
  return Promise.all(paths.map(async (path) => readDeck(JSON.parse(await readFile(path)), style, hash)));
}

function readDeck(document, style, hash) {
  const strange = document.notetypes.find((it) => it.css_sha256 !== hash);
  if (strange) {
    throw new Error(`${strange.name} came into Anki with another style than the source has`);
  }
  const fields = new Map(document.notes.map((note) => [note.guid, note.fields]));
  const cards = document.cards.map((card) => ({
    name: `${card.template} of ${fields.get(card.guid).Key}`,
    template: card.template,
    ordinal: card.ord + 1,
    fields: fields.get(card.guid),
    front: dressed(card.question, TYPE_INPUT),
    back: dressed(card.answer, TYPE_COMPARED),
    frontSounds: card.question_sounds,
    backSounds: card.answer_sounds,
  }));
  return { name: document.decks.at(-1).name, cards, style, errors: document.template_errors };
}

function dressed(html, typed) {
  return html.replace(PLAY, PLAY_LINK).replace(TYPE, typed);
}
