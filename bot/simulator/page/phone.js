// One person's phone: the chats that this person sees, one of them open, in the phone's own language and time zone.

import { ask, call } from "/api.js";
import { bubble } from "/bubble.js";
import { Composer } from "/compose.js";
import { dayText, time } from "/dates.js";
import { follows } from "/links.js";
import { make, round, toast } from "/nodes.js";
import { Roving } from "/roving.js";
import { Scroll } from "/scroll.js";
import { look, write } from "/sheets.js";
import { actions, choice } from "/suggest.js";
import { keep, word } from "/words.js";
import { house } from "/house.js";
import { ChatList } from "/chats.js";
import { more } from "/standing.js";

const TYPING = 5000; // ms that the bot is shown writing

export class Phone {
  constructor(person) {
    this.person = person;
    this.bot = house.bot.username;
    this.menu = [];
    this.messages = new Map();
    this.came = new Map();
    this.topic = 0;
    this.silent = new Set(); // messages that came without a sound
    this.typing = 0;
    this.#build();
    this.chat = house.chat(Number(keep(`chat-${person.id}`))) || house.chat(person.id);
    if (!this.chats.ids().includes(this.chat.id)) this.chat = house.chat(person.id);
  }

  get lang() { return this.person.lang; }
  get zone() { return this.person.zone; }
  say(name, values) { return word(this.lang, name, values); }

