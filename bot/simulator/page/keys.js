// The buttons under a message: taps, links, copies, and what is typed into a chat for somebody.

import { make } from "/nodes.js";
import { anchor } from "/rich.js";
import { word } from "/words.js";

const PATIENCE = 8000; // ms that a button waits for an answer

async function tap(phone, message, button, node) {
  node.classList.add("waiting");
  setTimeout(() => node.classList.remove("waiting"), PATIENCE);
  phone.scroll.tapped();
  const pressed = await phone.act("press", { message_id: message.message_id, data: button.callback_data });
  if (!pressed) node.classList.remove("waiting");
}

async function copy(phone, text) {
  try {
    await navigator.clipboard.writeText(text);
    phone.toast(word(phone.lang, "copied"));
  } catch {
    phone.toast(word(phone.lang, "copy-failed"));
  }
}

function act(phone, message, button, node) {
  if (button.callback_data !== undefined) return tap(phone, message, button, node);
  if (button.copy_text) return copy(phone, button.copy_text.text);
  const here = button.switch_inline_query_current_chat;
  if (here !== undefined) return phone.composer.inline(here);
  const elsewhere = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query ?? "";
  return phone.choose(word(phone.lang, "share-where"), (chat) => phone.open(chat).then(() => phone.composer.inline(elsewhere)));
}

const KINDS = { copy_text: ["copy", "key-copy"], switch_inline_query: ["share", "key-share"], switch_inline_query_chosen_chat: ["share", "key-share"] };

function key(phone, message, button) {
  if (button.url) return Object.assign(anchor(phone, button.url, button.text), { className: "link" });
  const kind = Object.keys(KINDS).find((name) => button[name] !== undefined);
  const [className, said] = KINDS[kind] || ["", ""];
  const node = make("button", { type: "button", className, textContent: button.text, "data-stop": "", data: { tap: button.callback_data || "" } });
  if (said) node.setAttribute("aria-label", `${button.text} (${word(phone.lang, said)})`);
  node.addEventListener("click", () => act(phone, message, button, node));
  return node;
}

export function keys(phone, message, rows) {
  return make("div", { className: "keys" }, ...rows.map((row) => make("div", { className: "row" }, ...row.map((button) => key(phone, message, button)))));
}
