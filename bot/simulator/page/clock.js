// The simulator's clock: what it says, the steps it takes, the day it goes to, and a beginning anew.

import { ask, call } from "/api.js";
import { Calendar } from "/calendar.js";
import { dayText, isoDay, parts, time } from "/dates.js";
import { house } from "/house.js";
import { $, make, toast } from "/nodes.js";
import { sheet } from "/sheets.js";
import { word } from "/words.js";

const HOME = "Asia/Dushanbe"; // the frame's clock; each phone has its own
const MORNING = "09:00"; // when the digests of the usual hours are there
const LONGEST = 700; // days ahead
const OLDEST = "2024-02-15";
const frame = () => document.documentElement.lang;
const say = (name, values) => word(frame(), name, values);

export function shown() {
  $("clock-time").textContent = time(HOME, house.now);
  $("clock-day").textContent = dayText(frame(), HOME, house.now, true);
  $("passing").hidden = !house.busy;
  for (const button of document.querySelectorAll("[data-step]")) button.disabled = house.busy;
}

async function step(order) {
  house.busy = true;
  shown();
  let came = 0;
  const count = () => { came += 1; };
  addEventListener("khabar-message", count);
  try {
    house.now = new Date((await call("clock", order)).now);
    toast(say("passed", { time: time(HOME, house.now), day: dayText(frame(), HOME, house.now), n: came }));
  } catch {
    toast(say("failed"));
  }
  removeEventListener("khabar-message", count);
  house.busy = false;
  shown();
}

function tomorrow() {
  const at = parts(HOME, house.now);
  const ahead = `${at.hour}:${at.minute}` < MORNING ? 0 : 86400000;
  return isoDay(HOME, new Date(house.now.getTime() + ahead));
}

const news = async () => { try { return (await ask("calendar")).days; } catch { return []; } };

function hours(chosen) {
  const field = make("select", {}, ...Array.from({ length: 24 }, (_, n) => {
    const hour = `${String(n).padStart(2, "0")}:00`;
    return make("option", { value: hour, textContent: hour });
  }));
  field.value = chosen;
  return field;
}

function choose(title, { from, to, chosen, more, done, label }) {
  const calendar = new Calendar(frame(), { from, to, chosen });
  news().then((days) => calendar.mark(days));
  sheet(frame(), title, (close) => [
    calendar.node, ...more,
    make("button", { type: "button", className: "main", textContent: label, onclick: () => { close(); done(calendar.chosen); } }),
  ]);
}

function toDay() {
  const from = isoDay(HOME, house.now);
  const hour = hours(MORNING);
  choose(say("to"), {
    from, to: isoDay(HOME, new Date(house.now.getTime() + LONGEST * 86400000)), chosen: tomorrow(), label: say("go"),
    more: [make("label", { className: "set" }, make("span", { textContent: say("hour-of-day") }), hour)],
    done: (day) => step({ to: `${day}T${hour.value}`, zone: HOME }),
  });
}

function anew() {
  const now = isoDay(HOME, house.now);
  const last = isoDay(HOME, new Date());
  choose(say("anew"), {
    from: OLDEST, to: now > last ? now : last, chosen: now, label: say("anew-go"),
    more: [make("p", { textContent: say("anew-what") })],
    done: async (day) => {
      house.busy = true;
      shown();
      try { await call("reset", { day }); } catch { toast(say("failed")); }
    },
  });
}

const STEPS = {
  hour: () => step({ hours: 1 }),
  morning: () => step({ to: `${tomorrow()}T${MORNING}`, zone: HOME }),
  day: () => step({ days: 1 }),
  to: toDay,
  anew,
};

export function wind() {
  for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", STEPS[button.dataset.step]);
  $("anew").hidden = !house.anew;
}
