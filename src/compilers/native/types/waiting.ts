import type { TypeFacts } from '../../../reader/checker.js';
import type { NativeType } from '../api/reading.js';
import type { NativeHandles } from './handles.js';

export type Facts = TypeFacts<NativeHandles>;

/** Types that wait for one question, and the places of their answers. */
export class Waiting {
  private readonly types: NativeType[] = [];
  private readonly places: number[] = [];

  add(type: NativeType, place: number): void {
    this.types.push(type);
    this.places.push(place);
  }

  answer(facts: Facts[], ask: (types: readonly NativeType[]) => readonly Facts[]): void {
    if (this.types.length === 0) return;
    ask(this.types).forEach((answer, index) => {
      facts[this.places[index]!] = answer;
    });
  }
}
