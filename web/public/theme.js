// Runs before the first paint, so that a dark page never flashes white. It reads what src/ui/prefs.ts keeps.
(() => {
  let prefs = {};
  try {
    prefs = JSON.parse(localStorage.getItem('sente.prefs') || '{}');
  } catch {
    // A damaged entry means: the defaults.
  }
  const dark = prefs.scheme ? prefs.scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  if (prefs.lang === 'en') document.documentElement.lang = 'en';
})();
