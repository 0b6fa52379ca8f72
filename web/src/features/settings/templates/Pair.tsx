import { TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import type { Words } from './draft';
import look from './templates.module.css';

interface PairProps {
  /** The names of the two fields; hidden ones stand in them as long as they are empty. */
  of: Words;
  hidden?: boolean;
  value: Words | undefined;
  error?: string;
  limit: number;
  onChange: (words: Words) => void;
}

/** A text in both languages, side by side. */
export function Pair({ of, hidden, value = { zh: '', en: '' }, error, limit, onChange }: PairProps) {
  const { t } = useText();
  const langs = ['zh', 'en'] as const;
  return (
    <div className={look.pair}>
      {langs.map((lang) => (
        <TextInput
          key={lang}
          {...(hidden ? { 'aria-label': of[lang], placeholder: t(`templates.${lang}`) } : { label: of[lang] })}
          maxLength={limit}
          value={value[lang]}
          error={lang === 'zh' ? error : undefined}
          onChange={(event) => onChange({ ...value, [lang]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
