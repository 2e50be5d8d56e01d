/** A name out of a file, which may be anything, as an error shows it. */
export function quote(name: unknown): string {
  const text = JSON.stringify(name) ?? String(name);
  return text.length > 80 ? `${text.slice(0, 76)}..."` : text;
}
