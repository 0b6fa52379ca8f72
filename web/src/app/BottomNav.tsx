import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { type Place, usePlaces } from './nav';
import css from './shell.module.css';

const MoreDrawer = lazy(() => import('./MoreDrawer'));

function PlaceLink({ place, onClick }: { place: Place; onClick?: () => void }) {
  const { t } = useText();
  const Icon = place.icon;
  return (
    <Link to={place.to} className={css.tab} activeProps={{ 'aria-current': 'page' }} onClick={onClick}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <span>{t(place.text)}</span>
    </Link>
  );
}

/** The navigation of a phone: a bar at the bottom, and a drawer with the rest. */
export function BottomNav() {
  const { t } = useText();
  const [more, setMore] = useState(false);
  const places = usePlaces();
  const rest = places.filter((place) => !place.phone);
  return (
    <nav className={css.bottom} aria-label={t('nav.label')}>
      {places
        .filter((place) => place.phone)
        .map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      {rest.length > 0 && (
        <UnstyledButton className={css.tab} onClick={() => setMore(true)} aria-haspopup="dialog">
          <IconDots size={20} stroke={1.6} aria-hidden />
          <span>{t('nav.more')}</span>
        </UnstyledButton>
      )}
      {more && (
        <Suspense>
          <MoreDrawer title={t('nav.more')} onClose={() => setMore(false)}>
            {rest.map((place) => (
              <PlaceLink key={place.to} place={place} onClick={() => setMore(false)} />
            ))}
          </MoreDrawer>
        </Suspense>
      )}
    </nav>
  );
}
