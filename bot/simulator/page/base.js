// What the chat page is built with: the control API, words, dates, and text with entities.
// Everything shown is built as nodes with textContent: no markup is ever parsed.
"use strict";

const $ = (id) => document.getElementById(id);
const token = document.querySelector('meta[name="control-token"]').content;
const BOT = "khabar_bot";
const ui = { lang: "tg", chat: 1, zone: "Asia/Dushanbe", words: {}, menu: [], gone: "", members: [], reply: null, busy: false, news: new Set() };

// -- small helpers -------------------------------------------------------------------------------------------

function keep(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(`khabar-${name}`);
    localStorage.setItem(`khabar-${name}`, value);
  } catch { /* a browser that keeps nothing */ }
  return null;
}

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function word(name, values = {}) {
  let text = (ui.words[ui.lang] || {})[name] || "";
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}

async function call(name, body) {
  const options = { headers: { "X-Simulator-Token": token } };
  if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  const answer = await fetch(`/control/${name}`, options);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || answer.status);
  return found;
}

async function act(name, body) {
  try {
    return await call(name, { chat: ui.chat, lang: ui.lang, ...body });
  } catch {
    toast(word("failed"));
    return null;
  }
}

function toast(text) {
  const shown = make("p", { textContent: text });
  $("toasts").append(shown);
  setTimeout(() => shown.remove(), 3500);
}

// -- dates: the numbers from the browser, the names from our own words ------------------------------------------

function parts(moment) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: ui.zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const found = {};
  for (const part of format.formatToParts(moment)) found[part.type] = part.value;
  return found;
}

const time = (moment) => { const at = parts(moment); return `${at.hour}:${at.minute}`; };

function dayText(moment, weekday) {
  const at = parts(moment);
  const month = word("months").split(" ")[at.month - 1];
  const text = `${Number(at.day)} ${month} ${at.year}`;
  if (!weekday) return text;
  const n = new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay();
  return `${word("weekdays").split(" ")[n]}, ${text}`;
}

// -- text with entities; offsets are UTF-16 units, which is how JavaScript counts too -------------------------

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

function safeUrl(url) {
  return /^(https?|tg):/i.test(url) ? url : "";
}

function wrap(entity, children) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, ...children);
  if (entity.type === "text_link") {
    const href = safeUrl(entity.url);
    return href ? make("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, ...children) : make("span", {}, ...children);
  }
  if (entity.type === "spoiler") {
    return make("button", { type: "button", className: "spoiler", title: word("spoiler"), onclick: (event) => event.currentTarget.classList.add("open") }, ...children);
  }
  if (entity.type === "expandable_blockquote") return fold(children);
  return make("span", {}, ...children);
}

function fold(children) {
  const inner = make("div", { className: "folded" }, ...children);
  const button = make("button", { type: "button", textContent: word("more") });
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = inner.classList.toggle("folded");
    button.textContent = word(open ? "more" : "less");
    button.setAttribute("aria-expanded", String(!open));
  });
  requestAnimationFrame(() => { if (inner.scrollHeight <= inner.clientHeight + 2) button.hidden = true; });
  return make("blockquote", { className: "fold" }, inner, button);
}

function plain(text, linked) {
  if (!linked) return [document.createTextNode(text)];
  const nodes = [];
  const pattern = /(?<![\w/@.])\/([a-z0-9_]{1,32})(?![\w/])|https?:\/\/[^\s<>"»)]+/gi;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(document.createTextNode(text.slice(from, match.index)));
    if (match[1]) nodes.push(make("button", { type: "button", className: "command", textContent: match[0], onclick: () => send(match[0]) }));
    else nodes.push(make("a", { href: safeUrl(match[0]), target: "_blank", rel: "noopener noreferrer", textContent: match[0] }));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

function rich(text, entities, start = 0, end = text.length, linked = true) {
  const nodes = [];
  let at = start;
  for (let n = 0; n < entities.length; n += 1) {
    const entity = entities[n];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entity.offset >= end || stop <= entity.offset || !(entity.type in TAGS || ["text_link", "spoiler", "expandable_blockquote"].includes(entity.type))) continue;
    nodes.push(...plain(text.slice(at, entity.offset), linked));
    const inside = linked && !["text_link", "code", "pre"].includes(entity.type);
    nodes.push(wrap(entity, rich(text, entities.slice(n + 1), entity.offset, stop, inside)));
    at = stop;
    if (["blockquote", "expandable_blockquote", "pre"].includes(entity.type) && text[at] === "\n") at += 1;
  }
  nodes.push(...plain(text.slice(at, end), linked));
  return nodes;
}
