// The phone's own menu: its language, the bot let in or kept out, and by which zone the bot counts.

import { call } from "/api.js";
import { choice } from "/suggest.js";
import { make } from "/nodes.js";
import { LANGS } from "/words.js";

function language(phone) {
  const field = make("select", { onchange: () => call("phone", { user: phone.person.id, lang: field.value }) },
    ...Object.entries(LANGS).map(([lang, name]) => make("option", { value: lang, lang, textContent: name })));
  field.value = phone.lang;
  return make("label", { className: "set" }, make("span", { textContent: phone.say("phone-language") }), field);
}

function standing(phone, status, said) {
  return choice(phone.say(said), "", async () => { phone.close(); await phone.act("bot", { status }); });
}

function admission(phone) {
  const { chat } = phone;
  if (chat.type === "private") {
    const order = chat.gone ? "unblock" : "block";
    return [choice(phone.say(order), phone.say(`${order}-what`), async () => { phone.close(); await phone.act(order); })];
  }
  if (!phone.leads()) return [];
  const found = [];
  const out = ["left", "kicked"].includes(chat.bot);
  if (chat.bot !== "administrator") found.push(standing(phone, "administrator", "bot-admin"));
  if (chat.type !== "channel" && chat.bot !== "member") found.push(standing(phone, "member", "bot-member"));
  if (!out) found.push(standing(phone, "left", "bot-out"));
  return found;
}

export function more(phone) {
  const zone = make("p", { className: "told", textContent: phone.say("phone-zone", { zone: phone.person.zone_name }) });
  const known = phone.chat.botZone && phone.chat.botZone !== phone.zone;
  const counts = known ? [make("p", { className: "told", textContent: phone.say("bot-zone", { zone: phone.chat.botZoneName }) })] : [];
  return [...admission(phone), language(phone), zone, ...counts];
}
