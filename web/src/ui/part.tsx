import { type ComponentType, lazy, useState } from 'react';

/**
 * A component whose code is loaded when it is first drawn, like that of lazy, or before, by fetch. Once it is there it is
 * drawn at once: lazy would show the fallback for a moment, and React keeps a fallback on the screen for 300 ms.
 */
export function part<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let loaded: ComponentType<P> | undefined;
  const fetch = async () => {
    const code = await load();
    loaded = code.default;
    return code;
  };
  const Later: ComponentType<P> = lazy(fetch);
  function Part(props: P) {
    const [Drawn] = useState<ComponentType<P>>(() => loaded ?? Later);
    return <Drawn {...props} />;
  }
  return Object.assign(Part, { fetch });
}
