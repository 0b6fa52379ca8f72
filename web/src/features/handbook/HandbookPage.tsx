import { TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useText } from '@/i18n';
import { PageHead } from '@/ui/Panel';
import { State } from '@/ui/State';
import { Article } from './Article';
import css from './handbook.module.css';
import { found, type Topic, useTopics } from './topics';

/** The method, a page for each stage, role, rule and tactic; on a phone the topics or one page. */
export function HandbookPage() {
  const { t, label } = useText();
  const { topic } = useSearch({ from: '/frame/handbook' });
  const all = useTopics();
  const [q, setQ] = useState('');
  const page = useRef<HTMLDivElement>(null);
  const open = all.find(({ id }) => id === topic);
  const shown = found(all, q, label);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its top
  useEffect(() => {
    page.current?.scrollTo?.({ top: 0 });
  }, [topic]);
  return (
    <div className={css.page}>
      <PageHead title={t('nav.handbook')} />
      <div className={css.columns} data-open={open !== undefined}>
        <nav className={css.topics} aria-label={t('handbook.topics')}>
          <TextInput
            type="search"
            aria-label={t('handbook.search')}
            placeholder={t('handbook.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
          {all.length > 0 && shown.length === 0 && <State title={t('handbook.none')}>{t('handbook.none.why')}</State>}
          <Topics list={shown} open={topic} />
        </nav>
        <div className={css.sheet} ref={page}>
          {open ? (
            <>
              <Link to="/handbook" search={{}} className={css.back}>
                <IconArrowLeft size={16} aria-hidden /> {t('handbook.back')}
              </Link>
              <Article topic={open} />
            </>
          ) : (
            <State title={t('handbook.start')}>{t('handbook.start.why')}</State>
          )}
        </div>
      </div>
    </div>
  );
}

function Topics({ list, open }: { list: Topic[]; open: string | undefined }) {
  const groups = [...new Set(list.map(({ group }) => group))];
  return groups.map((group) => (
    <section key={group} className={css.group}>
      <h2>{group}</h2>
      <ul>
        {list
          .filter((topic) => topic.group === group)
          .map(({ id, title }) => (
            <li key={id}>
              <Link
                to="/handbook"
                search={{ topic: id }}
                aria-current={id === open ? 'page' : undefined}
                className={css.topic}
              >
                {title}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  ));
}
