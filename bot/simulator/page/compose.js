// What a person writes with: the field, its buttons, what it answers or edits, and the lists that open above it.

import { icon, make, round } from "/nodes.js";
import { gist } from "/bubble.js";
import { attachments, commands, inlined, mentions, told } from "/suggest.js";
import { word } from "/words.js";

const TALLEST = 140; // px of the field
const PAUSE = 350; // ms without a letter before a query goes out
const LONGEST = 20; // seconds that an answer to a query is waited for

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.target = null; // { message, edit }
    this.wait = 0;
    const say = (name) => word(phone.lang, name);
    this.text = make("textarea", { className: "text", rows: 1, maxLength: 4096, autocomplete: "off", enterkeyhint: "send", "aria-label": say("write"), placeholder: say("write") });
    this.menu = round("menu", say("menu"), () => this.#toggle("menu", () => commands(phone, "")), { className: "round commands", "aria-expanded": "false" });
    this.clip = round("attach", say("attach"), () => this.#toggle("clip", () => attachments(phone)), { className: "round clip", "aria-expanded": "false" });
    this.send = make("button", { type: "submit", className: "round send", "aria-label": say("send"), title: say("send") }, icon("send"));
    this.about = make("span");
    this.answering = make("div", { className: "answering", hidden: true }, this.about, round("close", say("cancel"), () => this.aim(null)));
    this.form = make("form", { className: "composer" }, this.answering, this.text, this.send, this.menu, this.clip);
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
  }

  focus() { this.text.focus(); }

  // Answer a message, or edit one's own; null: neither.
  aim(message, edit = false) {
    this.target = message && { message, edit };
    this.answering.hidden = !message;
    if (message) this.about.textContent = `${word(this.phone.lang, edit ? "editing" : "answering")}: ${gist(this.phone, message)}`;
    this.put(edit && message ? message.text || "" : this.text.value);
    if (message) this.focus();
  }

  put(text) {
    this.text.value = text;
    this.#grow();
  }

  // Begin to type behind the bot's name.
  inline(query) {
    this.put(`@${this.phone.bot} ${query}`);
    this.focus();
    this.typed();
  }

  async submit() {
    const text = this.text.value.trim();
    const target = this.target;
    if (!text) return;
    this.put("");
    this.aim(null);
    this.phone.close();
    if (target?.edit) await this.phone.act("edit", { message_id: target.message.message_id, text });
    else await this.phone.send(text, target?.message.message_id);
  }

  typed() {
    this.#grow();
    const text = this.text.value;
    clearTimeout(this.wait);
    const query = new RegExp(`^@(?:${this.phone.bot}|khabar)\\s(.*)$`, "is").exec(text);
    const name = /(?:^|\s)@(\w*)$/.exec(text);
    if (/^\/\w*$/.test(text)) this.phone.pop(commands(this.phone, text.slice(1)), "menu");
    else if (query) this.wait = setTimeout(() => this.#query(query[1]), PAUSE);
    else if (name) this.phone.pop(mentions(this.phone, name[1], (chosen) => { this.put(text.slice(0, text.length - name[1].length) + `${chosen} `); this.focus(); this.typed(); }), "text");
    else this.phone.close();
  }

  async #query(query) {
    const asked = this.text.value;
    this.phone.pop([told(word(this.phone.lang, "searching"))], "text");
    const found = await this.phone.act("inline", { query, seconds: LONGEST });
    if (asked === this.text.value) this.phone.pop(found ? inlined(this.phone, found) : [], "text");
  }

  #toggle(name, choices) {
    const open = this.phone.popup.dataset.of === name;
    if (open) this.phone.close();
    else this.phone.pop(choices(), name, true);
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, TALLEST)}px`;
  }

  #key(event) {
    const popped = !this.phone.popup.hidden;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    if (event.key === "Escape") { this.phone.close(); this.aim(null); }
    if (event.key !== "ArrowUp" || (this.text.value && !popped)) return;
    event.preventDefault();
    if (popped) this.phone.popup.querySelector("button:last-of-type")?.focus();
    else this.phone.roving.focus();
  }
}
