// The two trees of an org chart: by departments, and by who reports to whom.
import type { Chart, ChartContact, Department } from '../types';

/** A department with its people and the departments below it; without a department: people who stand in none. */
export interface Branch {
  department?: Department;
  people: ChartContact[];
  below: Branch[];
}

/** A person with those who report to him. */
export interface Chief {
  person: ChartContact;
  below: Chief[];
}

function byRank(a: ChartContact, b: ChartContact): number {
  return (b.level_rank ?? 0) - (a.level_rank ?? 0) || a.name.localeCompare(b.name, 'zh');
}

function under<Item>(items: Item[], above: (item: Item) => string | undefined): Map<string | undefined, Item[]> {
  const found = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const key = above(item);
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}

/** Departments in their tree, each with its people from the highest level down; people of no department come last. */
export function byDepartment({ departments, contacts }: Chart): Branch[] {
  const known = new Set(departments.map(({ id }) => id));
  const children = under(departments, ({ parent_id }) => (parent_id && known.has(parent_id) ? parent_id : undefined));
  const people = under(contacts, ({ department_id }) =>
    department_id && known.has(department_id) ? department_id : undefined,
  );
  const branch = (department: Department): Branch => ({
    department,
    people: (people.get(department.id) ?? []).toSorted(byRank),
    below: (children.get(department.id) ?? []).map(branch),
  });
  const tree = (children.get(undefined) ?? []).map(branch);
  const loose = (people.get(undefined) ?? []).toSorted(byRank);
  return loose.length > 0 ? [...tree, { people: loose, below: [] }] : tree;
}

/** People in the tree of reporting lines; whoever reports to nobody here stands at the top. */
export function byReport({ contacts }: Chart): Chief[] {
  const known = new Set(contacts.map(({ id }) => id));
  const reports = under(contacts, ({ reports_to_id }) =>
    reports_to_id && known.has(reports_to_id) ? reports_to_id : undefined,
  );
  const chief = (person: ChartContact): Chief => ({
    person,
    below: (reports.get(person.id) ?? []).toSorted(byRank).map(chief),
  });
  return (reports.get(undefined) ?? []).map(chief).toSorted(largerFirst);
}

function largerFirst(a: Chief, b: Chief): number {
  return Number(b.below.length > 0) - Number(a.below.length > 0) || byRank(a.person, b.person);
}

/** The departments that may become the parent of one: all but itself and those below it. */
export function possibleParents(departments: Department[], of: Department | undefined): Department[] {
  const barred = new Set(of ? [of.id] : []);
  for (let before = -1; barred.size !== before; ) {
    before = barred.size;
    for (const { id, parent_id } of departments) if (parent_id && barred.has(parent_id)) barred.add(id);
  }
  return departments.filter(({ id }) => !barred.has(id));
}
