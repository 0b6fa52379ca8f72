import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '@/api/session';
import { type Key, useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import { usePhone } from '@/ui/usePhone';
import { type Role, saveRole, usePeopleChanged, useRoles } from '../queries';
import css from '../settings.module.css';
import { type Grants, granted, permissionGroups, reaches, sameGrants } from './grants';
import matrix from './matrix.module.css';

/** What each role may do and how far; administrators change it here. */
export default function RolesPart() {
  const { t } = useText();
  const { data, error, refetch } = useRoles();
  const may = useMay()('people.admin');
  const changed = usePeopleChanged();
  const [drafts, setDrafts] = useState<Record<string, Grants>>({});
  const [saving, setSaving] = useState(false);
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const roles = data?.items ?? [];
  const open = roles.filter((role) => drafts[role.id] && !sameGrants(drafts[role.id] ?? {}, role.grants));
  const save = async () => {
    setSaving(true);
    try {
      for (const role of open) await saveRole(role, drafts[role.id] ?? role.grants);
      setDrafts({});
      say(t('role.saved'));
    } catch (refused) {
      sayRefused(refused);
    }
    await changed();
    setSaving(false);
  };
  const change = (role: Role, permission: string, reach: string | undefined) =>
    setDrafts({ ...drafts, [role.id]: granted(drafts[role.id] ?? role.grants, permission, reach) });
  const grantsOf = (role: Role): Grants => drafts[role.id] ?? role.grants;
  return (
    <Panel
      title={t('role.title')}
      side={
        open.length > 0 && (
          <span className={css.bar}>
            <Button size="compact-sm" variant="default" onClick={() => setDrafts({})}>
              {t('act.cancel')}
            </Button>
            <Button size="compact-sm" loading={saving} onClick={() => void save()}>
              {t('role.save', { n: open.length })}
            </Button>
          </span>
        )
      }
    >
      <p className={css.hint}>{t('role.hint')}</p>
      <dl className={matrix.reaches}>
        {reaches.map((reach) => (
          <div key={reach}>
            <dt>{t(`reach.${reach}` as Key)}</dt>
            <dd>{t(`reach.${reach}.why` as Key)}</dd>
          </div>
        ))}
      </dl>
      <Matrix roles={roles} grantsOf={grantsOf} onChange={may ? change : undefined} />
    </Panel>
  );
}

interface MatrixProps {
  roles: Role[];
  grantsOf: (role: Role) => Grants;
  onChange?: (role: Role, permission: string, reach: string | undefined) => void;
}

function Matrix({ roles, grantsOf, onChange }: MatrixProps) {
  const { t, label } = useText();
  const phone = usePhone();
  const [one, setOne] = useState<string>();
  const shown = phone ? roles.filter(({ id }) => id === (one ?? roles[0]?.id)) : roles;
  return (
    <>
      {phone && (
        <Select
          label={t('user.field.role_id')}
          allowDeselect={false}
          data={roles.map(({ id, code }) => ({ value: id, label: label('user_role', code) }))}
          value={one ?? roles[0]?.id ?? null}
          onChange={(id) => setOne(id ?? undefined)}
        />
      )}
      <div className={matrix.scroller}>
        <table className={matrix.table}>
          <thead>
            <tr>
              <th scope="col">{t('role.permission')}</th>
              {shown.map((role) => (
                <th key={role.id} scope="col">
                  {label('user_role', role.code)}
                </th>
              ))}
            </tr>
          </thead>
          {permissionGroups.map(({ name, permissions }) => (
            <tbody key={name}>
              <tr>
                <th className={matrix.group} colSpan={shown.length + 1} scope="rowgroup">
                  {t(`role.group.${name}` as Key)}
                </th>
              </tr>
              {permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row">
                    {t(`perm.${permission}` as Key)}
                    <span>{t(`perm.${permission}.why` as Key)}</span>
                  </th>
                  {shown.map((role) => (
                    <td key={role.id}>
                      <Cell
                        label={t('role.cell', {
                          role: label('user_role', role.code),
                          permission: t(`perm.${permission}` as Key),
                        })}
                        reach={grantsOf(role)[permission]}
                        onChange={onChange && ((reach) => onChange(role, permission, reach))}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

interface CellProps {
  label: string;
  reach: string | undefined;
  onChange?: (reach: string | undefined) => void;
}

function Cell({ label, reach, onChange }: CellProps) {
  const { t } = useText();
  const said = t(reach ? (`reach.${reach}` as Key) : 'reach.none');
  if (!onChange) return <span data-reach={reach ?? 'none'}>{said}</span>;
  return (
    <select
      className={matrix.select}
      data-reach={reach ?? 'none'}
      aria-label={label}
      title={said}
      value={reach ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    >
      <option value="">{t('reach.none')}</option>
      {reaches.map((one) => (
        <option key={one} value={one}>
          {t(`reach.${one}` as Key)}
        </option>
      ))}
    </select>
  );
}
