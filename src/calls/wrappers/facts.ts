import type ts = require('typescript');

import { isJavaScript } from '../calls.js';
import { nodesIn } from '../nodes-in.js';
import type { Syntax } from '../syntax.js';
import { commentOf, commentsIn, mentionsInComment } from './comments.js';
import { declaredWith, namesOf } from './declared-names.js';
import { entityName, functionIn, type Mentions, mentionsIn, type Named } from './mentions.js';
import {
  defaultName,
  handedOn,
  isAssignment,
  lastName,
  renamesMembers,
  stripped,
  writtenName,
} from './names-in.js';
import { isSignature, type Signature } from './signature.js';

/** The name of the member by which a marked string is known: a string key survives bundling. */
export const markName = '~keyshape';

/** A signature whose parameters have types. */
interface SignatureFact {
  readonly mentions: Mentions;
  /** What it is called by; `constructor` by `new` and `super`; none where only its type leads to it. */
  readonly names: readonly string[];
  readonly isConstructor: boolean;
}

/** What a file says about names, whatever those of interest are: collected once, asked while the sets of names grow. */
export interface Facts {
  readonly signatures: readonly SignatureFact[];
  /** Aliases and interfaces, and what they stand for. */
  readonly types: readonly { readonly name: string; readonly mentions: Mentions }[];
  /** Names of interfaces that have the mark. */
  readonly marked: readonly string[];
  /** A type or a function under another name. */
  readonly renames: readonly (Named & { readonly to: string })[];
  /** Whether members of unknown types get names that are made of theirs. */
  readonly renamesMembers: boolean;
  /** Functions whose type is taken to declare something else with it, and the name of that, if it has one. */
  readonly taken: readonly (Named & { readonly to: string | undefined })[];
}

/** Whether only the parameters or the result of a function are taken, which no one can call: a function that is declared with them is found by its own parameters. */
function isTakenApart(syntax: Syntax, { parent }: ts.Node): boolean {
  return (
    syntax.isTypeReferenceNode(parent) &&
    syntax.isIdentifier(parent.typeName) &&
    /^(?:Parameters|ReturnType)$/.test(parent.typeName.text)
  );
}

/** Collects the facts of a file. */
export function collectFacts(syntax: Syntax, file: ts.SourceFile): Facts {
  const collecting = new Collecting(syntax, isJavaScript(file));
  // JavaScript says its types in comments, which are in no tree that is walked.
  if (isJavaScript(file)) collecting.addComments(file.text);
  for (const node of nodesIn(syntax, file.statements)) collecting.add(node);
  return collecting;
}

class Collecting implements Facts {
  readonly signatures: SignatureFact[] = [];
  readonly types: { name: string; mentions: Mentions }[] = [];
  readonly marked: string[] = [];
  readonly renames: (Named & { to: string })[] = [];
  readonly taken: (Named & { to: string | undefined })[] = [];
  renamesMembers = false;

  constructor(
    private readonly syntax: Syntax,
    private readonly isJavaScript: boolean,
  ) {}

  addComments(fileText: string): void {
    for (const { text, declared } of commentsIn(fileText)) {
      const mentions = mentionsInComment(text);
      for (const name of declared) this.types.push({ name, mentions });
      // What is declared by a comment may be called by any name.
      for (const isConstructor of [false, true]) this.signatures.push({ mentions, names: [], isConstructor });
    }
  }

  /** A node is of one kind: one of these takes it, or none. */
  add(node: ts.Node): void {
    if (isSignature(this.syntax, node)) this.addSignature(node);
    else {
      this.addType(node);
      this.addModuleName(node);
      this.addValue(node);
      this.addTaken(node);
    }
  }

  private addSignature(node: Signature): void {
    const { syntax } = this;
    const written = node.parameters.flatMap((parameter) => parameter.type ?? []);
    const comment = this.isJavaScript ? commentOf(node) : '';
    if (written.length === 0 && comment === '') return;
    const isConstructor =
      syntax.isConstructorDeclaration(node) ||
      syntax.isConstructSignatureDeclaration(node) ||
      syntax.isConstructorTypeNode(node);
    this.signatures.push({
      mentions: comment === '' ? mentionsIn(syntax, written, true) : mentionsInComment(comment),
      names: isConstructor ? [] : namesOf(syntax, node),
      isConstructor,
    });
  }

