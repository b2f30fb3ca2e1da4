// The chat page of the simulator: messages, writing, the clock, one chat or another.
"use strict";

const GROUP = -100;
let stream = null;
let typingEnds = 0;
let inlineWait = 0;

// -- messages -----------------------------------------------------------------------------------------------------

function speakerName(from) {
  if (from.is_bot) return from.first_name;
  return from.id < 10 ? word("person", { n: from.id }) : from.first_name;
}

function key(button, message) {
  if (button.url) return make("a", { href: safeUrl(button.url), target: "_blank", rel: "noopener noreferrer", textContent: button.text });
  const node = make("button", { type: "button", textContent: button.text });
  if (button.copy_text) {
    node.className = "copy";
    node.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(button.copy_text.text); toast(word("copied")); } catch { toast(word("copy-failed")); }
    });
  } else if (button.callback_data !== undefined) {
    node.addEventListener("click", async () => {
      node.classList.add("waiting");
      const query = await act("press", { user: speaker(), message_id: message.message_id, data: button.callback_data });
      if (query) node.dataset.query = query.id; else node.classList.remove("waiting");
      setTimeout(() => node.classList.remove("waiting"), 8000);
    });
  } else {
    node.addEventListener("click", () => { $("text").value = `@${BOT} ${button.switch_inline_query_current_chat || ""}`; $("text").focus(); typed(); });
  }
  return node;
}

function bubble(message) {
  const own = message.from.id === speaker() && !message.sender_chat;
  const box = make("div", { className: "bubble" });
  if (ui.chat < 0 && !own) box.append(make("div", { className: "name", textContent: speakerName(message.from) }));
  if (message.reply_to_message && ui.chat < 0) box.append(make("div", { className: "quoted", textContent: message.reply_to_message.text || word("picture") }));
  if (message.photo) {
    const size = message.photo[message.photo.length - 1];
    const image = make("img", { src: `/file/${encodeURIComponent(size.file_id)}`, width: size.width, height: size.height, alt: message.caption || word("picture") });
    image.addEventListener("load", stick);
    box.classList.add("photo");
    box.append(make("button", { type: "button", className: "picture", onclick: () => view(image.src, image.alt) }, image));
  }
  const text = message.text || message.caption || "";
  const body = make("div", { className: "body" });
  body.append(...rich(text, message.entities || message.caption_entities || []));
  if (text) box.append(body);
  if (!text && !message.photo) box.append(make("div", { className: "body", textContent: "…" }));
  const meta = make("div", { className: "meta" });
  if (ui.chat < 0 && message.from.is_bot) meta.append(make("button", { type: "button", textContent: "↩", title: "↩", onclick: () => replyTo(message) }));
  if (message.edit_date && !message.from.is_bot) meta.append(make("span", { textContent: word("edited") }));
  meta.append(make("time", { textContent: time(message.date * 1000) }));
  box.append(meta);
  const item = make("li", { className: own ? "item own" : "item" }, box);
  item.dataset.id = message.message_id;
  item.dataset.day = dayText(message.date * 1000);
  const rows = (message.reply_markup || {}).inline_keyboard;
  if (rows) item.append(make("div", { className: "keys" }, ...rows.map((row) => make("div", {}, ...row.map((button) => key(button, message))))));
  return item;
}

function atEnd() {
  const log = $("log");
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
}

let follow = true;
function stick() { if (follow) $("log").scrollTop = $("log").scrollHeight; }

function show(message) {
  const log = $("log");
  follow = follow || atEnd();
  const item = bubble(message);
  const old = log.querySelector(`[data-id="${message.message_id}"]`);
  if (old) old.replaceWith(item);
  else {
    log.querySelector(".empty")?.remove();
    const items = log.querySelectorAll(".item");
    const last = items[items.length - 1];
    if (!last || last.dataset.day !== item.dataset.day) log.append(make("li", { className: "date", textContent: item.dataset.day }));
    log.append(item);
  }
  stick();
  bottom();
}

function view(src, alt) {
  $("viewer-image").src = src;
  $("viewer-image").alt = alt;
  $("viewer").showModal();
}

function replyTo(message) {
  ui.reply = message ? message.message_id : null;
  $("replying").hidden = !message;
  if (message) { $("replying-text").textContent = message.text || word("picture"); $("text").focus(); }
}

// -- writing -------------------------------------------------------------------------------------------------------

const speaker = () => (ui.chat > 0 ? ui.chat : Number($("speaker").value) || 1);

async function send(text) {
  closePopup();
  follow = true;
  await act("message", { text, user: speaker(), reply_to: ui.reply });
  replyTo(null);
}

function closePopup() {
  $("popup").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
}

function openPopup(buttons) {
  $("popup").replaceChildren(...buttons);
  $("popup").hidden = !buttons.length;
  $("menu").setAttribute("aria-expanded", String(Boolean(buttons.length)));
}

