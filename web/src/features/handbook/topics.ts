// The pages of the handbook. They follow from the codes of the method and the texts that there are.
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useMemo } from 'react';
import { metaQuery } from '@/api/meta';
import { type Label, type Translate, useText } from '@/i18n';

export type Kind =
  | 'stage'
  | 'role'
  | 'mode'
  | 'scale'
  | 'situation'
  | 'rule'
  | 'strength'
  | 'symptom'
  | 'bargain'
  | 'compliance';

/** A page: what it is about, under which heading it stands, and how it is called. */
export interface Topic {
  id: string;
  kind: Kind;
  code: string;
  title: string;
  group: string;
}

const texts = () => i18next.getResourceBundle(i18next.language, 'translation') as Record<string, string>;

// The codes for which there is a text of the form family.CODE.part, in their order.
function codesOf(family: string, part: string): string[] {
  const form = new RegExp(`^${family}\\.([A-Z]+-\\d\\d?)\\.${part}$`);
  return Object.keys(texts())
    .flatMap((key) => form.exec(key)?.[1] ?? [])
    .sort();
}

/** The codes of advice that says why by itself, and speaks of nobody by name. */
export function situations(): string[] {
  const all = texts();
  const codes = Object.keys(all).flatMap((key) => /^tactic\.why\.(.+)$/.exec(key)?.[1] ?? []);
  return codes
    .filter(
      (code) => all[`tactic.do.${code}`] && !`${all[`tactic.do.${code}`]}${all[`tactic.why.${code}`]}`.includes('{'),
    )
    .sort();
}

type Meta = NonNullable<ReturnType<typeof useMeta>>;

export function useMeta() {
  return useQuery(metaQuery).data;
}

/** All pages in their order. */
export function useTopics(): Topic[] {
  const { t, label } = useText();
  const meta = useMeta();
  return useMemo(() => (meta ? topics(meta, t, label) : []), [meta, t, label]);
}

function topics(meta: Meta, t: Translate, label: Label): Topic[] {
  const page = (
    kind: Kind,
    code: string,
    title: string,
    group = t(`handbook.group.${kind}` as 'handbook.group.stage'),
  ) => ({
    id: `${kind}:${code}`,
    kind,
    code,
    title,
    group,
  });
  const listed = (kind: 'strength' | 'symptom' | 'bargain' | 'compliance') =>
    codesOf(kind, 'title').map((code) => page(kind, code, label(kind, `${code}.title`)));
  return [
    ...meta.stages.map(({ code }) => page('stage', code, `${code} ${label('stage', code)}`)),
    ...(meta.lists.role ?? []).map((code) => page('role', code, label('role', code))),
    ...(meta.lists.mode ?? []).map((code) => page('mode', code, label('mode', code))),
    page('scale', 'support', t('handbook.support')),
    page('situation', 'all', t('handbook.situations')),
    ...meta.rules.map(({ id, family }) =>
      page('rule', id, label('rule', `${id}.title`), t('handbook.group.rule', { family: label('family', family) })),
    ),
    ...listed('strength'),
    ...listed('symptom'),
    ...listed('bargain'),
    ...listed('compliance'),
  ];
}

/** The pages that a search finds, by title, code or what they say first. */
export function found(all: Topic[], q: string, label: Label): Topic[] {
  const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ kind, code, title }: Topic) =>
    [code, title, label(kind, `${code}.why`), label(kind, `${code}.do`)].join(' ').toLowerCase();
  return all.filter((topic) => words.every((word) => text(topic).includes(word)));
}
