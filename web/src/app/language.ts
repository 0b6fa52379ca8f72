import { api, data } from '@/api/client';
import type { Lang } from '@/i18n';

/** Keeps the language with the account too, so that other devices and the server's texts follow. */
export function saveLang(lang: Lang): Promise<unknown> {
  return data(api.PATCH('/api/me', { body: { lang } }));
}
