import { ActionIcon } from '@mantine/core';
import { IconPencil, IconUserPlus } from '@tabler/icons-react';
import { useText } from '@/i18n';
import type { Chart } from '../types';
import type { ChartActs } from './ChartPanel';
import css from './chart.module.css';
import { PersonCard } from './PersonCard';
import type { Branch, Chief } from './tree';

interface DepartmentTreeProps {
  branches: Branch[];
  /** Names of the people of the chart by id, for the reporting lines. */
  names: Map<string, string>;
  acts?: ChartActs;
}

/** Departments under each other, the people of each beside one another. */
export function DepartmentTree({ branches, names, acts }: DepartmentTreeProps) {
  const { t } = useText();
  return (
    <ul className={css.tree}>
      {branches.map(({ department, people, below }) => (
        <li key={department?.id ?? 'none'}>
          <div className={css.department}>
            <h3>{department?.name ?? t('chart.no_department')}</h3>
            <span className={css.count}>{t('chart.people', { n: people.length })}</span>
            {acts && department && (
              <span className={css.tools}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  title={t('chart.add_person_to', { name: department.name })}
                  aria-label={t('chart.add_person_to', { name: department.name })}
                  onClick={() => acts.addPerson(department.id)}
                >
                  <IconUserPlus size={15} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  title={t('fact.edit', { name: department.name })}
                  aria-label={t('fact.edit', { name: department.name })}
                  onClick={() => acts.editDepartment(department)}
                >
                  <IconPencil size={15} />
                </ActionIcon>
              </span>
            )}
          </div>
          {people.length > 0 && (
            <ul className={css.people}>
              {people.map((person) => (
                <li key={person.id}>
                  <PersonCard
                    person={person}
                    line={names.get(person.reports_to_id ?? '')}
                    onEdit={acts && (() => acts.editPerson(person))}
                  />
                </li>
              ))}
            </ul>
          )}
          {below.length > 0 && <DepartmentTree branches={below} names={names} acts={acts} />}
        </li>
      ))}
    </ul>
  );
}

/** People under those they report to. */
export function ReportTree({ chiefs, chart, acts }: { chiefs: Chief[]; chart: Chart; acts?: ChartActs }) {
  return (
    <ul className={css.tree} data-lines="true">
      {chiefs.map(({ person, below }) => (
        <li key={person.id}>
          <PersonCard
            person={person}
            department={chart.departments.find(({ id }) => id === person.department_id)?.name}
            onEdit={acts && (() => acts.editPerson(person))}
          />
          {below.length > 0 && <ReportTree chiefs={below} chart={chart} acts={acts} />}
        </li>
      ))}
    </ul>
  );
}
