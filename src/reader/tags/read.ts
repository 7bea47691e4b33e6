import type ts = require('typescript');

import type { Tags } from '../checker.js';
import { commentsIn, isTagComment, mayHoldTags, parseTags, type Tag } from './parse.js';
import type { TagSyntax } from './tag-syntax.js';

/** A search of a file's text, done once: a generated declaration file has megabytes. */
const filesWithTags = new WeakMap<ts.SourceFile, boolean>();

const none: Tags = { ignored: false, version: undefined };

/**
 * Reads the tags of declarations from the source text: since TypeScript 5.3 a build does not parse JSDoc, so that the
 * compiler's own functions find no tag there.
 */
export class TagReader {
  private readonly known = new Map<ts.Node, Tags>();

  constructor(private readonly compiler: TagSyntax) {}

  /** The tags of a property, an interface, a class, or the object type of an alias. */
  tagsOf(declaration: ts.Node): Tags {
    const file = declaration.getSourceFile();
    let hasTags = filesWithTags.get(file);
    if (hasTags === undefined) {
      hasTags = mayHoldTags(file.text);
      filesWithTags.set(file, hasTags);
    }
    if (!hasTags) return none;
    let tags = this.known.get(declaration);
    if (tags === undefined) {
      const carrier = this.carrierOf(declaration);
      tags = carrier === undefined ? none : merge(tagsBefore(carrier, file));
      this.known.set(declaration, tags);
    }
    return tags;
  }

  /** The declaration that a tag is written on: for an alias's object type, the alias. */
  private carrierOf(declaration: ts.Node): ts.Node | undefined {
    const { compiler } = this;
    if (!compiler.isTypeLiteralNode(declaration)) return declaration;
    let parent = declaration.parent;
    while (compiler.isParenthesizedTypeNode(parent)) parent = parent.parent;
    return compiler.isTypeAliasDeclaration(parent) ? parent : undefined;
  }
}

function merge(tags: readonly Tag[]): Tags {
  return {
    ignored: tags.some((tag) => tag.name === 'keyshapeIgnore'),
    version: tags.find((tag) => tag.version !== undefined)?.version,
  };
}

/** The well-formed tags in the comments before a node. */
export function tagsBefore(node: ts.Node, file: ts.SourceFile): readonly Tag[] {
  const { text } = file;
  const tags: Tag[] = [];
  for (const { start, end } of commentsIn(text, node.getFullStart(), node.getStart(file))) {
    if (!isTagComment(text, start)) continue;
    for (const tag of parseTags(text, start, end)) if ('name' in tag) tags.push(tag);
  }
  return tags;
}
