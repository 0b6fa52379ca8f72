import { Button, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { PageHead } from '@/ui/Panel';
import { useDeal } from '../context';
import { DealFace } from '../DealFace';
import { Faces } from '../identity/Faces';
import { Objective } from '../objective/Objective';
import css from './brief.module.css';
import { ChangesProvider, Since } from './Changes';
import { Room } from './Part';
import { People } from './People';
import { Competition, Criteria, Gaps } from './Rivalry';
import { Said } from './Said';
import { cleanBriefSearch, papers } from './search';
import { Flags, Plan } from './Work';

// How many rows of a part stand on the screen; the deal's page has all.
const room = { flags: 8, gaps: 6, plan: 12 };

const PaperSheet = lazy(() => import('./PaperSheet'));

/** Everything that counts of one deal on one page: to read on the screen, or as it is printed. */
export function BriefPage() {
  const { id } = useParams({ from: '/frame/deals/$id/brief' });
  const { paper } = cleanBriefSearch({ ...useSearch({ from: '/frame/deals/$id/brief' }) });
  return (
    <DealFace id={id}>
      {paper ? (
        <Suspense>
          <PaperSheet key={paper} paper={paper} />
        </Suspense>
      ) : (
        <Brief />
      )}
    </DealFace>
  );
}

function Brief() {
  const { label } = useText();
  const { deal } = useDeal().sheet;
  return (
    <ChangesProvider>
      <div className={css.page}>
        <div>
          <PageHead
            title={<span data-own>{deal.name}</span>}
            beside={
              <>
                {deal.stage && (
                  <Chip tone="accent">
                    {deal.stage} {label('stage', deal.stage)}
                  </Chip>
                )}
                {deal.status !== 'open' && <Chip tone="late">{label('deal_status', deal.status)}</Chip>}
              </>
            }
          >
            <PrintMenu />
          </PageHead>
          <Faces />
        </div>
        <Since />
        <Objective />
        <Room value={room}>
          <div className={css.desk}>
            <Said bare />
            <Flags />
            <People wide />
            <Competition />
            <Criteria />
            <Gaps />
            <Plan />
          </div>
        </Room>
      </div>
    </ChangesProvider>
  );
}

function PrintMenu() {
  const { t } = useText();
  const navigate = useNavigate({ from: '/deals/$id/brief' });
  return (
    <Menu shadow="md" position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}>
          {t('brief.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.map((paper) => (
          <Menu.Item key={paper} onClick={() => void navigate({ search: { paper } })}>
            {t(`brief.paper.${paper}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
