/** A part of a screen that is loaded when it is first shown, with its texts, so that the first screen stays small. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ready } from '../texts/catalogue';
import { Loading, NotLoaded } from './states';

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>(loaded ? 'ready' : 'loading');
    const get = () => {
      setState('loading');
      load()
        .then(async (component) => {
          await ready();
          loaded = component;
          setState('ready');
        })
        .catch(() => setState('failed'));
    };
    useEffect(() => {
      if (!loaded) get();
    }, []);
    if (state === 'failed') return <NotLoaded onAgain={get} />;
    if (!loaded) return <Loading lines={6} />;
    const Loaded = loaded;
    return <Loaded {...props} />;
  };
}
