import { Textarea } from '@mantine/core';
import { isProblem } from '@/api/problem';
import { useText } from '@/i18n';
import { useDelayed } from '@/ui/useDelayed';
import own from './own.module.css';
import { useCheck } from './queries';

interface InputProps {
  value: string;
  /** What the server said when it was saved or tried. */
  refused: string | undefined;
  onChange: (value: string) => void;
}

/** The expression; while it rests the server says whether it is sound, and else what is wrong and shows the place. */
export function ExpressionInput({ value, refused, onChange }: InputProps) {
  const { t } = useText();
  const asked = useDelayed(value, 400);
  const { error, data: sound } = useCheck(asked);
  const current = asked === value && value.trim() !== '';
  const problem = current && isProblem(error) ? error : undefined;
  return (
    <div className={own.expression}>
      <Textarea
        label={t('own.expression')}
        description={t('own.expression.why')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={2000}
        spellCheck={false}
        autoCapitalize="off"
        classNames={{ input: own.codeInput }}
        value={value}
        data-own
        error={problem?.message ?? refused}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
      {problem && <Place text={value} params={problem.params} />}
      <p className={own.sound} role="status">
        {current && sound && t('own.sound')}
        {!current && value.trim() !== '' && t('own.checking')}
      </p>
    </div>
  );
}

const around = 24;

/** The line of an expression with a mark where its fault is. */
function Place({ text, params }: { text: string; params: Record<string, unknown> }) {
  const letters = [...(text.split('\n')[Number(params.line) - 1] ?? '')];
  const column = Number(params.column);
  if (!(column > 0) || letters.length === 0) return null;
  const at = Math.min(column - 1, letters.length);
  const word = String(params.word ?? '');
  const end = at + (letters.slice(at).join('').startsWith(word) ? Math.max([...word].length, 1) : 1);
  return (
    <code className={own.place} aria-hidden="true" data-own>
      {at > around && '…'}
      {letters.slice(Math.max(0, at - around), at).join('')}
      <mark>{letters.slice(at, end).join('') || ' '}</mark>
      {letters.slice(end, end + around).join('')}
    </code>
  );
}
