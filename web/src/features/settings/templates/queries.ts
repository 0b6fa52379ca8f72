import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch, once } from '@/api/client';
import { metaQuery } from '@/api/meta';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

/** A template of the company's own, with how many open deals follow it. */
export type OwnUse = Schemas['OwnUse'];
export type Own = Schemas['Own'];
export type OwnContent = Schemas['OwnContent'];
export type Wording = Schemas['Wording'];

const key = ['templates'];

/** The templates of the company's own, as they are now. */
export function useOwnTemplates() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => data(api.GET('/api/templates', { signal })) });
}

/** The versions of a template, the newest first. */
export function useOwnVersions(code: string) {
  return useQuery({
    queryKey: [...key, code],
    queryFn: ({ signal }) => data(api.GET('/api/templates/{code}/versions', { params: { path: { code } }, signal })),
  });
}

/** Copies a template of the method under a new name. */
export function copyTemplate(body: Schemas['TemplateCopy'], again: string): Promise<Own> {
  return data(api.POST('/api/templates', { headers: once(again), body }));
}

/** Makes content the next version of a template. */
export function saveTemplate({ code, number }: Pick<Own, 'code' | 'number'>, body: OwnContent): Promise<Own> {
  return data(api.PUT('/api/templates/{code}', { params: { path: { code } }, headers: ifMatch(number), body }));
}

/** Reads the templates again, wherever they are shown. */
export function useTemplatesChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: metaQuery.queryKey }),
      client.invalidateQueries({ queryKey: ['deal'] }),
    ]);
}
