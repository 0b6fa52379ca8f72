import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { metaQuery } from '@/api/meta';
import { type Template, useTemplateWords, worded } from '@/features/deal/template';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import css from '../settings.module.css';
import { CopyDialog } from './CopyDialog';
import { type OwnContent, type OwnUse, saveTemplate, useOwnTemplates, useTemplatesChanged } from './queries';
import { VersionsDialog } from './VersionsDialog';

const TemplateEditor = lazy(() => import('./TemplateEditor'));

interface Editing {
  own: OwnUse;
  /** The content that the form begins with: the present one, or that of an earlier version. */
  from: OwnContent;
}

/** The templates of stages: those of the method to copy from, and the company's own to change. */
export default function TemplatesPart() {
  const { t } = useText();
  const own = useOwnTemplates();
  const meta = useQuery(metaQuery);
  const [copying, setCopying] = useState<Template>();
  const [editing, setEditing] = useState<Editing>();
  const failed = own.error ?? meta.error;
  const again = () => void Promise.all([own.refetch(), meta.refetch()]);
  if (failed && !(own.data && meta.data)) return <Failure error={failed} retry={again} />;
  const builtIn = meta.data?.templates.filter((template) => !template.own) ?? [];
  const waiting = !(own.data && meta.data);
  return (
    <div className={css.narrow}>
      <p className={css.hint}>{t('templates.hint')}</p>
      <Panel title={t('templates.own')} flush>
        {waiting && <Skeleton height={96} />}
        {own.data?.items.length === 0 && <State title={t('templates.own.none')}>{t('templates.own.none.why')}</State>}
        <ul className={css.rows}>
          {own.data?.items.map((one) => (
            <OwnRow key={one.code} own={one} onEdit={(from) => setEditing({ own: one, from })} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('templates.builtin')} flush>
        {waiting && <Skeleton height={240} />}
        <ul className={css.rows}>
          {builtIn.map((template) => (
            <BuiltInRow key={template.code} template={template} onCopy={() => setCopying(template)} />
          ))}
        </ul>
      </Panel>
      {copying && <CopyDialog template={copying} onClose={() => setCopying(undefined)} />}
      <Suspense>
        {editing && meta.data && <TemplateEditor {...editing} meta={meta.data} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </div>
  );
}

function BuiltInRow({ template, onCopy }: { template: Template; onCopy: () => void }) {
  const { t } = useText();
  const words = useTemplateWords();
  return (
    <li className={css.row}>
      <span className={css.what}>
        <strong>{words.name(template)}</strong>
        <span className={css.small}>
          {t('templates.steps.n', { n: template.steps.length })} · {words.about(template)}
        </span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('templates.copy.of', { name: words.name(template) })}
        onClick={onCopy}
      >
        {t('templates.copy')}
      </Button>
    </li>
  );
}

function OwnRow({ own, onEdit }: { own: OwnUse; onEdit: (from: OwnContent) => void }) {
  const { t, label, lang } = useText();
  const [versions, setVersions] = useState(false);
  const changed = useTemplatesChanged();
  const name = worded(own.content.name, lang);
  const { retired } = own.content;
  const retire = async (next: boolean) => {
    try {
      await saveTemplate(own, { ...own.content, retired: next });
      say(t(next ? 'templates.retire.done' : 'templates.revive.done'));
    } catch (refused) {
      sayRefused(refused);
    }
    await changed();
  };
  return (
    <li className={css.row}>
      <span className={css.what}>
        <strong data-own>{name}</strong>
        {retired && <Chip tone="late">{t('templates.retired')}</Chip>}
        <span className={css.small}>
          {label('template', own.content.base)} · {t('templates.version', { number: own.number })} ·{' '}
          {t('templates.deals.n', { n: own.deals })}
        </span>
      </span>
      <Button size="compact-sm" variant="subtle" onClick={() => setVersions(true)}>
        {t('templates.versions')}
      </Button>
      {retired ? (
        <Button size="compact-sm" variant="subtle" onClick={() => void retire(false)}>
          {t('templates.revive')}
        </Button>
      ) : (
        <ConfirmButton
          size="compact-sm"
          variant="subtle"
          question={t('templates.retire.why', { n: own.deals })}
          confirm={t('templates.retire')}
          onConfirm={() => void retire(true)}
        >
          {t('templates.retire')}
        </ConfirmButton>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('templates.edit.of', { name })}
        onClick={() => onEdit(own.content)}
      >
        {t('templates.edit')}
      </Button>
      {versions && <VersionsDialog own={own} onTake={onEdit} onClose={() => setVersions(false)} />}
    </li>
  );
}
