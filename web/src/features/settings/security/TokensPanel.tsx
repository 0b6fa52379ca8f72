import { Button, Modal, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { bind, useDraft } from '@/ui/useDraft';
import css from '../settings.module.css';
import { useAccessChanged } from './queries';
import { Shown } from './Shown';
import { TokenList } from './TokenList';

/** One's API tokens, and a new one. */
export function TokensPanel() {
  const { t } = useText();
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t('security.tokens')}
      flush
      side={
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
          {t('security.tokens.add')}
        </Button>
      }
    >
      <TokenList whose="me" />
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface Values {
  name: string;
  scope: 'read' | 'write';
  days: number;
}

function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const changed = useAccessChanged();
  const [secret, setSecret] = useState('');
  const draft = useDraft<Values, { secret: string }>({
    initial: { name: '', scope: 'read', days: 90 },
    send: (body) => data(api.POST('/api/tokens', { body })),
    done: (made) => {
      setSecret(made.secret);
      changed();
    },
  });
  if (secret)
    return (
      <Modal opened onClose={onClose} title={t('security.tokens.made')} closeOnClickOutside={false}>
        <div className={css.form}>
          <p>{t('security.tokens.once')}</p>
          <Shown label={t('security.tokens.made')} value={secret} />
          <div className={css.formActs}>
            <Button onClick={onClose}>{t('act.close')}</Button>
          </div>
        </div>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={t('security.tokens.add')}>
      <form className={css.form} {...draft.formProps}>
        <p>{t('security.tokens.why')}</p>
        <FormProblem draft={draft} />
        <TextInput label={t('security.tokens.name')} data-autofocus required maxLength={100} {...bind(draft, 'name')} />
        <div>
          <span className={css.label}>{t('security.tokens.scope')}</span>
          <SegmentedControl
            aria-label={t('security.tokens.scope')}
            value={draft.values.scope}
            onChange={(scope) => draft.set('scope', scope === 'write' ? 'write' : 'read')}
            data={[
              { value: 'read', label: t('security.tokens.read') },
              { value: 'write', label: t('security.tokens.write') },
            ]}
          />
        </div>
        <NumberInput
          label={t('security.tokens.days')}
          min={1}
          max={365}
          allowDecimal={false}
          value={draft.values.days}
          error={draft.errors.days}
          onChange={(days) => draft.set('days', Number(days) || 90)}
        />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('security.tokens.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
