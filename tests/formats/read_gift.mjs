// Reads a GIFT file with gift-pegjs, which others wrote, and prints its questions as JSON.
// Usage: node read_gift.mjs FOLDER FILE, where FOLDER has gift-pegjs in its node_modules.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, file] = process.argv.slice(2)
const { parse } = createRequire(join(folder, 'package.json'))('gift-pegjs')

// What a browser shows of HTML of our making: line breaks, entities, and no tags.
const entities = { lt: '<', gt: '>', amp: '&', '#123': '{', '#125': '}' }
const shown = html =>
  html
    .replaceAll('<br>', '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&([^;]+);/g, (whole, name) => entities[name] ?? `unknown entity ${whole}`)

const text = it => (it === null || it === undefined ? null : it.format === 'html' ? shown(it.text) : it.text)

const question = it => ({
  type: it.type,
  id: it.id,
  tags: it.tags,
  name: it.title,
  text: text(it.stem),
  general: text(it.globalFeedback),
  answers: (it.choices ?? []).map(choice => ({
    right: choice.isCorrect,
    weight: choice.weight,
    // Moodle reads short answers as letters, whatever the format of the question is.
    text: it.type === 'Short' ? choice.text.text : text(choice.text),
    feedback: text(choice.feedback),
  })),
})

const found = parse(readFileSync(file, 'utf8'))
const categories = found.filter(it => it.type === 'Category').map(it => it.title)
const questions = found.filter(it => it.type !== 'Category').map(question)
console.log(JSON.stringify({ categories, questions }))
