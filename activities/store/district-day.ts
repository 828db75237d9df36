const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The day that it is in the district at that instant, `YYYY-MM-DD`. */
export function districtDay(instant: Date): string {
  return format.format(instant);
}
