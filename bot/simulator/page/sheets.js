// Windows over the page: what the bot says loudly, a picture, a post to make up. Each is gone when it is closed.

import { make, round } from "/nodes.js";
import { word } from "/words.js";

// Open a window called `title`; it closes itself by Escape, by its cross, or by `close` that `fill` is given.
export function sheet(lang, title, fill, className = "") {
  const opener = document.activeElement;
  const window = make("dialog", { className: `sheet ${className}`, lang, "aria-label": title });
  const close = () => window.close();
  const head = make("header", {}, make("h2", { textContent: title }), round("close", word(lang, "close"), close));
  window.append(head, ...fill(close));
  window.addEventListener("close", () => { window.remove(); opener?.focus?.(); });
  window.addEventListener("click", (event) => { if (event.target === window) close(); });
  document.body.append(window);
  window.showModal();
  return window;
}

export function alarm(phone, text) {
  sheet(phone.lang, word(phone.lang, "bot-says"), (close) => [
    make("p", { className: "loud", textContent: text }),
    make("button", { type: "button", className: "main", textContent: word(phone.lang, "understood"), onclick: close }),
  ]);
}

export function look(src, alt) {
  sheet(document.documentElement.lang, word(document.documentElement.lang, "photo"), () => [make("img", { src, alt })], "viewer");
}

// A post of a channel that somebody forwards: its name and its text are typed by hand.
export function write(phone, done) {
  const say = (name) => word(phone.lang, name);
  sheet(phone.lang, say("attach-post"), (close) => {
    const title = make("input", { required: true, maxLength: 128, value: say("post-channel") });
    const text = make("textarea", { required: true, maxLength: 4096, rows: 6, value: say("post-sample") });
    const form = make("form", {},
      make("label", {}, make("span", { textContent: say("post-from") }), title),
      make("label", {}, make("span", { textContent: say("post-text") }), text),
      make("button", { type: "submit", className: "main", textContent: say("send") }));
    form.addEventListener("submit", (event) => { event.preventDefault(); close(); done({ title: title.value, text: text.value }); });
    return [form];
  });
}
