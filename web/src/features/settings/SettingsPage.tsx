import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Problem } from '@/api/problem';
import { useMay } from '@/api/session';
import { type Key, useText } from '@/i18n';
import { PageHead } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { MyPart } from './MyPart';
import { type PartName, parts } from './search';
import css from './settings.module.css';

const screens = {
  me: MyPart,
  security: lazy(() => import('./security/SecurityPart')),
  people: lazy(() => import('./people/PeoplePart')),
  teams: lazy(() => import('./teams/TeamsPart')),
  roles: lazy(() => import('./roles/RolesPart')),
  rules: lazy(() => import('./rules/RulesPart')),
  templates: lazy(() => import('./templates/TemplatesPart')),
  audit: lazy(() => import('./audit/AuditPart')),
  backup: lazy(() => import('./backup/BackupPart')),
  trash: lazy(() => import('./trash/TrashPart')),
} satisfies Record<PartName, React.ElementType>;

/** The settings: one's own, and what administrators and managers keep: people, teams, roles, the trash. */
export function SettingsPage() {
  const { part } = useParams({ from: '/frame/settings/$part' });
  const { t } = useText();
  const may = useMay();
  const navigate = useNavigate();
  const allowed = parts.filter((one) => !('act' in one) || may(one.act));
  const at = allowed.find(({ name }) => name === part)?.name;
  const known = parts.some(({ name }) => name === part);
  const Screen = at && screens[at];
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at) tabs.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);
  return (
    <div className={css.page}>
      <PageHead title={t('nav.settings')} />
      <Tabs
        value={at ?? null}
        onChange={(name) => name && void navigate({ to: '/settings/$part', params: { part: name } })}
        keepMounted={false}
      >
        <Tabs.List ref={tabs} className={css.tabs}>
          {allowed.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.${name}` as Key)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Screen && at && (
          <Tabs.Panel value={at}>
            <Suspense>
              <Screen />
            </Suspense>
          </Tabs.Panel>
        )}
      </Tabs>
      {!at && <Failure error={new Problem(known ? 403 : 404)} />}
    </div>
  );
}
