import type { ReactNode } from 'react';
import { LangButton, SchemeButton } from '@/app/TopBar';
import { useText } from '@/i18n';
import { Mark } from '@/ui/Bits';
import css from './auth.module.css';

/** The page around the forms before the log-in: name, one form, light or dark, language. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useText();
  return (
    <div className={css.page}>
      <header className={css.tools}>
        <SchemeButton />
        <LangButton />
      </header>
      <main className={css.middle}>
        <div className={css.brand}>
          <Mark size={40} />
          <div>
            <p className={css.name}>{t('app.name')}</p>
            <p className={css.line}>{t('app.line')}</p>
          </div>
        </div>
        <section className={css.card}>
          <h1>{title}</h1>
          {lead && <p className={css.lead}>{lead}</p>}
          {children}
        </section>
      </main>
    </div>
  );
}
