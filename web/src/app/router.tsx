// Every address of the product and its screen. Screens are loaded when they are first opened.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { offline, Problem } from '@/api/problem';
import { sessionQuery } from '@/api/session';
import { cleanAccountSearch, cleanTab } from '@/features/accounts/search';
import { cleanContactSearch } from '@/features/contacts/search';
import type { BriefSearch } from '@/features/deal/brief/search';
import type { QuestionSearch } from '@/features/deal/questions/search';
import type { ReviewSearch, RoomSearch } from '@/features/deal/review/search';
import { cleanSheetSearch } from '@/features/deal/search';
import { cleanBoardSearch, cleanDealSearch } from '@/features/deals/search';
import { cleanFlagSearch } from '@/features/flags/search';
import { cleanHandbookSearch } from '@/features/handbook/search';
import { cleanImportSearch } from '@/features/imports/steps';
import { cleanTaskSearch } from '@/features/tasks/search';
import { cleanWeekSearch } from '@/features/week/search';
import { changeLang, currentLang } from '@/i18n';
import { readPrefs } from '@/ui/prefs';
import { parseSearch, stringifySearch, target } from './address';
import { ErrorPage, NotFoundPage } from './pages';
import { Shell } from './Shell';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: target,
  component: lazyRouteComponent(() => import('@/features/auth/LoginPage'), 'LoginPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('@/features/auth/SetupPage'), 'SetupPage'),
});
const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$token',
  component: lazyRouteComponent(() => import('@/features/auth/LinkPage'), 'LinkPage'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      const { user } = await context.client.ensureQueryData(sessionQuery);
      const lang = user.lang === 'en' ? 'en' : 'zh';
      if (!readPrefs().lang && lang !== currentLang()) await changeLang(lang);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { to: location.href } });
      }
      throw error instanceof Problem ? error : new Problem(offline);
    }
  },
});

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/pipeline' });
  },
});
const pipeline = createRoute({
  getParentRoute: () => frame,
  path: '/pipeline',
  validateSearch: cleanBoardSearch,
  component: lazyRouteComponent(() => import('@/features/pipeline/PipelinePage'), 'PipelinePage'),
});
const deals = createRoute({
  getParentRoute: () => frame,
  path: '/deals',
  validateSearch: cleanDealSearch,
  component: lazyRouteComponent(() => import('@/features/deals/DealsPage'), 'DealsPage'),
});
const deal = createRoute({
  getParentRoute: () => frame,
  path: '/deals/$id',
  validateSearch: cleanSheetSearch,
  component: lazyRouteComponent(() => import('@/features/deal/DealPage'), 'DealPage'),
});
const dealQuestions = createRoute({
  getParentRoute: () => frame,
  path: '/deals/$id/questions',
  validateSearch: (search): QuestionSearch => search,
  component: lazyRouteComponent(() => import('@/features/deal/questions/QuestionsPage'), 'QuestionsPage'),
});
const dealBrief = createRoute({
  getParentRoute: () => frame,
  path: '/deals/$id/brief',
  validateSearch: (search): BriefSearch => search,
  component: lazyRouteComponent(() => import('@/features/deal/brief/BriefPage'), 'BriefPage'),
});
const dealReview = createRoute({
  getParentRoute: () => frame,
  path: '/deals/$id/review',
  validateSearch: (search): ReviewSearch => search,
  component: lazyRouteComponent(() => import('@/features/deal/review/ReviewPage'), 'ReviewPage'),
});
const dealRoom = createRoute({
  getParentRoute: () => frame,
  path: '/deals/$id/room',
  staticData: { bare: true },
  validateSearch: (search): RoomSearch => search,
  component: lazyRouteComponent(() => import('@/features/deal/review/RoomPage'), 'RoomPage'),
});
const accounts = createRoute({
  getParentRoute: () => frame,
  path: '/accounts',
  validateSearch: cleanAccountSearch,
  component: lazyRouteComponent(() => import('@/features/accounts/AccountsPage'), 'AccountsPage'),
});
const account = createRoute({
  getParentRoute: () => frame,
  path: '/accounts/$id',
  validateSearch: cleanTab,
  component: lazyRouteComponent(() => import('@/features/accounts/page/AccountPage'), 'AccountPage'),
});
const contacts = createRoute({
  getParentRoute: () => frame,
  path: '/contacts',
  validateSearch: cleanContactSearch,
  component: lazyRouteComponent(() => import('@/features/contacts/ContactsPage'), 'ContactsPage'),
});
const contact = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/$id',
  component: lazyRouteComponent(() => import('@/features/contacts/ContactPage'), 'ContactPage'),
});
const tasks = createRoute({
  getParentRoute: () => frame,
  path: '/tasks',
  validateSearch: cleanTaskSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/TasksPage'), 'TasksPage'),
});
const flags = createRoute({
  getParentRoute: () => frame,
  path: '/flags',
  validateSearch: cleanFlagSearch,
  component: lazyRouteComponent(() => import('@/features/flags/FlagsPage'), 'FlagsPage'),
});
const week = createRoute({
  getParentRoute: () => frame,
  path: '/week',
  validateSearch: cleanWeekSearch,
  component: lazyRouteComponent(() => import('@/features/week/WeekPage'), 'WeekPage'),
});
const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports',
  component: lazyRouteComponent(() => import('@/features/imports/ImportsPage'), 'ImportsPage'),
});
const importOne = createRoute({
  getParentRoute: () => frame,
  path: '/imports/$id',
  validateSearch: cleanImportSearch,
  component: lazyRouteComponent(() => import('@/features/imports/ImportPage'), 'ImportPage'),
});
const handbook = createRoute({
  getParentRoute: () => frame,
  path: '/handbook',
  validateSearch: cleanHandbookSearch,
  component: lazyRouteComponent(() => import('@/features/handbook/HandbookPage'), 'HandbookPage'),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$part', params: { part: 'me' } });
  },
});
const settingsPart = createRoute({
  getParentRoute: () => frame,
  path: '/settings/$part',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});

const tree = root.addChildren([
  login,
  setup,
  link,
  frame.addChildren([
    home,
    pipeline,
    deals,
    deal,
    dealQuestions,
    dealBrief,
    dealReview,
    dealRoom,
    accounts,
    account,
    contacts,
    contact,
    tasks,
    flags,
    week,
    imports,
    importOne,
    handbook,
    settings,
    settingsPart,
  ]),
]);

/** Builds the router; tests give their own history. */
export function createAppRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    context: { client },
    history,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }

  interface StaticDataRouteOption {
    /** The screen stands alone, without navigation. */
    bare?: boolean;
  }
}
