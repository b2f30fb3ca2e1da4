// The page: which phones stand beside each other, its own language and light, and where each event goes.

import { listen } from "/api.js";
import { shown, wind } from "/clock.js";
import { house } from "/house.js";
import { $, make, toast } from "/nodes.js";
import { Phone } from "/phone.js";
import { alarm } from "/sheets.js";
import { marked, open as troubles } from "/troubles.js";
import { LANGS, keep, learn, word } from "/words.js";

const NARROWEST = 340; // px of a phone that stands beside others
const phones = new Map();
const MENUS = 300; // ms
let menusWait = 0;
let lang = "tg";
let recent = []; // people, who was looked at last first

// -- which phones are seen -----------------------------------------------------------------------------------

function room() {
  return Math.max(1, Math.floor(($("phones").clientWidth + 12) / (NARROWEST + 12)));
}

function arrange() {
  const seen = new Set(recent.slice(0, room()));
  for (const phone of phones.values()) phone.node.hidden = !seen.has(phone.person.id);
  $("phones").style.setProperty("--phones", String(seen.size));
  for (const button of $("people").children) button.setAttribute("aria-pressed", String(seen.has(Number(button.dataset.user))));
  for (const id of seen) $("people").querySelector(`[data-user="${id}"]`).classList.remove("news");
  keep("people", recent.join(","));
}

function bring(id) {
  const there = !phones.get(id).node.hidden;
  if (!there || room() === 1) recent = [id, ...recent.filter((one) => one !== id)];
  arrange();
  phones.get(id).settle();
  if (!matchMedia("(pointer: coarse)").matches) phones.get(id).composer.focus();
}

function people() {
  $("people").replaceChildren(...house.people.map((person) => make("button", {
    type: "button", lang: person.lang, title: `${person.name}, ${person.about}`, "aria-label": `${person.name}, ${person.about}`, data: { user: person.id },
    onclick: () => bring(person.id),
  }, make("b", { textContent: person.name }), make("small", { textContent: person.about }))));
}

async function build() {
  for (const phone of phones.values()) phone.node.remove();
  phones.clear();
  people();
  for (const person of house.people) {
    const phone = new Phone(person);
    phones.set(person.id, phone);
    $("phones").append(phone.node);
  }
  recent = [...recent.filter((id) => phones.has(id)), ...[...phones.keys()].filter((id) => !recent.includes(id))];
  arrange();
  await Promise.all([...phones.values()].map((phone) => phone.load()));
  tick();
}

function tick() {
  for (const phone of phones.values()) phone.tick(house.now);
  shown();
  marked();
}

// -- what happens ---------------------------------------------------------------------------------------------

const openOn = (chat) => [...phones.values()].filter((phone) => phone.chat.id === chat);

function message(event) {
  if (house.isBot(event.message) || event.message.chat.type === "channel") dispatchEvent(new Event("khabar-message"));
  for (const phone of phones.values()) {
    if (!phone.chats.ids().includes(event.chat)) continue;
    if (phone.chat.id === event.chat) phone.show(event.message, event.silent);
    else { phone.chats.unread.add(event.chat); phone.chats.draw(); }
    const mine = event.message.from?.id === phone.person.id;
    if (phone.node.hidden && !mine) $("people").querySelector(`[data-user="${phone.person.id}"]`).classList.add("news");
  }
}

function answered(event) {
  const phone = phones.get(event.user);
  if (!phone) return;
  const item = phone.log.querySelector(`[data-id="${event.message_id}"]`);
  for (const button of item?.querySelectorAll(".waiting") || []) if (button.dataset.tap === event.data) button.classList.remove("waiting");
  if (event.text && event.alert) alarm(phone, event.text);
  else if (event.text) phone.toast(event.text);
}

// The bot sets its menus one after another: they are read once it is done.
function menus() {
  clearTimeout(menusWait);
  menusWait = setTimeout(() => phones.forEach((phone) => phone.learnMenu()), MENUS);
}

async function learnAgain() {
  await house.learn();
  tick();
}

const EVENTS = {
  message,
  answered,
  deleted: (event) => openOn(event.chat).forEach((phone) => phone.gone(event.message_id)),
  action: (event) => openOn(event.chat).forEach((phone) => phone.acting()),
  clock: (event) => { house.now = new Date(event.now); house.busy = event.busy; tick(); },
  chat: async (event) => { await learnAgain(); await Promise.all(openOn(event.chat).map((phone) => phone.load())); },
  menu: menus,
  troubles: learnAgain,
  people: async () => { await house.learn(); await build(); },
  anew: async () => { await house.learn(); await build(); toast(word(lang, "anew-done")); },
};

// -- the frame -------------------------------------------------------------------------------------------------

function speak(name) {
  lang = name;
  keep("lang", lang);
  document.documentElement.lang = lang;
  document.title = word(lang, "title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(lang, node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(lang, node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.title = word(lang, node.dataset.hint);
  $("lang").value = lang;
  if (house.now) tick();
}

function light(name) {
  document.documentElement.dataset.theme = name;
}

function turn() {
  const name = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  light(name);
  keep("theme", name); // only what was chosen: until then the page follows the system
}

function controls(on) {
  $("frame").classList.toggle("open", on);
  $("more").setAttribute("aria-expanded", String(on));
}

function frame() {
  $("lang").replaceChildren(...Object.entries(LANGS).map(([value, name]) => make("option", { value, lang: value, textContent: name })));
  $("lang").addEventListener("change", () => speak($("lang").value));
  $("theme").addEventListener("click", turn);
  $("troubles").addEventListener("click", troubles);
  $("more").addEventListener("click", () => controls(!$("frame").classList.contains("open")));
  $("frame").addEventListener("keydown", (event) => { if (event.key === "Escape") { controls(false); $("more").focus(); } });
  $("phones").addEventListener("pointerdown", () => controls(false));
  addEventListener("resize", () => { arrange(); for (const phone of phones.values()) phone.settle(); });
  wind();
}

async function begin() {
  const asked = new URLSearchParams(location.search);
  light(keep("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  await Promise.all([learn(), house.learn()]);
  const wanted = asked.get("lang") || keep("lang") || navigator.language.slice(0, 2);
  recent = (asked.get("user") || keep("people") || "").split(",").map(Number).filter((id) => house.people.some((person) => person.id === id));
  frame();
  speak(LANGS[wanted] ? wanted : "tg");
  await build();
  if (house.fresh) toast(word(lang, "fresh"));
  if (!matchMedia("(pointer: coarse)").matches) phones.get(recent[0]).composer.focus();
  listen((event) => EVENTS[event.event]?.(event), {
    lost: () => { $("offline").hidden = false; },
    again: async () => { $("offline").hidden = true; await house.learn(); await build(); },
  });
}

begin().catch(() => { $("offline").hidden = false; setTimeout(() => location.reload(), 3000); });
