// What all phones share: the bot, people, chats, the clock's time, trouble.

import { ask } from "/api.js";

export const house = {
  bot: {}, people: [], chats: new Map(), now: null, busy: false, troubles: {}, fresh: false, anew: false,

  async learn() {
    const found = await ask("page");
    Object.assign(house, { bot: found.bot, busy: found.busy, troubles: found.troubles, fresh: found.fresh, anew: found.anew, now: new Date(found.now) });
    house.people = found.people.map((person) => Object.assign(house.people.find((one) => one.id === person.id) || {}, person));
    const known = house.chats;
    house.chats = new Map(found.chats.map((chat) => [chat.id, Object.assign(known.get(chat.id) || {}, chat)]));
  },

  chat: (id) => house.chats.get(id),
  standing: (chat, id) => (chat.members || []).find((one) => one.id === id)?.status,
  isBot: (message) => message.from?.id === house.bot.id,
};
