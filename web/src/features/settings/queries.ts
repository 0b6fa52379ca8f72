// Everything that the settings read from or write to the server: people, teams, roles, the trash.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch, once } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type User = Schemas['UserRow'];
export type UserFields = Schemas['UserFields'];
export type Team = Schemas['Team'];
export type TeamFields = Schemas['TeamFields'];
export type Role = Schemas['Role'];
export type Trashed = Schemas['Trashed'];
export type OneTimeLink = Schemas['OneTimeLink'];

/** A change of fields; null clears one. */
type Change<Fields> = { [Name in keyof Fields]?: Fields[Name] | null };

/** Everybody with role, team and log-in. */
export function useUsers() {
  return useQuery({
    queryKey: [...keys.people, 'users'],
    queryFn: ({ signal }) => data(api.GET('/api/users', { signal })),
  });
}

/** The teams; their tree follows from parent_id. */
export function useTeams() {
  return useQuery({
    queryKey: [...keys.people, 'teams'],
    queryFn: ({ signal }) => data(api.GET('/api/teams', { signal })),
  });
}

/** The roles and what each may do. */
export function useRoles() {
  return useQuery({
    queryKey: [...keys.people, 'roles'],
    queryFn: ({ signal }) => data(api.GET('/api/roles', { signal })),
  });
}

/** What lies in the trash and may be restored by the reader. */
export function useTrash() {
  return useQuery({
    queryKey: ['trash'],
    queryFn: ({ signal }) => data(api.GET('/api/trash', { signal })),
    staleTime: 0,
  });
}

/** The function that makes everything about people fetch again. */
export function usePeopleChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.people });
}

/** Adds a person; the same key never adds a second one. */
export function addUser(body: UserFields, key: string): Promise<User> {
  return data(api.POST('/api/users', { body, headers: once(key) }));
}

/** Changes a person. */
export function saveUser({ id, version }: User, body: Change<UserFields>): Promise<User> {
  return data(api.PATCH('/api/users/{id}', { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** Makes a link by which a person sets his password; the server shows it this once. */
export function makeLink(id: string): Promise<OneTimeLink> {
  return data(api.POST('/api/users/{id}/link', { params: { path: { id } } }));
}

/** Adds a team; the same key never adds a second one. */
export function addTeam(body: TeamFields, key: string): Promise<Team> {
  return data(api.POST('/api/teams', { body, headers: once(key) }));
}

/** Changes a team. */
export function saveTeam({ id, version }: Team, body: Change<TeamFields>): Promise<Team> {
  return data(api.PATCH('/api/teams/{id}', { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** Changes what a role may do. */
export function saveRole({ id, version }: Role, grants: Record<string, string>): Promise<Role> {
  return data(api.PATCH('/api/roles/{id}', { params: { path: { id } }, headers: ifMatch(version), body: { grants } }));
}

/** Takes something out of the trash again: a record, or what was written about a deal. */
export function restore({ kind, id }: Trashed): Promise<unknown> {
  if (kind === 'deal' || kind === 'account' || kind === 'contact') {
    return data(api.POST('/api/trash/{kind}/{id}/restore', { params: { path: { kind, id } } }));
  }
  const path = { kind: kind as 'need', id };
  return data(api.POST('/api/entries/{kind}/{id}/restore', { params: { path } }));
}
