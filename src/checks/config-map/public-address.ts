/** Whether an address is reachable over the internet: outside the ranges of RFC 1918, 3927, 4193, 5735 and 6598. */
export function isPublicAddress(address: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (!parts) return /^[23][0-9a-f]{0,3}:[0-9a-f:]*$/i.test(address);
  const [a = 0, b = 0] = parts.slice(1, 3).map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  return !(a === 192 && b === 168) && !(a === 169 && b === 254);
}
