/** Personal settings on the way to a host page: where the rep wants no badges, the answer is that there are none. */
import type { AnsweringChannel } from '../../shared/device/messages';
import { kindOf, type Sender } from '../channel/senders';
import { wantsNoBadges } from './settings';

const asksForBadges = (question: unknown): boolean =>
  typeof question === 'object' && question !== null && 'call' in question && question.call === 'badges';

export function quiet(channel: AnsweringChannel<Sender>, asked: (from: Sender) => void): AnsweringChannel<Sender> {
  return {
    ...channel,
    answer: (handler) =>
      channel.answer(async (question, from) => {
        if (kindOf(from) === 'host page') asked(from);
        const [answer, none] = await Promise.all([handler(question, from), asksForBadges(question) && wantsNoBadges(from)]);
        return none && Array.isArray(answer) ? answer.map(() => null) : answer;
      }),
  };
}