  private addType(node: ts.Node): void {
    const { syntax } = this;
    if (syntax.isTypeAliasDeclaration(node)) {
      this.types.push({ name: node.name.text, mentions: mentionsIn(syntax, [node.type], false) });
    } else if (syntax.isInterfaceDeclaration(node)) {
      const name = node.name.text;
      if (node.members.some((member) => writtenName(syntax, member.name) === markName))
        this.marked.push(name);
      const bases = node.heritageClauses ?? [];
      if (bases.length > 0) this.types.push({ name, mentions: mentionsIn(syntax, bases, false) });
    } else if (syntax.isMappedTypeNode(node)) this.renamesMembers ||= renamesMembers(syntax, node);
  }

  private addModuleName(node: ts.Node): void {
    const { syntax } = this;
    if (syntax.isImportSpecifier(node) || syntax.isExportSpecifier(node)) {
      this.rename(node.propertyName?.text, node.name.text, node.name);
    } else if (syntax.isImportClause(node)) {
      this.rename(defaultName, node.name?.text, node.name ?? node);
    } else if (syntax.isExportAssignment(node)) {
      this.renameTo(defaultName, node.expression);
    } else if (syntax.isNamespaceImport(node)) {
      // What a module is as a whole, by `export =`.
      this.rename(defaultName, node.name.text, node.name);
    } else if (syntax.isImportEqualsDeclaration(node)) {
      const { moduleReference: of, name } = node;
      const from = syntax.isExternalModuleReference(of) ? defaultName : entityName(syntax, of);
      this.rename(from, name.text, name);
    }
  }

  private addValue(node: ts.Node): void {
    const { syntax } = this;
    if (syntax.isBindingElement(node)) {
      const to = writtenName(syntax, node.name);
      this.rename(writtenName(syntax, node.propertyName), to, node.name);
      this.renameTo(to, node.initializer);
    } else if (
      syntax.isVariableDeclaration(node) ||
      syntax.isParameter(node) ||
      syntax.isPropertyAssignment(node) ||
      syntax.isPropertyDeclaration(node)
    ) {
      const to = writtenName(syntax, node.name);
      this.renameTo(to, node.initializer);
      // `{ [key]: cache.get }`: it may be called by any name.
      if (to === undefined && syntax.isComputedPropertyName(node.name))
        for (const one of handedOn(syntax, node.initializer)) this.taken.push({ ...one, to });
    } else if (syntax.isShorthandPropertyAssignment(node)) {
      this.renameTo(node.name.text, node.objectAssignmentInitializer);
    } else if (isAssignment(syntax, node)) {
      const name = lastName(syntax, node.left);
      this.renameTo(name === 'exports' ? defaultName : name, node.right);
    }
  }

  private addTaken(node: ts.Node): void {
    const name = functionIn(this.syntax, node);
    if (name !== undefined && !isTakenApart(this.syntax, node))
      this.taken.push({ name, node, to: declaredWith(this.syntax, node) });
  }

  private rename(name: string | undefined, to: string | undefined, node: ts.Node): void {
    if (name !== undefined && to !== undefined && name !== to) this.renames.push({ name, to, node });
  }

  /** A function, or one of several, gets the name that is written. */
  private renameTo(to: string | undefined, expression: ts.Node | undefined): void {
    const { syntax } = this;
    for (const { name, node } of handedOn(syntax, expression)) this.rename(name, to, node);
    // `const read = timed(cache.get)`: what a function makes of another may be called as that one is.
    const made = expression && stripped(syntax, expression);
    if (!made || !syntax.isCallExpression(made)) return;
    for (const { name } of made.arguments.flatMap((argument) => handedOn(syntax, argument)))
      this.rename(name, to, made);
  }
}
