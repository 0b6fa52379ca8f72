import { useDeal } from '../context';

/** The people on the map to choose from, and the name of one of them. */
export function useWho() {
  const { influences } = useDeal().sheet;
  const options = influences.map((person) => ({ value: person.id, label: person.name }));
  const name = (id: string | undefined) => influences.find((person) => person.id === id)?.name;
  return { options, name };
}
