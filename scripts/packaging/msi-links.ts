import { readFileSync, writeFileSync } from 'node:fs';

const command = '&quot;[#mainExecutable]&quot; &quot;%1&quot;';

/** Key below HKEY_LOCAL_MACHINE (per user: HKEY_CURRENT_USER), name, value. */
type RegistryValue = [key: string, name: string | null, value: string];

/** As in installer.nsh. */
const values: readonly RegistryValue[] = [
  ...linkClass('Handset.tel', 'Telephone number'),
  ...linkClass('handset', 'URL:Handset'),
  ['Software\\Handset\\Capabilities', 'ApplicationName', 'Handset'],
  [
    'Software\\Handset\\Capabilities',
    'ApplicationDescription',
    'The desktop dialer for call-centre agents on Exotel',
  ],
  ['Software\\Handset\\Capabilities', 'ApplicationIcon', '[#mainExecutable],0'],
  ...['tel', 'callto', 'handset'].map(
    (scheme): RegistryValue => [
      'Software\\Handset\\Capabilities\\URLAssociations',
      scheme,
      'Handset.tel',
    ],
  ),
  ['Software\\RegisteredApplications', 'Handset', 'Software\\Handset\\Capabilities'],
];

function linkClass(name: string, title: string): RegistryValue[] {
  const key = `Software\\Classes\\${name}`;
  return [
    [key, null, title],
    [key, 'URL Protocol', ''],
    [`${key}\\DefaultIcon`, null, '[#mainExecutable],0'],
    [`${key}\\shell\\open\\command`, null, command],
  ];
}

/**
 * Called by electron-builder with the MSI's WiX project before it is compiled: electron-builder
 * registers no links there. They are installed and removed with the executable's component.
 */
export function msiProjectCreated(file: string): void {
  writeFileSync(file, withLinks(readFileSync(file, 'utf8')));
}

export function withLinks(project: string): string {
  const [component] =
    project.match(/<Component>(?:(?!<Component)[\s\S])*Id="mainExecutable"[\s\S]*?<\/Component>/) ??
    [];
  if (component === undefined) {
    throw new Error('The MSI project has no component "mainExecutable" to add links to.');
  }
  const entries = values.map(([key, name, value]) => {
    const named = name === null ? '' : ` Name="${name}"`;
    return `        <RegistryValue Root="HKMU" Key="${key}"${named} Value="${value}" Type="string"/>\n`;
  });
  const extended = component.replace('</Component>', `\n${entries.join('')}      </Component>`);
  return project.replace(component, () => extended);
}
