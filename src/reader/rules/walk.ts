import type { Label } from '../../shape/index.js';
import type { Handles, TypeFacts } from '../checker.js';
import type { Context } from './context.js';
import { type Entry, primitive, type TypeReading } from './entry.js';
import { readObjects } from './objects.js';
import type { ObjectFacts } from './parts.js';
import { wellFormed } from './text.js';

/**
 * Reads one breadth-first level: decides what each entry is and which entries it refers to. New ones wait in
 * `context.fresh`; they are the next level.
 */
export function readLevel<Handle extends Handles>(
  context: Context<Handle>,
  level: readonly Entry<Handle>[],
): void {
  const facts = context.describe(level.map((entry) => entry.type!));
  const objects: { entry: Entry<Handle>; facts: ObjectFacts<Handle> }[] = [];
  level.forEach((entry, index) => {
    const one = facts[index]!;
    if (one.kind === 'object' || one.kind === 'tuple' || one.kind === 'intersection') {
      objects.push({ entry, facts: one });
    } else {
      entry.reading = readSimple(context, entry, one);
    }
  });
  readObjects(context, objects);
}

function readSimple<Handle extends Handles>(
  context: Context<Handle>,
  { type, mode }: Entry<Handle>,
  facts: Exclude<TypeFacts<Handle>, ObjectFacts<Handle>>,
): TypeReading<Handle> {
  switch (facts.kind) {
    case 'scalar':
      return scalar(facts.label);
    case 'never':
      return { kind: 'union', members: [] };
    case 'any':
      if (mode.admitsAny) return primitive('any');
      // The way out depends on the path: see `paths.ts`.
      return refused('KS1001', '`any` has no structure, so that no change behind it would be seen', '');
    case 'error':
      // A list of packages admits what does not resolve in their declaration files; `opaque` admits no error.
      if (mode.admitsAny && context.options.any !== 'opaque') return primitive('any');
      return refused(
        'KS1002',
        facts.text === undefined ? 'a type does not resolve' : `\`${facts.text}\` does not resolve`,
        'Mend the import, or install the package that declares it (and its typings).',
      );
    case 'unreadable':
      return refused(
        'KS1012',
        `the compiler does not hand the type over: ${facts.reason}`,
        'Write the type without it, or update TypeScript.',
      );
    case 'enum':
      return {
        kind: 'union',
        members: facts.values.map((value) => ({ to: context.madeUp(mode, enumMember(value)) })),
      };
    case 'union':
      return { kind: 'union', members: facts.members.map((member) => ({ to: context.entry(member, mode) })) };
    case 'substitution':
      return { kind: 'union', members: [{ to: context.entry(facts.target, mode) }] };
    case 'template': {
      const problem = facts.texts.find((text) => !wellFormed(text));
      if (problem !== undefined) return illFormed(problem);
      const edges = facts.holes.map((hole, index) => ({
        step: `\${${index}}`,
        to: context.entry(hole, context.followed(mode)),
      }));
      return { kind: 'compound', label: { kind: 'template', texts: facts.texts }, edges };
    }
    case 'mapping':
      return {
        kind: 'compound',
        label: { kind: 'mapping', name: facts.name },
        edges: [{ step: `<${facts.name}>`, to: context.entry(facts.target, context.followed(mode)) }],
      };
    case 'deferred': {
      const standsFor = context.defaultOf(type!);
      if (standsFor !== undefined)
        return { kind: 'union', members: [{ to: context.entry(standsFor, mode) }] };
      return refused(
        'KS1004',
        `\`${context.checker.nameOf(type!)}\` is ${facts.what}, and has no structure before a type is given for it`,
        'Call the intrinsic where the type is known, and pass the result in.',
      );
    }
  }
}

function enumMember<Handle extends Handles>(value: string | number | undefined): TypeReading<Handle> {
  if (value === undefined) return primitive('number');
  return scalar(typeof value === 'string' ? { kind: 'string', value } : { kind: 'number', value });
}

function scalar<Handle extends Handles>(label: Label): TypeReading<Handle> {
  if (label.kind === 'string' && !wellFormed(label.value)) return illFormed(label.value);
  return { kind: 'scalar', label };
}

function illFormed<Handle extends Handles>(text: string): TypeReading<Handle> {
  return refused(
    'KS1007',
    `the literal ${JSON.stringify(text)} holds a lone surrogate or U+FFFD, which compilers do not hand over alike`,
    'Write the literal without it.',
  );
}

function refused<Handle extends Handles>(
  code: 'KS1001' | 'KS1002' | 'KS1004' | 'KS1007' | 'KS1012',
  reason: string,
  wayOut: string,
): TypeReading<Handle> {
  return { kind: 'refused', refusal: { code, reason, wayOut } };
}
