import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { type AfterPackContext, Arch } from 'electron-builder';
import { componentList, licenceTexts, partsOf } from './components.ts';
import { complaintOfNatives, nativesIn } from './natives.ts';

/**
 * Called by electron-builder for each unpacked application, before it is signed and packaged:
 * rejects one that contains native modules of another system, and puts the list of components and
 * licences beside the archive.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, arch, electronPlatformName: platform, packager } = context;
  const resources = packager.getResourcesDir(appOutDir);
  const natives = nativesIn(join(resources, 'app.asar.unpacked'));
  const complaint = complaintOfNatives(natives, { platform, arch: Arch[arch] });
  if (complaint !== null) throw new Error(complaint);
  const root = packager.projectDir;
  const parts = partsOf(root, unbundledIn(join(resources, 'app.asar')));
  writeFileSync(join(resources, 'sbom.cdx.json'), componentList(root, parts));
  writeFileSync(join(resources, 'licences.txt'), licenceTexts(root, parts));
}

/** Returns the packages in an archive, for example `node_modules/better-sqlite3`. */
export function unbundledIn(archive: string): string[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').match(/(node_modules\/.+)\/package\.json$/)?.[1])
    .filter((folder) => folder !== undefined);
}
