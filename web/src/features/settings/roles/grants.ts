// The rights of roles: which permissions there are, and how far each may reach.

/** Every permission in the order of the matrix, by what it is about. */
export const permissionGroups = [
  {
    name: 'deals',
    permissions: [
      'deal.read',
      'deal.create',
      'deal.edit',
      'deal.contribute',
      'deal.move',
      'gate.judge',
      'gate.override',
      'deal.reopen',
      'owner.change',
    ],
  },
  { name: 'accounts', permissions: ['account.read', 'account.create', 'account.edit', 'product.edit'] },
  { name: 'rows', permissions: ['import', 'export'] },
  { name: 'house', permissions: ['team.read', 'audit.read', 'people.admin', 'settings.admin'] },
] as const;

/** How far a permission reaches, from the narrowest. */
export const reaches = ['own', 'member', 'tree', 'all'] as const;

/** Permission → reach. */
export type Grants = Record<string, string>;

/** The grants with one of them changed; without a reach it is taken away. */
export function granted(grants: Grants, permission: string, reach: string | undefined): Grants {
  const { [permission]: _gone, ...others } = grants;
  return reach ? { ...others, [permission]: reach } : others;
}

/** Tells whether two sets of grants are the same. */
export function sameGrants(a: Grants, b: Grants): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
