// The lists that open above the field: commands, names, inline results, what may be attached, what a message allows.

import { hand } from "/api.js";
import { gist } from "/bubble.js";
import { make, toast } from "/nodes.js";
import { word } from "/words.js";

export function choice(title, what, press, className = "") {
  const shown = [make("b", { textContent: title })];
  if (what) shown.push(make("span", { className: "what", textContent: what }));
  return make("button", { type: "button", className: `choice ${className}`, onclick: press }, ...shown);
}

export const told = (text) => make("p", { className: "told", textContent: text });

export function commands(phone, start) {
  const behind = phone.chat.type === "private" ? "" : `@${phone.bot}`;
  return phone.menu.filter((one) => one.command.startsWith(start)).map((one) =>
    choice(`/${one.command}`, one.description, () => { phone.composer.put(""); phone.send(`/${one.command}${behind}`); }));
}

export function mentions(phone, start, chosen) {
  const known = [phone.bot, ...phone.members().map((person) => person.username)];
  const fitting = known.filter((name) => name && name.toLowerCase().startsWith(start.toLowerCase()));
  return fitting.map((name) => choice(`@${name}`, "", () => { phone.close(); chosen(name); }));
}

// What the bot found for a query typed behind its name; its button, where it has one, leads to the private chat.
export function inlined(phone, found) {
  const shown = found.results.map((one) => choice(one.title, one.description || "", () => {
    phone.composer.put("");
    phone.act("choose", { query: found.id, result: one.id });
  }, "card"));
  if (found.button) shown.unshift(choice(found.button.text, "", () => phone.start(found.button.start_parameter || ""), "lead"));
  return shown.length ? shown : [told(word(phone.lang, "nothing-found"))];
}

function pick(phone, kinds) {
  const field = make("input", { type: "file", accept: kinds, hidden: true });
  field.addEventListener("change", async () => {
    const file = field.files[0];
    field.remove();
    if (!file) return;
    const caption = phone.composer.text.value.trim();
    phone.composer.put("");
    const query = { chat: phone.chat.id, user: phone.person.id, caption, ...(phone.topic ? { thread: phone.topic } : {}) };
    try { await hand(file, query); } catch { toast(word(phone.lang, "failed"), phone.node); }
  });
  phone.node.append(field);
  phone.close();
  field.click();
}

const PICTURES = "image/png,image/jpeg";

export function attachments(phone) {
  const say = (name) => word(phone.lang, name);
  return [
    choice(say("attach-photo"), "", () => pick(phone, PICTURES)),
    choice(say("attach-file"), "", () => pick(phone, "")),
    choice(say("attach-post"), say("attach-post-what"), () => { phone.close(); phone.invent(); }),
    choice(say("attach-inline"), `@${phone.bot}`, () => { phone.close(); phone.composer.inline(""); }),
  ];
}

export function actions(phone, message) {
  const say = (name) => word(phone.lang, name);
  const after = (act) => () => { phone.close(); act(); };
  const found = [
    choice(say("reply"), "", after(() => phone.composer.aim(message))),
    choice(say("forward"), "", () => phone.choose(say("forward-where"), (chat) => phone.forward(message, chat))),
  ];
  if (message.has_protected_content) found.pop();
  if (message.from?.id === phone.person.id && message.text) found.push(choice(say("edit"), "", after(() => phone.composer.aim(message, true))));
  found.push(choice(say("copy"), "", after(async () => {
    try { await navigator.clipboard.writeText(gist(phone, message)); phone.toast(say("copied")); } catch { phone.toast(say("copy-failed")); }
  })));
  return found;
}
