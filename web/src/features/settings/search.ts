/** The parts of the settings, in the order of their tabs, with the permission that each needs. */
export const parts = [
  { name: 'me' },
  { name: 'security' },
  { name: 'people', act: 'team.read' },
  { name: 'teams', act: 'team.read' },
  { name: 'roles', act: 'team.read' },
  { name: 'rules', act: 'settings.admin' },
  { name: 'templates', act: 'settings.admin' },
  { name: 'audit', act: 'audit.read' },
  { name: 'backup', act: 'settings.admin' },
  { name: 'trash', act: 'deal.edit' },
] as const;

export type PartName = (typeof parts)[number]['name'];
