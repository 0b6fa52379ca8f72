// The org chart of an account: who works in which department and who reports to whom.
import { Button, SegmentedControl } from '@mantine/core';
import { IconBuilding, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { useChart } from '../queries';
import type { Account, ChartContact, Department } from '../types';
import css from './chart.module.css';
import { DepartmentTree, ReportTree } from './Trees';
import { byDepartment, byReport } from './tree';

const PersonForm = lazy(() => import('./PersonForm'));
const DepartmentForm = lazy(() => import('./DepartmentForm'));

/** What is being added or edited in the chart. */
type Open =
  | { form: 'person'; person?: ChartContact; department?: string }
  | { form: 'department'; department?: Department; parent?: string };

/** What the trees offer on a person or a department; absent when the reader may not edit. */
export interface ChartActs {
  editPerson: (person: ChartContact) => void;
  addPerson: (department?: string) => void;
  editDepartment: (department: Department) => void;
  addDepartment: (parent?: string) => void;
}

/** The chart as a tree of departments, or of reporting lines, with its forms. */
export default function ChartPanel({ account }: { account: Account }) {
  const { t } = useText();
  const { data: chart, error, refetch } = useChart(account.id);
  const [view, setView] = useState<'department' | 'report'>('department');
  const [open, setOpen] = useState<Open>();
  const branches = useMemo(() => (chart ? byDepartment(chart) : []), [chart]);
  const chiefs = useMemo(() => (chart ? byReport(chart) : []), [chart]);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!chart) return <Panel title={t('chart.title')}>{t('state.loading')}</Panel>;
  const acts: ChartActs | undefined = chart.may.includes('edit')
    ? {
        editPerson: (person) => setOpen({ form: 'person', person }),
        addPerson: (department) => setOpen({ form: 'person', department }),
        editDepartment: (department) => setOpen({ form: 'department', department }),
        addDepartment: (parent) => setOpen({ form: 'department', parent }),
      }
    : undefined;
  const empty = chart.contacts.length + chart.departments.length === 0;
  const names = new Map(chart.contacts.map(({ id, name }) => [id, name]));
  return (
    <Panel
      title={t('chart.title')}
      side={
        <div className={css.acts}>
          {!empty && (
            <SegmentedControl
              size="xs"
              aria-label={t('chart.view')}
              value={view}
              onChange={(value) => setView(value as typeof view)}
              data={[
                { value: 'department', label: t('chart.by_department') },
                { value: 'report', label: t('chart.by_report') },
              ]}
            />
          )}
          {acts && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconBuilding size={15} />}
              onClick={() => acts.addDepartment()}
            >
              {t('chart.add_department')}
            </Button>
          )}
          {acts && !empty && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconUserPlus size={15} />}
              onClick={() => acts.addPerson()}
            >
              {t('chart.add_person')}
            </Button>
          )}
        </div>
      }
    >
      {empty && (
        <State
          title={t('chart.empty.title')}
          act={acts && <Begin onClick={() => acts.addPerson()}>{t('chart.add_person')}</Begin>}
        >
          {t('chart.empty.why')}
        </State>
      )}
      {!empty && view === 'department' && <DepartmentTree branches={branches} names={names} acts={acts} />}
      {!empty && view === 'report' && <ReportTree chiefs={chiefs} chart={chart} acts={acts} />}
      <Suspense>
        {open?.form === 'person' && (
          <PersonForm
            account={account.id}
            chart={chart}
            person={open.person}
            department={open.department}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open?.form === 'department' && (
          <DepartmentForm
            account={account.id}
            chart={chart}
            department={open.department}
            parent={open.parent}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </Panel>
  );
}
