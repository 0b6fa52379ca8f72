// Where the cards of the map lie: as the people have put them, the others by their reporting lines.
import { layout as dagreLayout, Graph } from '@dagrejs/dagre';
import type { Influence, Role } from '../../types';

/** The size of a card in map units. */
export const card = { width: 188, height: 116 };

const gap = { x: 28, y: 48 };
const perRow = 5;

/** A place on the map, of the upper left corner of a card. */
export interface Place {
  x: number;
  y: number;
}

/** The reporting lines among the people of the deal, as pairs of influences from the superior down. */
export function reportingLines(people: Influence[]): [string, string][] {
  const byContact = new Map(people.map((person) => [person.contact_id, person.id]));
  return people.flatMap((person) => {
    const above = person.reports_to_id && byContact.get(person.reports_to_id);
    return above && above !== person.id ? [[above, person.id] as [string, string]] : [];
  });
}

/** The name of the card of a role that nobody holds. */
export function ghostId(role: Role): string {
  return `ghost-${role}`;
}

function tree(lines: [string, string][], members: string[]): Map<string, Place> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: gap.x, ranksep: gap.y });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of members) graph.setNode(id, { ...card });
  for (const [above, below] of lines) graph.setEdge(above, below);
  dagreLayout(graph);
  return new Map(
    members.map((id) => {
      const { x, y } = graph.node(id) as Place;
      return [id, { x: x - card.width / 2, y: y - card.height / 2 }];
    }),
  );
}

function inRows(ids: string[], top: number, places: Map<string, Place>): void {
  ids.forEach((id, at) => {
    const [row, column] = [Math.floor(at / perRow), at % perRow];
    places.set(id, { x: column * (card.width + gap.x), y: top + row * (card.height + gap.y / 2) });
  });
}

/** The place of every card: the reporting tree above, people without a line below it, missing roles last. */
export function arrangement(people: Influence[], ghosts: Role[]): Map<string, Place> {
  const lines = reportingLines(people);
  const linked = new Set(lines.flat());
  const members = people.map((person) => person.id).filter((id) => linked.has(id));
  const places = tree(lines, members);
  const bottom = () => Math.max(-gap.y, ...[...places.values()].map(({ y }) => y + card.height)) + gap.y;
  const alone = people.toSorted((a, b) => (b.level_rank ?? 0) - (a.level_rank ?? 0)).map((person) => person.id);
  inRows(
    alone.filter((id) => !linked.has(id)),
    bottom(),
    places,
  );
  for (const person of people) {
    if (person.place) places.set(person.id, person.place);
  }
  inRows(ghosts.map(ghostId), bottom(), places);
  return places;
}

/** How tall the map has to be to show everything, between what is pleasant and what still fits a screen. */
export function heightOf(places: Map<string, Place>): number {
  const all = [...places.values()];
  if (all.length === 0) return 240;
  const span = Math.max(...all.map(({ y }) => y)) - Math.min(...all.map(({ y }) => y)) + card.height;
  return Math.round(Math.min(600, Math.max(240, span + 56)));
}
