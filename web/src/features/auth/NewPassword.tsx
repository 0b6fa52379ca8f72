import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';

/** A field for a new password, with what the server asks of it. */
export function NewPassword(props: PasswordInputProps) {
  const { t } = useText();
  return (
    <PasswordInput
      label={t('auth.password.new')}
      description={t('auth.password.rule')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autoComplete="new-password"
      required
      {...props}
    />
  );
}

/** Refuses two passwords that differ, before anything is sent. */
export function samePassword(password: string, again: string, detail: string): void {
  if (password !== again) throw new Problem(422, { code: 'password_differs', field: 'again', detail });
}
