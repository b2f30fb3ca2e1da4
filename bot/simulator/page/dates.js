// Times and days: the numbers from the browser, the words from ours, so that a day is written as its reader writes it.

import { list, word } from "/words.js";

const formats = {};

export function parts(zone, moment) {
  formats[zone] ||= new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const found = {};
  for (const part of formats[zone].formatToParts(moment)) found[part.type] = part.value;
  return { year: Number(found.year), month: Number(found.month), day: Number(found.day), hour: found.hour, minute: found.minute };
}

export function time(zone, moment) {
  const at = parts(zone, moment);
  return `${at.hour}:${at.minute}`;
}

export const iso = ({ year, month, day }) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

export const isoDay = (zone, moment) => iso(parts(zone, moment));

// A day given by its numbers; `weekday` puts its name before it.
export function written(lang, { year, month, day }, weekday = false) {
  const text = list(lang, "dates")[month - 1].replace("{day}", day).replace("{year}", year);
  if (!weekday) return text;
  const n = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return `${word(lang, "weekdays").split(" ")[n]}, ${text}`;
}

export const dayText = (lang, zone, moment, weekday) => written(lang, parts(zone, moment), weekday);
