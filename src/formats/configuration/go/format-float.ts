/** A double as Go's `%v` prints it: strconv.FormatFloat(value, 'g', -1, 64), https://pkg.go.dev/strconv#FormatFloat. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Inf' : '+Inf';
  if (Object.is(value, -0)) return '-0';
  const scientific = value.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  return exponent < -4 || exponent >= 6 ? scientific.replace(/(?<=e[-+])(?=\d$)/, '0') : plain(value, scientific, exponent);
}

function plain(value: number, scientific: string, exponent: number): string {
  if (exponent >= 0) return String(value);
  const digits = scientific.slice(0, scientific.indexOf('e')).replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(-exponent - 1)}${digits}`;
}
