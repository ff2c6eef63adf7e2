/** Open extensions of contacts and events. */
import type { Call } from './call';
import { find } from './events';
import { extensionKey, extensionOf, nameOf } from './extended';
import { GraphError, notFound } from './failure';
import type { Item } from './items';
import type { Json } from './json';
import type { Routes } from './routes';

interface Owner {
  readonly item: Pick<Item, 'extensions'>;
  /** Stores the item with these extensions. */
  set(extensions: Item['extensions']): void;
}

function contactOwner(call: Call, id: string): Owner {
  const item = call.box.contact(id);
  if (!item) throw notFound();
  return {
    item,
    set: (extensions) => {
      item.extensions = extensions;
      call.box.stamp(item);
      call.box.putContact(item);
    },
  };
}

function eventOwner(call: Call, id: string): Owner {
  const { item, occurrence } = find(call, id);
  if (occurrence) throw new GraphError(400, 'ErrorInvalidRequest', 'Extensions belong to the series.');
  return {
    item,
    set: (extensions) => {
      item.extensions = extensions;
      call.box.stamp(item);
      call.box.putEvent(item);
    },
  };
}

export function extensionRoutes({ on }: Routes): void {
  for (const [base, owner] of [
    ['/me/contacts/:id', contactOwner],
    ['/me/events/:id', eventOwner],
  ] as const) {
    const existing = (call: Call, id: string, name: string): [Owner, Json] => {
      const found = owner(call, id);
      const extension = found.item.extensions[extensionKey(name)];
      if (!extension) throw notFound();
      return [found, extension];
    };
    on('GET', `${base}/extensions`, (call, { id }) => ({ value: Object.values(owner(call, id!).item.extensions) }));
    on(
      'POST',
      `${base}/extensions`,
      (call, { id }, body) => {
        const found = owner(call, id!);
        const made = extensionOf(body);
        found.set({ ...found.item.extensions, [nameOf(body)]: made });
        return made;
      },
      201,
    );
    on('GET', `${base}/extensions/:name`, (call, { id, name }) => existing(call, id!, name!)[1]);
    on('PATCH', `${base}/extensions/:name`, (call, { id, name }, body) => {
      const [found, old] = existing(call, id!, name!);
      const made = extensionOf({ ...body, extensionName: extensionKey(name!) }, old);
      found.set({ ...found.item.extensions, [extensionKey(name!)]: made });
      return made;
    });
    on(
      'DELETE',
      `${base}/extensions/:name`,
      (call, { id, name }) => {
        const [found] = existing(call, id!, name!);
        const { [extensionKey(name!)]: _, ...left } = found.item.extensions;
        found.set(left);
      },
      204,
    );
  }
}
