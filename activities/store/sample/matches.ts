/** A match case of the sample district, and how far it has come. */
export interface SampleMatch {
  readonly donorId: string;
  /** Step where it is left standing; played to its end when absent. */
  readonly until?: string;
  readonly urgent?: true;
  /** The donor no longer wants to when spoken with. */
  readonly refuses?: true;
}

/** Cases at their stages. Nobody is called at night: until nine in the morning they wait for that hour, and go on the next time. */
export const SAMPLE_MATCHES: readonly SampleMatch[] = [
  { donorId: 'sample-donor-003', until: 'first-contact', urgent: true },
  { donorId: 'sample-donor-009', until: 'education' },
  { donorId: 'sample-donor-015', until: 'mobilise' },
  { donorId: 'sample-donor-021', refuses: true },
];

/** A donor who donated the day before yesterday, of whose case there is a record: followed up now. */
export const SAMPLE_FOLLOWED = { donorId: 'sample-donor-037', caseId: 'sample-case-7' };
