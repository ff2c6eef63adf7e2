/** A demo shell in a frame: the content scripts are put into it as the browser would, with a port to the rep's device. */
import { useEffect, useRef } from 'preact/hooks';
import type { Device } from '../../../shared/device/device';
import { cardMethods, contentMethods } from '../../../shared/device/messages';
import { serveDevice } from '../../../shared/device/serve';
import { answeringOver } from '../content/channel';
import type { Begin, FromShell } from '../content/main';
import { languages } from '../languages';

interface Props {
  readonly title: string;
  readonly address: string;
  readonly adapter: Begin['adapter'];
  readonly device: Device;
  readonly theme: 'light' | 'dark';
  readonly aheadMs: number;
  readonly onEdit: () => void;
  readonly onPage: (recognised: boolean) => void;
  readonly onSignIn: () => void;
}

/** What a shell tells when the visitor has changed something in it; the background would hear of it from the page's own traffic. */
interface Edited {
  readonly shell: 'edited';
}

export function ShellFrame(props: Props) {
  const { title, address, adapter, device, theme, aheadMs } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let stop: () => void = () => undefined;
    const heard = ({ source, origin, data }: MessageEvent<FromShell | Edited>): void => {
      const inside = frame.current?.contentWindow;
      if (!inside || source !== inside || origin !== location.origin) return;
      const { onEdit, onPage, onSignIn } = latest.current;
      if ('shell' in data) onEdit();
      else if (data.instep === 'page') onPage(data.recognised);
      else if (data.instep === 'sign in') onSignIn();
      else begin(inside);
    };
    const begin = (inside: Window): void => {
      const { port1, port2 } = new MessageChannel();
      stop();
      const unserve = serveDevice(device, answeringOver(port1), { allow: () => [...contentMethods, ...cardMethods] });
      stop = () => {
        unserve();
        port1.close();
      };
      const message: Begin = { instep: 'begin', adapter, languages: languages(), aheadMs: latest.current.aheadMs };
      inside.postMessage(message, location.origin, [port2]);
    };
    addEventListener('message', heard);
    return () => {
      removeEventListener('message', heard);
      stop();
    };
  }, [device, adapter]);

  const enter = (): void => {
    const inside = frame.current?.contentDocument;
    if (!inside) return;
    inside.documentElement.dataset.theme = theme;
    inside.documentElement.dir = document.documentElement.dir;
    const script = inside.createElement('script');
    script.type = 'module';
    script.src = '/content.js';
    inside.head.append(script);
  };
  useEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (root) root.dataset.theme = theme;
  }, [theme]);

  return <iframe key={`${address} ${aheadMs}`} ref={frame} class="d-frame" title={title} src={address} onLoad={enter} />;
}
