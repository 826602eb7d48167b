/** What a child is told somebody is called: the first name. "Mr Jones" stays as it is. */
const TITLES = /^(?:mr|mrs|ms|miss|mx|dr)\.?$/iu;

export function firstName(name: string): string {
  const [first = name, ...rest] = name.split(/\s+/u);
  return TITLES.test(first) && rest.length > 0 ? name : first;
}
