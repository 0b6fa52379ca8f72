// Values of a deal in words, with the names of the people on it.
import { useSpeech, type Words } from '@/features/timeline/words';
import { useDeal } from './context';

/** The functions that put fields and values of the deal into words. */
export function useWords(): Words {
  return useSpeech(useDeal().sheet.influences);
}