  #build() {
    const { person } = this;
    this.composer = new Composer(this);
    this.chats = new ChatList(this);
    this.log = make("div", { className: "log", role: "log", "aria-live": "polite", "aria-label": this.say("messages"), tabIndex: -1 });
    this.roving = new Roving(this.log, () => this.composer.focus());
    this.down = round("down", this.say("newest"), () => this.scroll.end(), { hidden: true, className: "round down" });
    this.scroll = new Scroll(this.log, this.down);
    this.popup = make("div", { className: "popup", hidden: true });
    this.popup.addEventListener("keydown", (event) => this.#among(event));
    this.big = make("button", { type: "button", className: "big", hidden: true, onclick: () => this.#big() });
    this.clock = make("time", { className: "phone-time" });
    this.status = make("p", { className: "status", role: "status" });
    const name = make("h2", {}, make("b", { textContent: person.name, id: `name-${person.id}` }), make("span", { textContent: person.about }));
    const head = make("div", { className: "head" }, name, this.clock, round("dots", this.say("phone-menu"), () => this.#toggleMenu(), { "aria-haspopup": "menu" }));
    this.node = make("section", { className: "phone", lang: this.lang, "aria-labelledby": `name-${person.id}`, data: { user: person.id } },
      this.composer.form, this.big, this.popup, this.chats.node, this.chats.topics, this.status, this.log, this.down, head, make("div", { className: "toasts", role: "status" }));
    this.log.addEventListener("click", (event) => { if (!event.target.closest("button, a")) this.close(); });
  }

  // -- talking with the simulator

  async act(name, body = {}) {
    try {
      return await call(name, { chat: this.chat.id, user: this.person.id, ...(this.topic ? { thread: this.topic } : {}), ...body });
    } catch {
      this.toast(this.say("failed"));
      return null;
    }
  }

  async send(text, replied = null) {
    this.close();
    this.scroll.mine();
    if (this.chat.type === "channel") await this.act("post", { text });
    else await this.act("message", { text, reply_to: replied });
  }

  // What a link to the bot does: its private chat opens, and /start says where the link led.
  async start(parameter) {
    await this.open(this.person.id);
    this.composer.put("");
    await this.send(parameter ? `/start ${parameter}` : "/start");
  }

  async forward(message, chat) {
    this.close();
    const from = { chat: this.chat.id, message_id: message.message_id };
    await this.open(chat);
    this.scroll.mine();
    await this.act("forward", { from });
  }

  follows(url) { return follows(this, url); }
  invent() { write(this, (made) => { this.scroll.mine(); this.act("forward", { made }); }); }
  look(src, alt) { look(src, alt); }
  toast(text) { toast(text, this.node); }

  // -- what is open

  async open(id) {
    this.chat = house.chat(id) || this.chat;
    keep(`chat-${this.person.id}`, this.chat.id);
    this.topic = 0;
    this.composer.aim(null);
    this.close();
    await this.load();
  }

  async learnMenu() {
    this.menu = (await ask("commands", { chat: this.chat.id, lang: this.lang })).commands;
  }

  async load() {
    const came = this.came = new Map(); // messages that are told of while the chat is asked for
    const [state] = await Promise.all([ask("state", { chat: this.chat.id, lang: this.lang }), this.learnMenu()]);
    if (state.chat.id !== this.chat.id || came !== this.came) return; // another was opened meanwhile
    Object.assign(house.chat(this.chat.id), state.chat, { botZone: state.zone, botZoneName: state.zone_name });
    this.description = state.bot.description;
    this.silent = new Set(state.silent);
    this.messages = new Map([...state.messages.map((message) => [message.message_id, message]), ...came]);
    this.draw();
  }

  draw() {
    this.chats.draw();
    this.log.setAttribute("aria-busy", "true");
    this.log.replaceChildren();
    for (const message of this.messages.values()) if (this.#here(message)) this.#place(bubble(this, message), message);
    if (!this.log.firstChild) this.log.append(make("p", { className: "empty", textContent: (this.chat.type === "private" && this.description) || this.say("empty") }));
    this.log.setAttribute("aria-busy", "false");
    this.scroll.opened();
    this.settle();
  }

  show(message, silent = false) {
    if (silent) this.silent.add(message.message_id);
    this.messages.set(message.message_id, message);
    this.came.set(message.message_id, message);
    if (!this.#here(message)) { this.chats.draw(); return; }
    const old = this.log.querySelector(`[data-id="${message.message_id}"]`);
    const item = bubble(this, message);
    if (old) this.#replace(old, item);
    else this.#place(item, message);
    if (!old) this.scroll.came(item);
    if (house.isBot(message)) this.#quiet();
    this.settle();
  }

  gone(id) {
    this.messages.delete(id);
    this.log.querySelector(`[data-id="${id}"]`)?.remove();
    this.settle();
  }

  #here(message) {
    return !this.chat.topics || (message.message_thread_id || 0) === this.topic;
  }

  #place(item, message) {
    this.log.querySelector(".empty")?.remove();
    const day = dayText(this.lang, this.zone, message.date * 1000);
    if (this.log.lastElementChild?.dataset.day !== day) this.log.append(make("p", { className: "date", textContent: day, data: { day } }));
    item.dataset.day = day;
    this.log.append(item);
  }

  // An edit takes the old place; whoever was at one of its buttons stays at that place.
  #replace(old, item) {
    const stops = [old, ...old.querySelectorAll("[data-stop]")];
    const at = stops.indexOf(document.activeElement);
    item.dataset.day = old.dataset.day;
    old.replaceWith(item);
    if (at < 0) return;
    const now = [item, ...item.querySelectorAll("[data-stop]")];
    const same = stops[at].textContent;
    (now.find((stop, n) => n && stop.textContent === same) || now[Math.min(at, now.length - 1)]).focus({ preventScroll: true });
  }

  // Everything that depends on what stands there: the end of the scroll, the Tab stop, the field or the big button.
  settle() {
    this.roving.settle();
    this.scroll.settle();
    const empty = !this.log.querySelector(".item");
    const gone = this.chat.type === "private" && this.chat.gone;
    const mute = this.#mute();
    const start = empty && this.chat.type === "private" && !gone;
    this.composer.form.hidden = Boolean(gone || mute || start);
    this.big.hidden = !(gone || start);
    this.big.textContent = this.say(gone ? "unblock" : "start");
    this.#state();
  }

  #mute() { return this.chat.type === "channel" && !this.leads(); }

  leads(chat = this.chat) { return ["creator", "administrator"].includes(house.standing(chat, this.person.id)); }
  members() { return house.people.filter((person) => person.id !== this.person.id && house.standing(this.chat, person.id)); }

  jump(id) {
    const item = this.log.querySelector(`[data-id="${id}"]`);
    if (item) { item.scrollIntoView({ block: "start" }); item.focus({ preventScroll: true }); }
  }

  async #big() {
    if (this.chat.gone) { await this.act("unblock"); await house.learn(); await this.load(); } else await this.send("/start");
    this.composer.focus();
  }

  // -- what the head and the line above the messages say

  tick(now) { this.clock.textContent = time(this.zone, now); this.clock.title = dayText(this.lang, this.zone, now, true); }

  acting() {
    this.typing = Date.now() + TYPING;
    this.#state();
    setTimeout(() => this.#state(), TYPING + 100);
  }

  #quiet() { this.typing = 0; this.#state(); }

  #state() {
    const said = this.typing > Date.now() ? this.say("typing") : this.#mute() ? this.say("channel-mute") : "";
    this.status.textContent = said;
    this.status.hidden = !said;
  }

  // -- the list that opens above the field

  pop(choices, of, focus = false) {
    this.popup.replaceChildren(...choices);
    this.popup.hidden = !choices.length;
    this.popup.dataset.of = choices.length ? of : "";
    this.#expanded();
    if (focus) this.popup.querySelector("button, select")?.focus();
  }

  close() {
    if (!this.popup.hidden && this.popup.contains(document.activeElement)) this.composer.focus();
    this.pop([], "");
  }

  choose(title, then, fits = () => true) {
    const chats = this.chats.ids().filter((id) => fits(house.chat(id))).map((id) => choice(this.chats.name(id), "", () => then(id)));
    this.pop([make("p", { className: "told", textContent: title }), ...chats], "choose", true);
  }

  menuOf(message) {
    if (this.popup.dataset.of === `message ${message.message_id}`) this.close();
    else this.pop(actions(this, message), `message ${message.message_id}`, true);
  }

  #toggleMenu() {
    if (this.popup.dataset.of === "phone") this.close();
    else this.pop(more(this), "phone", true);
  }

  #expanded() {
    for (const name of ["menu", "clip"]) this.composer[name].setAttribute("aria-expanded", String(this.popup.dataset.of === name));
  }

  #among(event) {
    if (event.key === "Escape") { this.close(); this.composer.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName === "SELECT") return;
    const all = [...this.popup.querySelectorAll("button")];
    event.preventDefault();
    all[all.indexOf(document.activeElement) + step]?.focus();
  }
}