function commandList(start) {
  return ui.menu.filter((one) => one.command.startsWith(start)).map((one) => make("button", {
    type: "button",
    onclick: () => { $("text").value = ""; grow(); send(ui.chat < 0 ? `/${one.command}@${BOT}` : `/${one.command}`); },
  }, make("b", { textContent: `/${one.command}` }), make("span", { className: "what", textContent: one.description })));
}

async function inlineList(query) {
  const found = await act("inline", { user: speaker(), query });
  if (!found || !$("text").value.toLowerCase().startsWith(`@${BOT}`)) return;
  openPopup(found.results.map((one) => make("button", {
    type: "button", className: "card",
    onclick: () => { $("text").value = ""; grow(); closePopup(); act("choose", { user: speaker(), query: found.id, result: one.id }); },
  }, make("b", { textContent: one.title }), make("span", { className: "what", textContent: one.description || "" }))));
}

function grow() {
  const text = $("text");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
}

function typed() {
  grow();
  const text = $("text").value;
  clearTimeout(inlineWait);
  if (/^\/\w*$/.test(text)) openPopup(commandList(text.slice(1)));
  else if (text.toLowerCase().startsWith(`@${BOT} `)) inlineWait = setTimeout(() => inlineList(text.slice(BOT.length + 2)), 350);
  else closePopup();
}

function bottom() {
  const empty = !$("log").querySelector(".item");
  const blocked = Boolean(ui.gone);
  const start = empty && ui.chat > 0 && !blocked;
  $("composer").hidden = start || blocked;
  $("big").hidden = !(start || blocked);
  $("big-button").textContent = word(blocked ? "unblock" : "start");
  $("block").hidden = ui.chat < 0 || blocked || empty;
}

// -- the clock ------------------------------------------------------------------------------------------------------

function showClock(now, busy) {
  const moment = new Date(now);
  $("clock-time").textContent = time(moment);
  $("clock-day").textContent = dayText(moment, true);
  $("clock-zone").textContent = ui.zoneName;
  ui.now = moment;
  if (busy !== undefined) working(busy);
}

function working(busy) {
  ui.busy = busy;
  $("passing").hidden = !busy;
  for (const name of ["step-hour", "step-day", "step-to"]) $(name).disabled = busy;
}

async function step(order) {
  working(true);
  $("to-form").hidden = true;
  $("step-to").setAttribute("aria-expanded", "false");
  const done = await act("clock", order);
  working(false);
  if (done) showClock(done.now);
}

// -- opening a chat -----------------------------------------------------------------------------------------------

async function load() {
  const state = await call(`state?chat=${ui.chat}&lang=${ui.lang}`);
  Object.assign(ui, { zone: state.zone, zoneName: state.zone_name, gone: state.chat.gone, members: state.chat.members });
  const group = ui.chat < 0;
  $("chat-name").textContent = group ? word("group") : state.bot.name;
  $("avatar").textContent = group ? "Г" : state.bot.name[0];
  status();
  $("speaker-row").hidden = !group;
  if (group && !$("speaker").options.length) {
    $("speaker").replaceChildren(...ui.members.map((one) => make("option", {
      value: one.id, textContent: `${word("person", { n: one.id })} · ${word(one.status === "member" ? "member" : "admin")}`,
    })));
  }
  const log = $("log");
  log.replaceChildren();
  if (!state.messages.length) log.append(make("li", { className: "empty", textContent: (!group && state.bot.description) || word("empty") }));
  follow = true;
  for (const message of state.messages) show(message);
  bottom();
  showClock(state.now, state.busy);
  ui.menu = (await call(`commands?chat=${ui.chat}&lang=${ui.lang}`)).commands;
}

function status() {
  const typing = Date.now() < typingEnds;
  $("chat-status").textContent = typing ? word("typing") : ui.chat < 0 ? `${ui.members.length} · ${word("bot")}` : word("bot");
}

const EVENTS = {
  message: (event) => {
    if (event.message.from.is_bot) { typingEnds = 0; status(); }
    show(event.message);
  },
  deleted: (event) => { $("log").querySelector(`[data-id="${event.message_id}"]`)?.remove(); bottom(); },
  answered: (event) => {
    document.querySelector(`[data-query="${event.id}"]`)?.classList.remove("waiting");
    if (event.text && event.alert) { $("alert-text").textContent = event.text; $("alert").showModal(); }
    else if (event.text) toast(event.text);
  },
  action: () => { typingEnds = Date.now() + 5000; status(); setTimeout(status, 5100); },
  elsewhere: (event) => ui.news.add(event.chat) && $("chats").querySelector(`[data-chat="${event.chat}"]`)?.classList.add("news"),
  clock: (event) => showClock(event.now, event.busy),
  menu: async () => { ui.menu = (await call(`commands?chat=${ui.chat}&lang=${ui.lang}`)).commands; },
  zone: () => load(),
};

