import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FromNodePackageJson, License } from '@cyclonedx/cyclonedx-library/Contrib';
import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, type Component } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as JsonFormat, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import { PackageURL } from 'packageurl-js';
import parseLicence from 'spdx-expression-parse';
import { bundledFile } from './list-bundled.ts';

/** A package that is part of what people install, as its package.json describes it. */
export interface Part {
  name: string;
  version: string;
  /** In SPDX form: `MIT`, `(MIT OR Apache-2.0)`. */
  license: string;
  /** Its folder, relative to the project's. */
  folder: string;
  manifest: Record<string, unknown>;
}

const builder = new FromNodePackageJson.Builders.ComponentBuilder(
  new FromNodePackageJson.Factories.ExternalReferenceFactory(),
  new License.Factories.LicenseFactory(parseLicence),
);

/**
 * Returns all third-party parts of a package: the runtime, what the bundles of `out/` consist of,
 * and what remains a package of its own (`unbundled`: folders relative to the project's).
 */
export function partsOf(root: string, unbundled: readonly string[]): Part[] {
  const bundled = globSync(`out/*/${bundledFile}`, { cwd: root }).flatMap(
    (file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as string[],
  );
  const folders = new Set(['node_modules/electron', ...bundled, ...unbundled]);
  return [...folders].sort().map((folder) => readPart(root, folder));
}

function readPart(root: string, folder: string): Part {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Part;
  const { name, version, license } = manifest;
  if (typeof license !== 'string') {
    throw new Error(`${folder}/package.json names no licence: find out which, or do without it.`);
  }
  return { name, version, license, folder, manifest: { ...manifest } };
}

/** Returns the list of components in CycloneDX form: https://cyclonedx.org/docs/1.6/json. */
export function componentList(root: string, parts: readonly Part[]): string {
  const own = readFileSync(join(root, 'package.json'), 'utf8');
  const bom = new Bom();
  const app = component(JSON.parse(own), ComponentType.Application);
  bom.metadata.component = app;
  for (const { name, manifest } of parts) {
    const kind = name === 'electron' ? ComponentType.Framework : ComponentType.Library;
    const part = component(manifest, kind);
    bom.components.add(part);
    app.dependencies.add(part.bomRef);
  }
  const serializer = new JsonSerializer(new JsonFormat.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component(manifest: Record<string, unknown>, type: ComponentType): Component {
  const made = builder.makeComponent(manifest, type);
  if (!made?.version) throw new Error(`Not a package: ${JSON.stringify(manifest['name'])}`);
  const { group, name, version } = made;
  made.purl = new PackageURL('npm', group, name, version, undefined, undefined).toString();
  made.bomRef.value = made.purl;
  return made;
}

/** Returns every part's licence in its authors' words, one after the other. */
export function licenceTexts(root: string, parts: readonly Part[]): string {
  const sections = parts.map(({ name, version, license, folder }) => {
    const texts = textsIn(join(root, folder));
    const own = texts.length > 0 ? texts.join('\n\n') : `Licence: ${license}`;
    return `${name} ${version} (${license})\n${'-'.repeat(72)}\n${own}\n`;
  });
  const head = `What Handset is made of, and under which licences. Electron brings Chromium, Node.js and more:
their licences are in the files LICENSE.electron.txt and LICENSES.chromium.html.\n`;
  return [head, ...sections].join('\n\n');
}

function textsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const gatherer = new License.Utils.LicenseEvidenceGatherer();
  return [...gatherer.getFileAttachments(folder)].map(({ filePath }) =>
    readFileSync(filePath, 'utf8').trim(),
  );
}
