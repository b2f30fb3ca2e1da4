// What the page itself says, in three languages, and what this browser remembers of it.

export const LANGS = { tg: "Тоҷикӣ", ru: "Русский", en: "English" };
const said = {};

export async function learn() {
  Object.assign(said, await (await fetch("/words.json")).json());
}

export function word(lang, name, values = {}) {
  let text = (said[lang] || {})[name] || "";
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}

export const list = (lang, name) => (said[lang] || {})[name] || [];

export function keep(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(`khabar-${name}`);
    localStorage.setItem(`khabar-${name}`, value);
  } catch { /* a browser that keeps nothing */ }
  return null;
}
