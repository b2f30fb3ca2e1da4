// Text with entities as nodes. Offsets are UTF-16 units, which is how JavaScript counts too.
// `phone` is whose text it is: its language, and what a command, a name or a link in it does.

import { make, safeUrl } from "/nodes.js";
import { word } from "/words.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };
const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
const BARE = ["text_link", "code", "pre"]; // what stands inside is not read for links once more
const KNOWN = new Set([...Object.keys(TAGS), "text_link", "spoiler", "expandable_blockquote"]);

export function anchor(phone, url, ...children) {
  const href = safeUrl(url);
  if (!href) return make("span", {}, ...children);
  return make("a", {
    href, target: "_blank", rel: "noopener noreferrer", title: href, "data-stop": "",
    onclick: (event) => { if (phone.follows(href)) event.preventDefault(); },
  }, ...children);
}

function wrap(entity, children, phone) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, ...children);
  if (entity.type === "text_link") return anchor(phone, entity.url, ...children);
  if (entity.type === "expandable_blockquote") return fold(children, phone);
  return make("button", {
    type: "button", className: "spoiler", title: word(phone.lang, "spoiler"), "data-stop": "",
    onclick: (event) => event.currentTarget.classList.add("open"),
  }, ...children);
}

function fold(children, phone) {
  const inner = make("div", { className: "folded" }, ...children);
  const button = make("button", { type: "button", textContent: word(phone.lang, "more"), "aria-expanded": "false", "data-stop": "" });
  button.addEventListener("click", () => {
    const open = inner.classList.toggle("folded");
    button.textContent = word(phone.lang, open ? "more" : "less");
    button.setAttribute("aria-expanded", String(!open));
  });
  requestAnimationFrame(() => { if (inner.scrollHeight <= inner.clientHeight + 2) button.remove(); });
  return make("blockquote", { className: "fold" }, inner, button);
}

const LINKED = /(?<![\w/@.])\/([a-z0-9_]{1,32})(?:@\w+)?(?![\w/])|https?:\/\/[^\s<>"»)]+/gi;

function plain(text, linked, phone) {
  if (!linked) return [document.createTextNode(text)];
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(LINKED)) {
    nodes.push(document.createTextNode(text.slice(from, match.index)));
    if (match[1]) nodes.push(make("button", { type: "button", className: "command", textContent: match[0], "data-stop": "", onclick: () => phone.send(match[0]) }));
    else nodes.push(anchor(phone, match[0], match[0]));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

export function rich(phone, text, entities, start = 0, end = text.length, linked = true) {
  const nodes = [];
  let at = start;
  for (let n = 0; n < entities.length; n += 1) {
    const entity = entities[n];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entity.offset >= end || stop <= entity.offset || !KNOWN.has(entity.type)) continue;
    nodes.push(...plain(text.slice(at, entity.offset), linked, phone));
    const inside = rich(phone, text, entities.slice(n + 1), entity.offset, stop, linked && !BARE.includes(entity.type));
    nodes.push(wrap(entity, inside, phone));
    at = stop;
    if (BLOCKS.includes(entity.type) && text[at] === "\n") at += 1;
  }
  nodes.push(...plain(text.slice(at, end), linked, phone));
  return nodes;
}
