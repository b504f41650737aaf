// Makes a quiz of the plain list of choices, and marks what was chosen on the back.
// Some clients keep one page for all cards and run this for each side, others reload the page:
// so it leaves nothing behind but one record, and does its work once for each list.
(function () {
  "use strict";
  const NAME = "lexideckQuiz";
  const list = document.querySelector("article ol.choices:not([data-ready])");
  if (!list) {
    return;
  }
  list.dataset.ready = "1";
  const card = list.closest("article");
  const isBack = list.classList.contains("solution");
  const session = storage();
  const state = recall(card.querySelector(".seed").textContent);
  const items = shuffled(Array.from(list.children), state.key + state.nonce);
  if (isBack) {
    reveal();
  } else {
    ask();
  }

  // The page's storage, or null where it may have none.
  function storage() {
    try {
      sessionStorage.setItem(NAME, sessionStorage.getItem(NAME) || "null");
      return sessionStorage;
    } catch (error) {
      return null;
    }
  }

  // The record of this view. A front that follows a back is a new view, with a new order.
  function recall(key) {
    const last = (session ? JSON.parse(session.getItem(NAME)) : window[NAME]) || {};
    const isSame = last.key === key && (isBack || !last.answered);
    // Without storage a reloaded page would forget a random number, but not the day.
    const nonce = session ? Math.random() : new Date().getDate();
    const it = isSame ? last : { key: key, nonce: nonce, picked: [] };
    it.answered = isBack;
    return remember(it);
  }

  function remember(it) {
    if (session) {
      session.setItem(NAME, JSON.stringify(it));
    } else {
      window[NAME] = it;
    }
    return it;
  }

  // Fisher and Yates, by numbers that follow from the seed: FNV-1a, then Mulberry32.
  function shuffled(all, seed) {
    let hash = 2166136261;
    for (const letter of seed) {
      hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
    }
    all.forEach(function (item, at) {
      item.dataset.at = at;
    });
    for (let left = all.length; left > 1; left -= 1) {
      hash = (hash + 0x6d2b79f5) | 0;
      let mixed = Math.imul(hash ^ (hash >>> 15), hash | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      const other = ((mixed ^ (mixed >>> 14)) >>> 0) % left;
      [all[left - 1], all[other]] = [all[other], all[left - 1]];
    }
    return all;
  }

  function ask() {
    const group = make("fieldset", "choices");
    const prompt = card.querySelector(".prompt");
    const legend = make("legend", "prompt", prompt.childNodes);
    legend.dir = "auto";
    group.append(legend);
    items.forEach(function (item) {
      group.append(choice(item));
    });
    group.addEventListener("change", function () {
      const picked = group.querySelectorAll("input:checked");
      state.picked = Array.from(picked, function (input) {
        return input.value;
      });
      remember(state);
    });
    prompt.remove();
    list.replaceWith(group);
    if (card.dataset.several) {
      group.addEventListener("keydown", steer);
    }
  }

  function choice(item) {
    const input = make("input", "");
    input.type = card.dataset.several ? "checkbox" : "radio";
    input.name = "choice";
    input.value = item.dataset.at;
    input.checked = state.picked.includes(item.dataset.at);
    const text = item.querySelector(".text");
    // Phones leave a tap to the card where an element says so, and turn the card elsewhere.
    const label = make("label", "choice tappable");
    label.append(input, text);
    return label;
  }

  // Anki's desktop takes the space bar for itself, so the arrows tick boxes as they do buttons.
  function steer(event) {
    const boxes = Array.from(this.querySelectorAll("input"));
    const at = boxes.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const box = event.target;
    if (step) {
      boxes[(at + step + boxes.length) % boxes.length].focus();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (box.checked !== (event.key === "ArrowRight")) {
        box.click();
      }
    } else {
      return;
    }
    event.preventDefault();
  }

  function reveal() {
    list.append.apply(list, items);
    let isRight = true;
    items.forEach(function (item) {
      const isPicked = state.picked.includes(item.dataset.at);
      isRight = isRight && isPicked === item.classList.contains("right");
      if (isPicked) {
        item.classList.add("picked");
        const yours = make("span", "yours", ["Your choice"]);
        item.querySelector(".mark").after(" ", yours);
      }
    });
    if (state.picked.length) {
      const words = isRight ? "✓ You were right." : "✗ Not quite.";
      list.before(make("p", "result " + (isRight ? "right" : "wrong"), [words]));
    }
  }

  function make(name, className, content) {
    const element = document.createElement(name);
    element.className = className;
    element.append.apply(element, content || []);
    return element;
  }
})();
