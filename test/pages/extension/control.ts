/** What a test tells the stub device, and what it heard. */
import type { StatusKind } from '../../../shared/core/model';
import type { Act, Target } from '../../../shared/device/device';

export interface StubControl {
  /** Everything has a status, or only what `only` names. */
  mode: 'all' | 'named';
  name: string;
  only: Record<string, StatusKind>;
  readonly asked: string[][];
  readonly acts: { readonly target: Target; readonly act: Act }[];
  readonly refused: string[];
  readonly pages: { readonly page: string; readonly recognised: boolean }[];
  readonly searches: string[];
}
