import { KeyshapeError } from '../error.js';

/**
 * A shape graph was built or asked wrongly: a mistake of the program, never of the user's types.
 *
 * @example a slot count that does not fit the label, a duplicated property, a version's length of 7
 */
export class ShapeError extends KeyshapeError {
  override get name(): string {
    return 'ShapeError';
  }
}

/**
 * A text is not a canonical form.
 *
 * @example `parse('{a:string')` throws one with `offset` 9
 */
export class ShapeSyntaxError extends ShapeError {
  override get name(): string {
    return 'ShapeSyntaxError';
  }

  /** Where in the text, in UTF-16 code units from 0. */
  readonly offset: number;

  /**
   * @param reason what is wrong, without a full stop
   * @param text the whole text that was read
   * @param offset where in it
   */
  constructor(reason: string, text: string, offset: number) {
    const excerpt = JSON.stringify(text.slice(offset, offset + 20));
    super(
      `${reason} at offset ${offset}, ${offset < text.length ? `before ${excerpt}` : 'at the end of the text'}`,
    );
    this.offset = offset;
  }
}
