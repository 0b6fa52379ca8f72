import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, data } from '@/api/client';
import type { components } from '@/api/schema';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from '../settings.module.css';
import { useAccessChanged, useFactor } from './queries';
import { Shown } from './Shown';

type NewFactor = components['schemas']['NewFactor'];

/** One's second factor: whether it is on, and the ways to turn it on and off. */
export function FactorPanel() {
  const { t } = useText();
  const format = useFormat();
  const { data: factor } = useFactor();
  const changed = useAccessChanged();
  const [open, setOpen] = useState(false);
  if (!factor) return null;
  const close = () => {
    setOpen(false);
    changed();
  };
  return (
    <Panel
      title={t('security.factor')}
      side={
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t(factor.on ? 'security.factor.remove' : 'security.factor.add')}
        </Button>
      }
    >
      <p className={css.said}>
        {factor.on
          ? t('security.factor.on', {
              date: factor.since ? format.dayOf(factor.since) : '',
              left: factor.recovery_left,
            })
          : t('security.factor.off')}
      </p>
      {open && (
        <Modal
          opened
          onClose={close}
          closeOnClickOutside={false}
          title={t(factor.on ? 'security.factor.remove' : 'security.factor.add')}
        >
          {factor.on ? <Removal onDone={close} /> : <Adding onDone={close} />}
        </Modal>
      )}
    </Panel>
  );
}

function Removal({ onDone }: { onDone: () => void }) {
  const { t } = useText();
  const draft = useDraft({
    initial: { password: '', code: '' },
    send: (body) => data(api.POST('/api/factor/remove', { body })),
    done: () => {
      say(t('security.factor.removed'));
      onDone();
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <PasswordInput
        label={t('security.factor.password')}
        autoComplete="current-password"
        data-autofocus
        required
        {...bind(draft, 'password')}
      />
      <TextInput label={t('auth.code')} autoComplete="one-time-code" required maxLength={40} {...bind(draft, 'code')} />
      <div className={css.formActs}>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('security.factor.remove')}
        </Button>
      </div>
    </form>
  );
}

function Adding({ onDone }: { onDone: () => void }) {
  const { t } = useText();
  const [made, setMade] = useState<NewFactor>();
  const [codes, setCodes] = useState<string[]>();
  const draft = useDraft<{ password: string }, NewFactor>({
    initial: { password: '' },
    send: (body) => data(api.POST('/api/factor', { body })),
    done: setMade,
  });
  if (codes)
    return (
      <div className={css.form}>
        <p>{t('security.factor.codes.why')}</p>
        <Shown label={t('security.factor.codes')} value={codes.join('\n')} />
        <div className={css.formActs}>
          <Button onClick={onDone}>{t('act.close')}</Button>
        </div>
      </div>
    );
  if (made) return <Confirming made={made} onCodes={setCodes} />;
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <PasswordInput
        label={t('security.factor.password')}
        autoComplete="current-password"
        data-autofocus
        required
        {...bind(draft, 'password')}
      />
      <div className={css.formActs}>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('security.factor.next')}
        </Button>
      </div>
    </form>
  );
}

function Confirming({ made, onCodes }: { made: NewFactor; onCodes: (codes: string[]) => void }) {
  const { t } = useText();
  const draft = useDraft<{ code: string }, { recovery_codes: string[] }>({
    initial: { code: '' },
    send: (body) => data(api.POST('/api/factor/confirm', { body })),
    done: (added) => {
      say(t('security.factor.done'));
      onCodes(added.recovery_codes);
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <p>{t('security.factor.scan')}</p>
      <img className={css.qr} src={made.image} alt={t('security.factor.image')} width={240} height={240} />
      <Shown label={t('security.factor.key')} value={made.secret} />
      <FormProblem draft={draft} />
      <TextInput
        label={t('auth.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        maxLength={10}
        {...bind(draft, 'code')}
      />
      <div className={css.formActs}>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('security.factor.confirm')}
        </Button>
      </div>
    </form>
  );
}
