import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import { stages } from '../types';
import type { Act } from './ActDialogs';

const ReviewItem = lazy(() => import('../review/ReviewItem'));
const TemplateDialog = lazy(() => import('./TemplateDialog'));
const ActDialog = lazy(() => import('./ActDialogs'));

/** Everything that can be done with the deal as a whole; only what the viewer may do stands there. */
export function ActsMenu() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const exports = useMay();
  const [open, setOpen] = useState<Act>();
  const [dividing, setDividing] = useState(false);
  const { deal } = sheet;
  const running = deal.status === 'open';
  const canGoBack = running && may('move') && stages.indexOf((deal.stage ?? 'S1') as 'S1') > 0;
  const item = (act: Act, text: ReactNode, shown: boolean) =>
    shown ? (
      <Menu.Item key={act} onClick={() => setOpen(act)}>
        {text}
      </Menu.Item>
    ) : null;
  const moves = [
    item('owner', t('deal.act.owner'), may('assign')),
    item('back', t('deal.act.back'), canGoBack),
    item('reopen', t('deal.act.reopen'), !running && may('reopen')),
  ].filter(Boolean);
  const ends = [
    item('win', t('deal.act.win'), running && may('close')),
    item('lose', t('deal.act.lose'), running && may('close')),
    item('abandon', t('deal.act.abandon'), running && may('close')),
    item('downgrade', t('deal.act.downgrade'), running && may('close')),
  ].filter(Boolean);
  const trash = item('trash', t('deal.act.trash'), may('trash'));
  const template = may('edit') && <Menu.Item onClick={() => setDividing(true)}>{t('deal.act.template')}</Menu.Item>;
  const dossier = may('edit') && exports('export') && deal.stage && (
    <Menu.Item component="a" href={`/api/deals/${deal.id}/dossier`} download>
      {t('deal.act.dossier')}
    </Menu.Item>
  );
  const close = () => setOpen(undefined);
  if (moves.length + ends.length === 0 && !trash && !dossier) return null;
  return (
    <>
      <Menu shadow="md" position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden />}>
            {t('deal.acts')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {moves}
          {moves.length > 0 && ends.length > 0 && <Menu.Divider />}
          {ends}
          {template && moves.length + ends.length > 0 && <Menu.Divider />}
          <Suspense>
            <ReviewItem />
          </Suspense>
          {template}
          {dossier}
          {trash && moves.length + ends.length > 0 && <Menu.Divider />}
          {trash}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{dividing && <TemplateDialog onClose={() => setDividing(false)} />}</Suspense>
      <Suspense>{open && <ActDialog act={open} onClose={close} />}</Suspense>
    </>
  );
}
