import { randomBytes } from 'node:crypto';

import type { FileResult } from '../../../calls/file-result.js';
import type { Replacement } from '../../../calls/replacement.js';
import type { Outputs } from './outputs.js';

interface Template {
  /** The source that it was made of. */
  readonly source: string;
  /** What else decides the edited text: where calls and guards are, and which names go. */
  readonly frame: string;
  /** What stands in place of the version of each call, in order. */
  readonly markers: readonly string[];
  readonly outputs: Map<string, string>;
}

/**
 * Outputs with a marker in place of each version, kept from one build of a watch to the next: where only versions change,
 * the new output is there without the compiler. A marker is as long as what it stands for, so that source maps hold.
 */
export class Templates {
  private readonly known = new Map<string, Template>();

  /** The file as it is to be compiled: with markers for versions. */
  marked(result: FileResult): FileResult {
    const { file, replacements } = result;
    const markers: string[] = [];
    const marked = new Map(
      [...replacements].map(([call, replacement]) => {
        const text = markerFor(replacement);
        markers.push(text);
        return [call, { ...replacement, text }] as const;
      }),
    );
    this.known.set(file.fileName, { source: file.text, frame: frameOf(result), markers, outputs: new Map() });
    return { ...result, replacements: marked };
  }

  /** Takes an output that was compiled of a marked file; hands it back as it is to be written. */
  filled(result: FileResult, name: string, text: string): string {
    const template = this.known.get(result.file.fileName);
    template?.outputs.set(name, text);
    return template ? fill(text, template, result) : text;
  }

  /** Whether a version of a file stands in none of its outputs. */
  hasLost(result: FileResult): boolean {
    const template = this.known.get(result.file.fileName);
    if (!template) return true;
    const texts = [...template.outputs.values()];
    return template.markers.some((marker) => {
      const written = JSON.stringify(marker).slice(1, -1);
      return !texts.some((text) => text.includes(written));
    });
  }

  /** The outputs of a file, where nothing but versions differs from when it was compiled; else nothing. */
  again(result: FileResult): Outputs {
    const template = this.known.get(result.file.fileName);
    if (!template || !this.holds(result)) return new Map<string, string>();
    return new Map(
      [...template.outputs].map(([name, text]) => [name, fill(text, template, result)] as const),
    );
  }

  /** Whether nothing but versions of a file differs from when it was last marked. */
  holds(result: FileResult): boolean {
    const template = this.known.get(result.file.fileName);
    return (
      template !== undefined &&
      template.source === result.file.text &&
      template.frame === frameOf(result) &&
      template.markers.length === result.replacements.size &&
      [...result.replacements.values()].every((one, index) => isFilled(one, template.markers[index]!))
    );
  }
}

function markerFor({ isFixedLength, text }: Replacement): string {
  // A shape may be shorter than what is sure to be unique.
  return !isFixedLength ? text : randomBytes(48).toString('base64url').slice(0, text.length);
}

function isFilled({ isFixedLength, others, text }: Replacement, marker: string): boolean {
  return isFixedLength ? text.length === marker.length : others === undefined && text === marker;
}

function fill(text: string, { markers }: Template, { replacements }: FileResult): string {
  let filled = text;
  [...replacements.values()].forEach((replacement, index) => {
    if (replacement.isFixedLength) filled = filled.replaceAll(markers[index]!, replacement.text);
  });
  return filled;
}

function frameOf({ replacements, guards, drops }: FileResult): string {
  const calls = [...replacements].map(([node, { kind, index }]) => [node.pos, kind, index]);
  return JSON.stringify([
    calls,
    [...guards].map(([node, text]) => [node.pos, text]),
    [...drops].map(({ pos }) => pos),
  ]);
}
