/** The control plane in memory keeps what every control plane promises. */
import { seeded } from '../../shared/adapters/clock';
import { controlOf, Plane } from '../../shared/adapters/memory/control';
import { type ControlUnderTest, controlContract } from './control';

controlContract('memory', async () => onMemory());

function onMemory(): ControlUnderTest {
  let now = Date.parse('2026-03-02T08:00:00Z');
  const plane = new Plane({ now: () => now }, seeded(1));
  const [userId, otherId] = ['005000000000001AAA', '005000000000002AAA'];
  plane.profiles.set(userId, 'profile');
  let count = 0;
  return {
    device: () => controlOf(plane, { userId }),
    otherRep: () => controlOf(plane, { userId: otherId }),
    userId,
    hands: {
      configure: async (configuration) => {
        const id = configuration.id || `configuration ${++count}`;
        plane.saveConfiguration({ ...configuration, id, version: `${configuration.version}${++count}` });
        return id;
      },
      assign: async (configurationId, to) => plane.assign(configurationId, to, to === 'user' ? userId : 'profile'),
      unassign: async (to) => plane.unassign(to, to === 'user' ? userId : 'profile'),
      withdrawPermission: async () => void plane.unlicensed.add(userId),
      place: async (kind, scope) => plane.place(userId, kind, scope).id,
      cancel: async (requestId) => plane.cancel(requestId),
      requestState: async (requestId) => {
        const { state, pickedUpBy, outcome } = plane.requests.get(requestId)!;
        return { state, pickedUpBy, outcome };
      },
    },
    advance: (ms) => {
      now += ms;
    },
    now: () => now,
  };
}
