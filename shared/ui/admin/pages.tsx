/** Page by page through a long list; the first page is one request (ADM5). */
import { Button } from '../parts/Button';
import { adminSays } from '../texts/admin';
import { number } from '../texts/times';

interface Props {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly size: number;
  readonly onOffset: (offset: number) => void;
  readonly note?: string;
}

export function Pages({ offset, shown, total, size, onOffset, note }: Props) {
  const range = adminSays('range of', { from: number(total === 0 ? 0 : offset + 1), to: number(offset + shown), total: number(total) });
  return (
    <div class="is-row is-pages-foot">
      <span class="is-muted is-grow" role="status">
        {range}
        {note ? `, ${note}` : ''}
      </span>
      {total > size && (
        <>
          <Button small cannot={offset === 0 ? adminSays('first page') : ''} onPress={() => onOffset(Math.max(0, offset - size))}>
            {adminSays('previous')}
          </Button>
          <Button small cannot={offset + shown >= total ? adminSays('last page') : ''} onPress={() => onOffset(offset + size)}>
            {adminSays('next', { n: number(size) })}
          </Button>
        </>
      )}
    </div>
  );
}
