// Parts of a review in words.
import { useText } from '@/i18n';
import { aboutOf } from '../flags/order';
import type { Flag } from '../types';
import type { Challenge, Point } from './types';

/** Gives functions that name what a review talks about. */
export function useReviewWords() {
  const { t, label } = useText();
  const ofRule = (rule: string, name: string | undefined) => {
    const title = label('rule', `${rule}.title`);
    return name ? t('flag.about', { name, title }) : title;
  };
  return {
    point: ({ topic, question }: Point) =>
      question ? label('question', `${question.number}.title`) : label('review.topic', topic),
    flag: (flag: Flag) => ofRule(flag.rule, aboutOf(flag, label)),
    /** What a challenge is about: a flag, one of the questions, or nothing in particular. */
    about: ({ rule, flag_name, question }: Challenge) => {
      if (rule) return ofRule(rule, flag_name);
      return question ? label('question', `${question}.title`) : undefined;
    },
  };
}
