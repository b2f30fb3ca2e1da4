// One message as an article: who, what it answers, what it holds, and its buttons.

import { time } from "/dates.js";
import { keys } from "/keys.js";
import { icon, make, round } from "/nodes.js";
import { rich } from "/rich.js";
import { word } from "/words.js";

export const gist = (phone, message) => message.text || message.caption || message.document?.file_name || word(phone.lang, kindOf(message));

function kindOf(message) {
  return ["photo", "document", "contact", "location", "voice", "sticker"].find((kind) => message[kind]) || "message";
}

function origin(phone, message) {
  const from = message.forward_origin;
  if (!from) return [];
  const name = from.chat?.title || from.sender_chat?.title || from.sender_user_name || from.sender_user?.first_name || "";
  return [make("div", { className: "origin", textContent: word(phone.lang, "forwarded-from", { name }) })];
}

function quoted(phone, message) {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created) return [];
  const jump = () => phone.jump(replied.message_id);
  return [make("button", { type: "button", className: "quoted", textContent: gist(phone, replied), title: word(phone.lang, "in-answer"), "data-stop": "", onclick: jump })];
}

function picture(phone, message, box) {
  if (!message.photo) return [];
  const size = message.photo[message.photo.length - 1];
  const alt = message.caption || word(phone.lang, "photo");
  const image = make("img", { src: `/file/${encodeURIComponent(size.file_id)}`, width: size.width, height: size.height, alt });
  image.addEventListener("load", () => phone.settle());
  image.addEventListener("error", () => image.replaceWith(make("span", { className: "lost", textContent: word(phone.lang, "photo") })));
  box.classList.add("photo");
  return [make("button", { type: "button", className: "picture", "data-stop": "", onclick: () => phone.look(image.src, alt) }, image)];
}

function holds(phone, message) {
  const kind = kindOf(message);
  if (kind === "photo" || kind === "message") return [];
  const name = message.document?.file_name || word(phone.lang, kind);
  return [make("div", { className: "holds" }, icon("file"), make("span", { textContent: name }))];
}

function meta(phone, message) {
  const shown = make("div", { className: "meta" });
  if (message.via_bot) shown.append(make("span", { textContent: `@${message.via_bot.username}` }));
  if (phone.silent.has(message.message_id)) shown.append(make("span", { className: "silent", title: word(phone.lang, "silent") }, icon("quiet"), make("span", { textContent: word(phone.lang, "silent") })));
  if (message.edit_date) shown.append(make("span", { textContent: word(phone.lang, "edited") }));
  shown.append(make("time", { textContent: time(phone.zone, message.date * 1000) }));
  return shown;
}

const SERVICE = {
  new_chat_members: (message) => ["joined", { name: message.new_chat_members.map((one) => one.first_name).join(", ") }],
  left_chat_member: (message) => ["left", { name: message.left_chat_member.first_name }],
  forum_topic_created: (message) => ["topic-made", { name: message.forum_topic_created.name }],
  forum_topic_closed: () => ["topic-closed", {}],
  forum_topic_reopened: () => ["topic-opened", {}],
  migrate_to_chat_id: () => ["moved", {}],
  migrate_from_chat_id: () => ["moved", {}],
  group_chat_created: () => ["group-made", {}],
  pinned_message: () => ["pinned", {}],
};

function service(phone, message) {
  const kind = Object.keys(SERVICE).find((one) => message[one] !== undefined);
  return kind && word(phone.lang, ...SERVICE[kind](message));
}

export function bubble(phone, message) {
  const told = service(phone, message);
  if (told) return make("article", { className: "item service", tabIndex: -1, data: { id: message.message_id, stop: "" }, textContent: told });
  const sender = message.sender_chat?.title || message.from?.first_name || phone.chat.title;
  const own = message.from?.id === phone.person.id && !message.sender_chat;
  const box = make("div", { className: "bubble" });
  if (phone.chat.type !== "private" && !own) box.append(make("div", { className: "name", textContent: sender }));
  box.append(...origin(phone, message), ...quoted(phone, message), ...picture(phone, message, box), ...holds(phone, message));
  const text = message.text || message.caption || "";
  if (text) box.append(make("div", { className: "body" }, ...rich(phone, text, message.entities || message.caption_entities || [])));
  box.append(meta(phone, message));
  const more = round("dots", word(phone.lang, "message-menu"), () => phone.menuOf(message, item), { "data-stop": "", "aria-haspopup": "menu" });
  const item = make("article", { className: own ? "item own" : "item", tabIndex: -1, data: { id: message.message_id, stop: "" } },
    make("div", { className: "said" }, box, more));
  item.addEventListener("contextmenu", (event) => { if (!event.target.closest("a, img")) { event.preventDefault(); phone.menuOf(message, item); } });
  item.setAttribute("aria-label", `${own ? phone.person.name : sender}, ${time(phone.zone, message.date * 1000)}: ${gist(phone, message).slice(0, 4096)}`);
  const rows = (message.reply_markup || {}).inline_keyboard;
  if (rows?.length) item.append(keys(phone, message, rows));
  return item;
}
