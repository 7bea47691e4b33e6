/** Where a tree comes from and where it goes; both are absolute. */
export interface Place {
  readonly root: string;
  readonly outDir: string;
}
