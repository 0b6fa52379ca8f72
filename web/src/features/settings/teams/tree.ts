import type { Team } from '../queries';

/** A team with those below it. */
export interface TeamBranch {
  team: Team;
  below: TeamBranch[];
}

/** The teams as a tree; a team whose parent is missing stands at the top. */
export function teamTree(teams: Team[]): TeamBranch[] {
  const known = new Set(teams.map(({ id }) => id));
  const branch = (team: Team): TeamBranch => ({
    team,
    below: teams.filter(({ parent_id }) => parent_id === team.id).map(branch),
  });
  return teams.filter(({ parent_id }) => !parent_id || !known.has(parent_id)).map(branch);
}

/** The teams that may stand above one: all but itself and those below it. */
export function possibleParents(teams: Team[], of: Team | undefined): Team[] {
  const barred = new Set(of ? [of.id] : []);
  for (let before = -1; barred.size !== before; ) {
    before = barred.size;
    for (const { id, parent_id } of teams) if (parent_id && barred.has(parent_id)) barred.add(id);
  }
  return teams.filter(({ id }) => !barred.has(id));
}
