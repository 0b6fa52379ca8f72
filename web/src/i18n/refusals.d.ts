// The texts of refusals alone, cut out of the catalogue by scripts/catalogue.ts.
declare module '*.json?refusals' {
  const texts: Record<string, string>;
  export default texts;
}
