// What the server's codes mean. The texts of refusals are no part of the screens' catalogue, as a refusal brings its own;
// an import counts its refusals by code, so the wizard loads them when it is opened.
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Lang, useText } from '@/i18n';

const files: Record<Lang, () => Promise<{ default: Record<string, string> }>> = {
  zh: () => import('../../../../internal/text/zh.json?refusals'),
  en: () => import('../../../../internal/text/en.json?refusals'),
};

/** Fills the placeholders of a text; one without a value becomes three dots. */
export function filled(text: string, params: Record<string, unknown> = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '…'));
}

/** The function that says what a code means; a code without a text is shown as it is. */
export function useCodeWords(): (code: string, params?: Record<string, unknown>) => string {
  const { lang } = useText();
  const { data: texts } = useQuery({
    queryKey: ['texts', 'fault', lang],
    queryFn: async () => (await files[lang]()).default,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return useCallback((code, params) => filled(texts?.[`fault.${code}`] ?? code, params), [texts]);
}
