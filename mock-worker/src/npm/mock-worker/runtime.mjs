// Finds the runtime: the platform's own package, or an installed Java.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(new URL('lib/mock-worker.jar', import.meta.url));
const JAVA_LEAST = 17;

/** Returns the program and its first arguments. Throws an Error that says what to install. */
export function command() {
  const packed = packedLauncher();
  if (packed) return [packed];
  const java = process.env.JAVA_HOME
    ? path.join(process.env.JAVA_HOME, 'bin', process.platform === 'win32' ? 'java.exe' : 'java')
    : 'java';
  const version = javaVersion(java);
  if (version === undefined || version < JAVA_LEAST) {
    const found = version === undefined ? `${java} cannot be started` : `${java} is Java ${version}`;
    const hint = process.platform === 'linux' && process.arch === 'x64'
      ? 'install the package mock-worker-linux-x64 beside this one, which needs no Java, or'
      : `there is no runtime package for ${process.platform} ${process.arch}:`;
    throw new Error(`mock-worker needs a runtime, but ${found}; ${hint} install Java ${JAVA_LEAST} or later (https://adoptium.net) `
      + 'and set JAVA_HOME');
  }
  return [java, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms16m', '-Xmx448m', '-jar', JAR];
}

function packedLauncher() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let folder;
  try {
    folder = path.dirname(createRequire(import.meta.url).resolve('mock-worker-linux-x64/package.json'));
  } catch {
    return undefined;
  }
  restore(folder);
  return path.join(folder, 'mock-worker');
}

/** npm drops time stamps, and the start-up cache is used only with the jar's own. Without it the start is slower. */
function restore(folder) {
  try {
    const { jarSeconds } = JSON.parse(fs.readFileSync(path.join(folder, 'stamp.json'), 'utf8'));
    const jar = path.join(folder, 'lib', 'mock-worker.jar');
    if (Math.floor(fs.statSync(jar).mtimeMs / 1000) !== jarSeconds) fs.utimesSync(jar, jarSeconds, jarSeconds);
  } catch {
    // A read-only folder: the start takes a little longer.
  }
}

function javaVersion(java) {
  const run = spawnSync(java, ['-XshowSettings:properties', '-version'], { encoding: 'utf8', timeout: 20000 });
  const match = /java\.specification\.version = (\d+)/.exec(run.stderr ?? '');
  return match ? Number(match[1]) : undefined;
}
