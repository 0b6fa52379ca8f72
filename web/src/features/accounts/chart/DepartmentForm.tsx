import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { FormProblem } from '@/ui/FormProblem';
import { sayRefused } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from '../accounts.module.css';
import { createDepartment, removeDepartment, saveDepartment } from '../queries';
import type { Chart, Department } from '../types';
import { possibleParents } from './tree';

interface DepartmentFormProps {
  account: string;
  chart: Chart;
  /** Absent: a new department. */
  department?: Department;
  /** The department above a new one. */
  parent?: string;
  onClose: () => void;
}

/** Adds a department, changes its name or place, or removes it. */
export default function DepartmentForm({ account, chart, department, parent, onClose }: DepartmentFormProps) {
  const { t } = useText();
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: ['account'] });
    onClose();
  };
  const draft = useDraft<{ name: string; parent_id?: string }, unknown>({
    initial: { name: department?.name ?? '', parent_id: department?.parent_id ?? parent },
    send: ({ name, parent_id }, key) =>
      department
        ? saveDepartment(department, { name, parent_id: parent_id ?? null })
        : createDepartment(account, { name, ...(parent_id && { parent_id }) }, key),
    done,
  });
  const parents = possibleParents(chart.departments, department);
  return (
    <Modal
      opened
      onClose={onClose}
      title={department ? t('chart.edit_department') : t('chart.add_department')}
      size="sm"
    >
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('chart.department')} data-autofocus required maxLength={255} {...bind(draft, 'name')} />
        <Select
          label={t('chart.parent')}
          clearable
          searchable
          data={parents.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.values.parent_id ?? null}
          error={draft.errors.parent_id}
          onChange={(id) => draft.set('parent_id', id ?? undefined)}
        />
        <div className={css.formActs}>
          {department && (
            <ConfirmButton
              className={css.first}
              question={t('chart.remove_department.question', { name: department.name })}
              confirm={t('chart.remove_department')}
              onConfirm={() => removeDepartment(department).then(done, sayRefused)}
            >
              {t('chart.remove_department')}
            </ConfirmButton>
          )}
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
