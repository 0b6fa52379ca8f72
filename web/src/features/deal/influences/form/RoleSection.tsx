import { Switch } from '@mantine/core';
import { useText } from '@/i18n';
import { type Level, levels, type Role, roles } from '../../types';
import { Choices } from './Choices';
import type { PartProps } from './draft';
import css from './form.module.css';
import { Why } from './Why';

/** The part a person plays in the decision, and his weight in it. */
export function RoleSection({ draft, before }: PartProps) {
  const { t, label } = useText();
  const { values, errors } = draft;
  const toggle = (role: Role, on: boolean) =>
    draft.set(
      'roles',
      roles.filter((one) => (one === role ? on : values.roles.includes(one))),
    );
  const asks = values.roles.map((role) => label('role', `${role}.asks`)).join(' ');
  return (
    <div className={css.section}>
      <fieldset className={css.set}>
        <legend>{t('fact.roles')}</legend>
        <span className={css.choices}>
          {roles.map((role) => (
            <label key={role} className={css.choice} title={label('role', `${role}.asks`)}>
              <input
                type="checkbox"
                checked={values.roles.includes(role)}
                aria-invalid={errors.roles !== undefined}
                onChange={(event) => toggle(role, event.currentTarget.checked)}
              />
              <span>{label('role', role)}</span>
            </label>
          ))}
        </span>
        {asks && <p className={css.note}>{t('person.asks', { text: asks })}</p>}
        {errors.roles && <p className={css.error}>{errors.roles}</p>}
      </fieldset>
      <Why draft={draft} before={before} group="roles" />
      <Switch
        size="sm"
        label={t('fact.role_verified')}
        checked={values.role_verified}
        onChange={(event) => draft.set('role_verified', event.currentTarget.checked)}
      />
      <Choices<Level | ''>
        legend={t('fact.influence')}
        options={[
          ...levels.map((level) => ({ value: level, label: label('influence', level) })),
          { value: '' as const, label: t('value.unknown') },
        ]}
        value={values.influence ?? ''}
        onChange={(level) => draft.set('influence', level || undefined)}
      />
    </div>
  );
}
