const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** A citizen's number that is well formed and nobody's: no place has the code 999999. */
export function sampleCitizenId(birthYear: number, n: number): string {
  const first = `999999${birthYear}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(n + 1).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${CHECKS[sum % 11] ?? ''}`;
}