function listen() {
  stream?.close();
  stream = new EventSource(`/control/events?chat=${ui.chat}&token=${encodeURIComponent(token)}`);
  let lost = false;
  stream.onopen = () => { $("offline").hidden = true; if (lost) load().catch(() => {}); lost = false; };
  stream.onerror = () => {
    $("offline").hidden = false;
    lost = true;
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000); // another run: another token
  };
  stream.onmessage = (message) => { const event = JSON.parse(message.data); EVENTS[event.event]?.(event); };
}

// -- the frame -----------------------------------------------------------------------------------------------------

const chatName = (id) => (id < 0 ? word("group") : word("person", { n: id }));

function translate() {
  document.documentElement.lang = ui.lang;
  document.title = word("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) { node.setAttribute("aria-label", word(node.dataset.label)); if (node.tagName === "BUTTON") node.title = word(node.dataset.label); }
  $("menu").setAttribute("aria-label", word("menu"));
  $("text").placeholder = word("write");
  const chats = [1, 2, 3, GROUP];
  $("chats").replaceChildren(...chats.map((id) => make("button", {
    type: "button", className: ui.news.has(id) ? "news" : "", "aria-current": String(id === ui.chat), title: chatName(id), "aria-label": chatName(id), "data-chat": id, onclick: () => open(id),
  }, make("span", { className: "long", textContent: chatName(id) }), make("span", { className: "short", textContent: id < 0 ? word("group") : id }))));
  const names = { tg: "Тоҷ", ru: "Рус", en: "Eng" };
  $("langs").replaceChildren(...Object.keys(names).map((lang) => make("button", {
    type: "button", lang, "aria-pressed": String(lang === ui.lang), textContent: names[lang], onclick: () => speak(lang),
  })));
}

async function speak(lang) {
  ui.lang = lang;
  keep("lang", lang);
  $("speaker").replaceChildren();
  translate();
  await load();
}

async function open(chat) {
  ui.chat = chat;
  ui.news.delete(chat);
  history.replaceState(null, "", `?chat=${chat}`);
  replyTo(null);
  closePopup();
  $("speaker").replaceChildren();
  translate();
  listen();
  await load();
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  keep("theme", name);
}

async function begin() {
  const asked = new URLSearchParams(location.search);
  theme(keep("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const lang = asked.get("lang") || keep("lang");
  if (["tg", "ru", "en"].includes(lang)) ui.lang = lang;
  ui.chat = Number(asked.get("chat")) || 1;
  if (ui.chat < 0 && ui.chat !== GROUP) ui.chat = 1;
  ui.words = await (await fetch("/words.json")).json();
  $("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("text").value.trim();
    $("text").value = "";
    grow();
    if (text) send(text);
  });
  $("text").addEventListener("input", typed);
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("composer").requestSubmit(); }
    if (event.key === "Escape") closePopup();
    if (event.key === "ArrowUp" && !$("popup").hidden) { event.preventDefault(); $("popup").lastElementChild?.focus(); }
  });
  $("popup").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { closePopup(); $("text").focus(); }
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (next && document.activeElement[next]) { event.preventDefault(); document.activeElement[next].focus(); }
  });
  $("menu").addEventListener("click", () => ($("popup").hidden ? openPopup(commandList("")) : closePopup()));
  $("log").addEventListener("click", closePopup);
  $("log").addEventListener("scroll", () => { follow = atEnd(); });
  $("speaker").addEventListener("change", () => load());
  $("replying-end").addEventListener("click", () => replyTo(null));
  $("big-button").addEventListener("click", async () => { if (ui.gone) { await act("unblock", {}); await load(); } else send("/start"); });
  $("block").addEventListener("click", async () => { await act("block", {}); await load(); });
  $("step-hour").addEventListener("click", () => step({ hours: 1 }));
  $("step-day").addEventListener("click", () => step({ days: 1 }));
  $("step-to").addEventListener("click", () => {
    const at = parts(ui.now);
    $("to-form").hidden = !$("to-form").hidden;
    $("step-to").setAttribute("aria-expanded", String(!$("to-form").hidden));
    $("to-date").min = `${at.year}-${String(at.month).padStart(2, "0")}-${String(at.day).padStart(2, "0")}`;
    $("to-date").value = $("to-date").value || $("to-date").min;
  });
  $("to-form").addEventListener("submit", (event) => {
    event.preventDefault();
    step({ to: `${$("to-date").value}T${$("to-time").value}`, zone: ui.zone });
  });
  await open(ui.chat);
}

begin().catch(() => { $("offline").hidden = false; $("offline").textContent = "…"; setTimeout(() => location.reload(), 3000); });
