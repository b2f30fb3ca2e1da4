// Nodes are built with textContent alone: no markup is ever parsed.

export const $ = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const DRAWN = {
  menu: "M4 7h16M4 12h16M4 17h16",
  attach: "M8 12.5l6-6a3 3 0 0 1 4.2 4.2l-8 8a5 5 0 0 1-7-7l7.5-7.5",
  send: "M4 20 21 12 4 4v6l11 2-11 2z",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9l6 6 6-6",
  back: "M15 6l-6 6 6 6",
  next: "M9 6l6 6-6 6",
  quiet: "M6 17h12l-1.5-2.5V11a4.5 4.5 0 0 0-9 0v3.5zM10.5 20h3M4 4l16 16",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
};
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

// A button that shows a drawing; `label` is what it is called.
export function round(name, label, press, more = {}) {
  return make("button", { type: "button", className: "round", "aria-label": label, title: label, onclick: press, ...more }, icon(name));
}

export function safeUrl(url) {
  return /^(https?|tg):/i.test(url) ? url : "";
}

// Something said for a moment, in `where` or over the whole page.
export function toast(text, where = document.body) {
  const shown = make("p", { className: "toast", textContent: text });
  where.querySelector(":scope > .toasts").append(shown);
  setTimeout(() => shown.remove(), 4000);
}
