// Links that stay inside: to the bot, with what /start is to be told, to a chat that is here, and "share this".

import { house } from "/house.js";

function target(url) {
  try {
    const link = new URL(url);
    if (link.protocol === "tg:") return { name: link.searchParams.get("domain") || "", rest: [], query: link.searchParams };
    if (!/^(www\.)?(t|telegram)\.me$/.test(link.hostname)) return null;
    const [name, ...rest] = link.pathname.split("/").filter(Boolean);
    return { name: name || "", rest, query: link.searchParams };
  } catch {
    return null;
  }
}

function chatOf({ name, rest }) {
  if (name === "c") return house.chat(Number(`-100${rest[0]}`));
  return [...house.chats.values()].find((chat) => chat.username && chat.username.toLowerCase() === name.toLowerCase());
}

// "Add to a group": one that this person leads; the bot joins it and is told what the link says.
function invite(phone, parameter) {
  phone.choose(phone.say("invite-where"), async (chat) => {
    await phone.open(chat);
    if (phone.chat.bot !== "administrator") await phone.act("bot", { status: "member" });
    await phone.send(`/start@${phone.bot} ${parameter}`.trim());
  }, (chat) => chat.type.endsWith("group") && phone.leads(chat));
}

// Whether the link was followed here.
export function follows(phone, url) {
  const found = target(url);
  if (!found) return false;
  if (found.name.toLowerCase() === phone.bot.toLowerCase()) {
    const start = found.query.get("start");
    const group = found.query.get("startgroup");
    if (group !== null) invite(phone, group);
    else if (start !== null) phone.start(start);
    else phone.open(phone.person.id);
    return true;
  }
  if (found.name === "share") {
    const shared = [found.query.get("text"), found.query.get("url")].filter(Boolean).join("\n");
    phone.choose(phone.say("share-where"), (chat) => phone.open(chat).then(() => { phone.composer.put(shared); phone.composer.focus(); }));
    return true;
  }
  const chat = chatOf(found);
  if (!chat || !phone.chats.ids().includes(chat.id)) return false;
  phone.open(chat.id).then(() => phone.jump(Number(found.rest.at(-1))));
  return true;
}
