// The texts of the screens. The catalogue is shared with the server (internal/text); only the language in use is loaded.
import i18next, { type i18n } from 'i18next';
import { useSyncExternalStore } from 'react';
import type catalogue from '../../../internal/text/zh.json';

/** One of the two languages; they are also the names of the catalogue files. */
export type Lang = 'zh' | 'en';

/** A key of the catalogue; a misspelt one does not compile. Texts of refusals (fault.) stay on the server. */
export type Key = Exclude<keyof typeof catalogue, `fault.${string}`>;

/** Values for the {name} placeholders of a text. */
export type Params = Record<string, string | number>;

/** Gives the text of a key in the language in use. */
export type Translate = (key: Key, params?: Params) => string;

/** Gives the text of a coded value, such as stage S3; a code without a text is shown as it is. */
export type Label = (family: string, code: string | undefined) => string;

const files: Record<Lang, () => Promise<{ default: Record<string, string> }>> = {
  zh: () => import('../../../internal/text/zh.json'),
  en: () => import('../../../internal/text/en.json'),
};

/** The value of the lang attribute of the page for each language. */
export const htmlLang: Record<Lang, string> = { zh: 'zh-CN', en: 'en' };

async function load(lang: Lang): Promise<void> {
  if (i18next.hasResourceBundle(lang, 'translation')) return;
  i18next.addResourceBundle(lang, 'translation', (await files[lang]()).default);
}

/** Starts the catalogue in a language; call it once, before the first render. */
export async function startTexts(lang: Lang): Promise<i18n> {
  await i18next.init({
    lng: lang,
    resources: {},
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    pluralSeparator: '\u0000',
    contextSeparator: '\u0000',
    interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
  });
  i18next.on('languageChanged', renew);
  i18next.store.on('added', renew);
  await changeLang(lang);
  return i18next;
}

/** Loads a language and shows every text in it. */
export async function changeLang(lang: Lang): Promise<void> {
  await load(lang);
  await i18next.changeLanguage(lang);
  document.documentElement.lang = htmlLang[lang];
}

/** The language in use, for code outside of components. */
export function currentLang(): Lang {
  return i18next.language === 'en' ? 'en' : 'zh';
}

/** Translates outside of components (toasts, titles); inside of them use useText, which follows a change of language. */
export const text: Translate = (key, params) => i18next.t(key, params);

/** Texts that people wrote are kept apart: they are shown as they are, without placeholders. */
const written = 'written';

/** Takes up texts that people wrote for codes of their own, by language and key; a text in one language serves both. */
export function addWritten(texts: Record<Lang, Record<string, string>>): void {
  for (const lang of ['zh', 'en'] as const) i18next.addResources(lang, written, texts[lang]);
}

/** Gives the text of a coded value outside of components. */
export const label: Label = (family, code) => {
  if (!code) return '';
  const key = `${family}.${code}`;
  const own = i18next.getResource(i18next.language, written, key) as string | undefined;
  return own ?? (i18next.exists(key) ? i18next.t(key) : code);
};

interface Words {
  t: Translate;
  label: Label;
  lang: Lang;
}

// What components read; another object whenever a text may have become another, so that memos on its parts are made again.
let words: Words = { t: text, label, lang: 'zh' };

const readers = new Set<() => void>();

function renew(): void {
  words = { t: (key, params) => text(key, params), label: (family, code) => label(family, code), lang: currentLang() };
  for (const reader of readers) reader();
}

function follow(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** The translator for a component; the component is drawn again when the language or a text changes. */
export function useText(): Words {
  return useSyncExternalStore(follow, () => words);
}
