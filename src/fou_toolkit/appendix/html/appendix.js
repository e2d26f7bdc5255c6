"use strict";
// Opens the codings behind numbers, searches, prints. Texts are only ever set as text, never as HTML.
(() => {
  const PAGE = 50;
  const byId = (id) => document.getElementById("fou-" + id);
  const data = JSON.parse(byId("data").textContent);
  const labels = data.labels;
  const rows = data.rows;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all));

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // "3.2,y": a run begins so far behind the end of the one before, and has so many further rows.
  const rowsOf = (number) => {
    const found = [];
    let at = 0;
    for (const part of data.numbers[number][1].split(",")) {
      const [gap, length] = part.split(".").map((digits) => parseInt(digits, 36));
      at += gap;
      found.push(at);
      for (let left = length || 0; left > 0; left -= 1) found.push((at += 1));
    }
    return found;
  };

  // --- lists that grow

  const growing = (list, button, make) => {
    let items = [];
    const grow = (upTo) => {
      const from = list.children.length;
      const to = Math.min(upTo, items.length);
      for (let place = from; place < to; place += 1) list.append(make(items[place]));
      button.hidden = to >= items.length;
      button.textContent = fill(labels.more, { n: items.length - to });
      return list.children[from];
    };
    button.addEventListener("click", () => {
      const first = grow(list.children.length + PAGE);
      if (!first) return;
      const target = first.querySelector("a") || first;
      if (target === first) first.tabIndex = -1;
      target.focus();
    });
    return {
      show(given) {
        items = given;
        list.replaceChildren();
        grow(PAGE);
      },
    };
  };

  // --- the codings behind a number

  const dialog = byId("dialog");
  const nameOf = (code) => data.codes[code].filter(Boolean).join(" ");
  const placeOf = (row) => fill(labels.place, { text: data.texts[rows.text[row]], n: rows.line[row] });

  const passage = (row) => {
    const item = element("li");
    const said = rows.said[row];
    const words = element("span", said < 0 ? labels.withheld : data.words[said], said < 0 ? "said none" : "said");
    words.dir = "auto";
    if (said >= 0 && data.languages[rows.language[row]]) words.lang = data.languages[rows.language[row]];
    const where = element("span", "", "where");
    where.append(element("bdi", nameOf(rows.code[row]), "code"));
    const polarity = data.polarities[rows.polarity[row]];
    if (polarity) where.append(` (${polarity})`);
    where.append(` · ${placeOf(row)} · ${fill(labels.by, { coder: data.coders[rows.coder[row]] })}`);
    item.append(words, where);
    return item;
  };
  const passages = growing(byId("passages"), byId("more"), passage);

  const open = (number, sought) => {
    const found = rowsOf(number);
    const hidden = found.filter((row) => rows.said[row] < 0).length;
    byId("title").textContent = data.numbers[number][0];
    const parts = [fill(labels.codings, { n: found.length })];
    if (hidden) parts.push(fill(labels.hidden, { n: hidden }));
    byId("sum").textContent = parts.join(". ") + ".";
    // A passage that was searched for stands first; it may be far down in a long list.
    passages.show(sought === undefined ? found : [sought, ...found.filter((row) => row !== sought)]);
    dialog.showModal();
    dialog.querySelector(".body").scrollTop = 0;
    if (sought === undefined) return;
    const item = byId("passages").firstElementChild;
    item.className = "sought";
    item.tabIndex = -1;
    item.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-n]");
    if (button) open(Number(button.dataset.n));
    else if (event.target === dialog) dialog.close();
  });
  byId("close").addEventListener("click", () => dialog.close());

  // --- marks in pictures: one stop of the Tab key, arrows go on

  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest && event.target.closest(".mark");
    if (!mark) return;
    const all = [...mark.parentElement.children];
    const ends = { Home: all[0], End: all[all.length - 1] };
    const next = steps[event.key] ? all[(all.indexOf(mark) + steps[event.key] + all.length) % all.length] : ends[event.key];
    if (!next) return;
    event.preventDefault();
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // --- search: case and accents do not matter; who has no æ, ø, å writes ae, oe, aa, or a and o

  const plain = (text) => text.normalize("NFC").toLowerCase();
  const spelt = (text, ae, oe, aa) =>
    text.replace(/æ/g, ae).replace(/ø/g, oe).replace(/å/g, aa).normalize("NFD").replace(/\p{M}/gu, "");
  const KEPT = ["\ue000", "\ue001", "\ue002"];
  const forms = (text) => {
    const small = plain(text).replace(/\s+/g, " ");
    return [spelt(small, ...KEPT), spelt(small, "ae", "oe", "aa"), spelt(small, "ae", "o", "a")];
  };
  const matcher = (query) => {
    const words = spelt(plain(query), ...KEPT).split(/\s+/).filter(Boolean);
    // A word with æ, ø or å means just that.
    return (folded) => words.every((word) => folded.some((text) => text.includes(word)));
  };

  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();
  // Of lists, each part for itself, so that words do not run into each other.
  const ownText = (section) =>
    [...section.querySelectorAll(":scope > p, :scope > ul > li, :scope > ol > li, :scope > dl dt, :scope > dl dd")]
      .map(textOf)
      .join(" · ");

  const collect = () => {
    const entries = [];
    const add = (kind, title, text, entry) => entries.push({ kind, title, text, folded: forms(`${title} ${text}`), ...entry });
    data.codes.forEach(([id, name], place) => {
      if (data.places[place]) add("code", `${id} ${name}`, "", { target: data.places[place] });
    });
    for (const one of document.querySelectorAll("main section[id]")) {
      add("section", textOf(one.querySelector("h2,h3,h4,h5,h6")), ownText(one), { target: one.id });
    }
    for (const one of document.querySelectorAll("main .table[id]")) {
      const caption = one.querySelector("caption");
      const cells = [...one.querySelectorAll("th,td,.fou-notes")].map(textOf).join(" ");
      add("table", caption ? textOf(caption) : labels.table, cells, { target: one.id });
    }
    for (const one of document.querySelectorAll("main .drawing[id]")) {
      add("figure", textOf(one.querySelector("figcaption strong")), one.querySelector("img").alt, { target: one.id });
    }
    for (const one of document.querySelectorAll("main .quote[id]")) {
      add("quote", textOf(one.querySelector("blockquote")), textOf(one.querySelector("figcaption")), { target: one.id });
    }
    return entries.concat(collectPassages());
  };

  const collectPassages = () => {
    const first = new Map();
    data.numbers.forEach((_, number) => {
      for (const row of rowsOf(number)) {
        const said = rows.said[row];
        if (said >= 0 && !first.has(said)) first.set(said, { number, row });
      }
    });
    return [...first].map(([said, place]) => ({
      kind: "passage",
      title: data.words[said],
      text: `${placeOf(place.row)} · ${nameOf(rows.code[place.row])}`,
      folded: forms(data.words[said]),
      ...place,
    }));
  };

  // What stands around the first word that was sought; without one that stands there as it was written, the beginning.
  const around = (text) => {
    const word = byId("query").value.trim().toLowerCase().split(/\s+/)[0];
    const at = Math.max(text.toLowerCase().indexOf(word) - 50, 0);
    return (at ? "… " : "") + shortened(text.slice(at), 140);
  };
  const shortened = (text, most) => (text.length > most ? [...text].slice(0, most).join("") + " …" : text);

  const result = (entry) => {
    const item = element("li");
    const link = element("a", shortened(entry.title, 160));
    link.dir = "auto";
    if (entry.kind === "passage") {
      const button = document.querySelector(`button[data-n="${entry.number}"]`);
      const holder = button && button.closest(".table[id],.drawing[id],section[id]");
      link.href = "#" + (holder ? holder.id : "fou-main");
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        open(entry.number, entry.row);
      });
    } else {
      link.href = "#" + entry.target;
    }
    item.append(element("span", labels[entry.kind], "kind"), link);
    const below = { passage: entry.text, quote: entry.text, section: around(entry.text) }[entry.kind];
    if (below) item.append(element("span", below, "snippet"));
    return item;
  };
  const found = growing(byId("found"), byId("more-found"), result);

  let entries = null;
  const search = () => {
    const query = byId("query").value.trim();
    const count = byId("count");
    if (query.length < 2) {
      found.show([]);
      count.textContent = query ? labels.short : "";
      return;
    }
    entries = entries || collect();
    const fits = matcher(query);
    const hits = entries.filter((entry) => fits(entry.folded));
    found.show(hits);
    count.textContent = hits.length ? fill(labels.results, { n: hits.length }) : labels.none;
  };

  let waiting = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  byId("tools").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
    const first = byId("found").querySelector("a");
    if (first) first.focus();
  });
  byId("tools").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    byId("query").value = "";
    search();
    byId("query").focus();
  });

  // --- paper

  byId("print").addEventListener("click", () => window.print());
  let shut = [];
  window.addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open])")];
    for (const one of shut) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of shut) one.open = false;
  });

  byId("tools").hidden = false;
})();
