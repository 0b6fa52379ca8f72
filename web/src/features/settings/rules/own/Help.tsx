import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '@/i18n';
import own from './own.module.css';
import { type Language, languageQuery } from './queries';

/** How expressions are written: examples to start from, functions, and everything that can be read, by where it stands. */
export function Help({ onUse }: { onUse: (expression: string) => void }) {
  const { t, label } = useText();
  const [open, setOpen] = useState(false);
  const { data: language } = useQuery({ ...languageQuery, enabled: open });
  return (
    <details className={own.help} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('own.help')}</summary>
      {open && language && (
        <>
          <h3>{t('own.help.examples')}</h3>
          <ul className={own.list}>
            {language.examples.map(({ code, expression }) => (
              <li key={code}>
                {label('own.example', code)}{' '}
                <Button size="compact-xs" variant="default" onClick={() => onUse(expression)}>
                  {t('own.help.use')}
                </Button>
                <code className={own.code} data-own>
                  {expression}
                </code>
              </li>
            ))}
          </ul>
          <h3>{t('own.help.functions')}</h3>
          <ul className={own.list}>
            {language.functions.map((name) => (
              <li key={name} data-own>
                {label('own.function', name)}
              </li>
            ))}
          </ul>
          <p>{t('own.help.items')}</p>
          <h3>{t('own.help.operators')}</h3>
          <p className={own.code} data-own>
            {language.operators.join('   ')}
          </p>
          <Fields fields={language.fields} />
        </>
      )}
    </details>
  );
}

function Fields({ fields }: { fields: Language['fields'] }) {
  const { t, label } = useText();
  const [q, setQ] = useState('');
  const found = fields.filter(({ path }) => path.toLowerCase().includes(q.trim().toLowerCase()));
  const values = ({ keys, values: all }: Language['fields'][number]) =>
    [keys && `${keys[0]} … ${keys.at(-1)}`, all?.join(' · ')].filter(Boolean).join(' → ');
  return (
    <>
      <h3>{t('own.help.fields')}</h3>
      <TextInput
        size="xs"
        aria-label={t('own.help.find')}
        placeholder={t('own.help.find')}
        value={q}
        onChange={(e) => setQ(e.currentTarget.value)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <ul className={own.fields} tabIndex={0} aria-label={t('own.help.fields')}>
        {found.map((field) => (
          <li key={field.path}>
            <code data-own>{field.path}</code> <span className={own.kind}>{label('rule_kind', field.kind)}</span>{' '}
            <span className={own.kind} data-own>
              {values(field)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
