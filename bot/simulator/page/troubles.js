// Trouble at a button, in words: what it does, and that it can be ended. Who blocked the bot is among it.

import { call } from "/api.js";
import { house } from "/house.js";
import { $, make, toast } from "/nodes.js";
import { sheet } from "/sheets.js";
import { word } from "/words.js";

const frame = () => document.documentElement.lang;

function lever(name, what, on, turn) {
  const button = make("button", { type: "button", className: "lever", role: "switch", "aria-checked": String(on) },
    make("b", { textContent: name }), make("span", { textContent: what }));
  button.addEventListener("click", async () => {
    const now = button.getAttribute("aria-checked") !== "true";
    button.setAttribute("aria-checked", String(now));
    try { await turn(now); } catch { button.setAttribute("aria-checked", String(!now)); toast(word(frame(), "failed")); }
  });
  return button;
}

export function marked() {
  const blocked = house.people.some((person) => house.chat(person.id)?.gone);
  const there = blocked || Object.values(house.troubles).some(Boolean);
  $("troubles").classList.toggle("there", there);
  $("troubles").setAttribute("aria-description", word(frame(), there ? "trouble-there" : "trouble-none"));
}

export function open() {
  const say = (name, values) => word(frame(), name, values);
  const named = Object.keys(house.troubles).map((name) => lever(say(`trouble-${name}`), say(`trouble-${name}-what`), house.troubles[name], async (on) => {
    house.troubles = await call("trouble", { name, on });
    marked();
  }));
  const people = house.people.map((person) => lever(say("trouble-blocked", { name: person.name }), say("trouble-blocked-what"), Boolean(house.chat(person.id)?.gone), async (on) => {
    await call(on ? "block" : "unblock", { chat: person.id });
  }));
  sheet(frame(), say("troubles"), () => [make("p", { textContent: say("troubles-what") }), ...named, ...people], "levers");
}
