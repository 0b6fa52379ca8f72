// Mantine in our colours: its controls read tokens.css through the variables set here.
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  MantineProvider,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useText } from '@/i18n';
import { useScheme } from '@/ui/prefs';

const accent: MantineColorsTuple = [
  '#eef3ff',
  '#e0e9fe',
  '#c3d3fb',
  '#a0b9f7',
  '#7ea2ff',
  '#4f78e6',
  '#1f4fd1',
  '#1a44b5',
  '#163a9a',
  '#122f7e',
];
const ink: MantineColorsTuple = [
  '#eceff4',
  '#b4bcc9',
  '#939cab',
  '#6b7484',
  '#3c4452',
  '#2a303b',
  '#1e232c',
  '#171b22',
  '#12161c',
  '#0f1217',
];

const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, dark: ink },
  black: '#16191f',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '620' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { md: '1.6' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects: naming the components here would load them all with the first page.
  components: {
    Badge: { defaultProps: { tt: 'none', radius: 'xs', variant: 'light' } },
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { radius: 3 } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

// The head of a dialog is no banner of the page; its close button and the eye of a password have a name.
function named(close: string, reveal: string): MantineThemeOverride {
  const defaultProps = {
    padding: 'lg',
    closeButtonProps: { 'aria-label': close },
    attributes: { header: { role: 'presentation' } },
  };
  return {
    components: {
      Modal: { defaultProps: { ...defaultProps, radius: 'lg', transitionProps: { duration: 140 } } },
      Drawer: { defaultProps },
      PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': reveal, title: reveal } } },
    },
  };
}

const variables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--flag)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-accent-light': 'var(--accent-soft)',
    '--mantine-color-accent-light-color': 'var(--accent-text)',
    '--mantine-color-accent-text': 'var(--accent-text)',
    '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
    '--mantine-shadow-md': 'var(--lift)',
    '--mantine-shadow-xl': 'var(--lift)',
  };
  return { variables: {}, light: ours, dark: ours };
};

function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}

// The scroll lock of dialogs writes a style element and looks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

/** Wraps the product in its theme, light or dark as preferred; `still` leaves out every transition, for tests. */
export function Theme({ children, still }: { children: ReactNode; still?: boolean }) {
  const { t } = useText();
  const close = t('act.close');
  const reveal = t('auth.password.reveal');
  const whole = useMemo(() => mergeThemeOverrides(theme, named(close, reveal)), [close, reveal]);
  return (
    <MantineProvider
      theme={whole}
      cssVariablesResolver={variables}
      forceColorScheme={useScheme()}
      getStyleNonce={nonce}
      deduplicateInlineStyles
      env={still ? 'test' : 'default'}
    >
      {children}
    </MantineProvider>
  );
}
