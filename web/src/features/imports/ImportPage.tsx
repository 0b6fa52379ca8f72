import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Key, useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { PageHead } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { CheckStep } from './check/CheckStep';
import { DetectionStep } from './detection/DetectionStep';
import css from './imports.module.css';
import { MappingStep } from './mapping/MappingStep';
import { useImport } from './queries';
import { ReportStep } from './report/ReportStep';
import { openSteps, type Step, stepOf, steps } from './steps';
import type { Import } from './types';

/** The wizard of one import: how the file is read, what its columns mean, a dry run, the run and its report. */
export function ImportPage() {
  const { t, label } = useText();
  const { id } = useParams({ from: '/frame/imports/$id' });
  const { data: item, error, refetch } = useImport(id);
  const search = useSearch({ from: '/frame/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const state = item?.state;
  const open = state ? openSteps(state) : [];
  const step = search.step && open.includes(search.step) ? search.step : state && stepOf(state);
  // A new state leads to its own step.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the state decides
  useEffect(() => {
    if (state && search.step && !openSteps(state).includes(search.step)) void navigate({ search: {}, replace: true });
  }, [state]);
  if (error && !item) return <Failure error={error} retry={() => void refetch()} />;
  if (!item || !step) return null;
  const go = (next: Step | undefined) => void navigate({ search: next ? { step: next } : {}, replace: true });
  return (
    <div className={css.page}>
      <PageHead
        title={<span data-own>{item.file_name}</span>}
        beside={
          <>
            <Chip>{label('import.kind', item.kind)}</Chip>
            <Chip tone="accent">{label('import.state', item.state)}</Chip>
          </>
        }
      >
        <Link to="/imports">{t('import.all')}</Link>
      </PageHead>
      <nav aria-label={t('import.steps')}>
        <ol className={css.steps}>
          {steps.map((name, at) => (
            <li key={name} aria-current={name === step ? 'step' : undefined}>
              <button type="button" disabled={!open.includes(name)} onClick={() => go(name)}>
                <span aria-hidden="true">{at + 1}</span>
                {t(`import.step.${name}` as Key)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <StepBody key={`${item.id}.${step}`} item={item} step={step} go={go} />
    </div>
  );
}

interface StepProps {
  item: Import;
  step: Step;
  go: (step: Step | undefined) => void;
}

function StepBody({ item, step, go }: StepProps) {
  if (step === 'file') return <DetectionStep item={item} onNext={() => go('map')} />;
  if (step === 'map') return <MappingStep item={item} onBack={() => go('file')} onChecked={() => go(undefined)} />;
  if (step === 'check') return <CheckStep item={item} onBack={() => go('map')} onRun={() => go(undefined)} />;
  return <ReportStep item={item} onBack={() => go('map')} />;
}
