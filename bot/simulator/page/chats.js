// The chats that one person sees, in a row; and the topics of a forum that is open.

import { house } from "/house.js";
import { make } from "/nodes.js";

export class ChatList {
  constructor(phone) {
    this.phone = phone;
    this.unread = new Set();
    this.node = make("nav", { className: "chats", "aria-label": phone.say("chats") });
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.select = make("select", { "aria-label": phone.say("topic"), onchange: () => { phone.topic = Number(this.select.value); phone.draw(); } });
    this.topics = make("div", { className: "topics", hidden: true }, this.select);
  }

  ids() {
    const { person } = this.phone;
    const shared = [...house.chats.values()].filter((chat) => chat.id < 0 && house.standing(chat, person.id));
    return [person.id, ...shared.map((chat) => chat.id)];
  }

  name(id) {
    const chat = house.chat(id);
    return chat.type === "private" ? house.bot.name : chat.title;
  }

  #kind(chat) {
    return { private: "kind-bot", channel: "kind-channel" }[chat.type] || (chat.is_forum ? "kind-forum" : "kind-group");
  }

  draw() {
    const { phone } = this;
    this.unread.delete(phone.chat.id);
    const focused = this.node.contains(document.activeElement);
    this.node.replaceChildren(...this.ids().map((id) => {
      const open = id === phone.chat.id;
      const kind = phone.say(this.#kind(house.chat(id)));
      const news = this.unread.has(id);
      const label = `${this.name(id)}, ${kind}${news ? `, ${phone.say("unread")}` : ""}`;
      return make("button", {
        type: "button", className: news ? "news" : "", tabIndex: open ? 0 : -1, "aria-current": String(open), "aria-label": label, title: label,
        data: { chat: id }, onclick: () => phone.open(id),
      }, make("b", { textContent: this.name(id) }), make("small", { textContent: kind }));
    }));
    const current = this.node.querySelector("[tabindex='0']");
    current.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) current.focus();
    this.#topics();
  }

  #topics() {
    const { phone } = this;
    const known = phone.chat.topics;
    this.topics.hidden = !known;
    if (!known) return;
    this.select.replaceChildren(...known.map((topic) => {
      const name = topic.thread ? topic.name : phone.say("general");
      return make("option", { value: topic.thread || 0, textContent: topic.closed ? `${name} (${phone.say("closed")})` : name });
    }));
    if (!known.some((topic) => (topic.thread || 0) === phone.topic)) phone.topic = 0;
    this.select.value = String(phone.topic);
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...this.node.children];
    const next = all[all.indexOf(document.activeElement) + step];
    event.preventDefault();
    next?.focus();
  }
}
