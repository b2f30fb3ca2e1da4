// A month as a table of days, in the reader's words. Days with news are marked by a dot and say so.

import { iso } from "/dates.js";
import { make, round } from "/nodes.js";
import { list, word } from "/words.js";

const DAY = 86400000;
const utc = (text) => new Date(`${text}T00:00:00Z`);
const numbers = (date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
const textOf = (date) => iso(numbers(date));

export class Calendar {
  // `from` and `to`: the first and last day that may be chosen; days are "2024-03-30".
  constructor(lang, { from, to, chosen }) {
    Object.assign(this, { lang, from, to, chosen, news: new Set() });
    this.title = make("b", { "aria-live": "polite" });
    this.grid = make("div", { className: "days", role: "group", "aria-label": word(lang, "days") });
    this.node = make("div", { className: "calendar" },
      make("div", { className: "month" },
        round("back", word(lang, "month-before"), () => this.#turn(-1)), this.title, round("next", word(lang, "month-after"), () => this.#turn(1))),
      make("div", { className: "week", "aria-hidden": "true" }, ...this.#week()), this.grid,
      make("p", { className: "key" }, make("span", { className: "dot", "aria-hidden": "true" }), make("span", { textContent: word(lang, "news-day-key") })));
    this.grid.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
  }

  // Days with news, once they are known.
  mark(news) {
    this.news = new Set(news);
    this.#draw();
  }

  #week() {
    const names = word(this.lang, "weekdays-short").split(" ");
    return [...names.slice(1), names[0]].map((name) => make("span", { textContent: name }));
  }

  #turn(step) {
    const { year, month, day } = numbers(utc(this.chosen));
    const last = new Date(Date.UTC(year, month + step, 0)).getUTCDate();
    this.#choose(textOf(new Date(Date.UTC(year, month - 1 + step, Math.min(day, last)))), false);
  }

  #choose(day, focus) {
    this.chosen = day < this.from ? this.from : day > this.to ? this.to : day;
    this.#draw();
    if (focus) this.grid.querySelector("[aria-pressed='true']").focus();
  }

  #draw() {
    const { year, month } = numbers(utc(this.chosen));
    this.title.textContent = list(this.lang, "month-titles")[month - 1].replace("{year}", year);
    const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
    const blanks = Array.from({ length: lead }, () => make("span"));
    const focused = this.grid.contains(document.activeElement);
    this.grid.replaceChildren(...blanks, ...Array.from({ length: count }, (_, n) => this.#day({ year, month, day: n + 1 })));
    if (focused) this.grid.querySelector("[aria-pressed='true']").focus();
  }

  #day(at) {
    const text = iso(at);
    const news = this.news.has(text);
    const chosen = text === this.chosen;
    const written = list(this.lang, "dates")[at.month - 1].replace("{day}", at.day).replace("{year}", at.year);
    return make("button", {
      type: "button", textContent: at.day, className: news ? "news" : "", disabled: text < this.from || text > this.to, tabIndex: chosen ? 0 : -1,
      "aria-pressed": String(chosen), "aria-label": news ? `${written}, ${word(this.lang, "news-day")}` : written, onclick: () => this.#choose(text, true),
    });
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#choose(textOf(new Date(utc(this.chosen).getTime() + step * DAY)), true);
  }
}
