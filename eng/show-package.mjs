// Lists a batch's package: its files, and of each photo the pixels, the resolution and the size, checked against the manifest.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const zip = readFileSync(process.argv[2]);
const files = new Map();
let end = zip.length - 22;
while (zip.readUInt32LE(end) !== 0x06054b50) end--;
let at = zip.readUInt32LE(end + 16);
for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
  const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
  const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
  const local = zip.readUInt32LE(at + 42);
  const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(begin, begin + packed);
  files.set(zip.toString('utf8', at + 46, at + 46 + name), method === 0 ? bytes : inflateRawSync(bytes));
  at += 46 + name + extra + comment;
}

function jpeg(bytes) {
  const dpi = bytes.readUInt16BE(14);
  for (let i = 2; i < bytes.length; i += 2 + bytes.readUInt16BE(i + 2)) {
    const marker = bytes[i + 1];
    if (marker >= 0xc0 && marker <= 0xc2) return { dpi, height: bytes.readUInt16BE(i + 5), width: bytes.readUInt16BE(i + 7) };
  }
  throw new Error('not a JPEG');
}

const manifest = files.get('manifest.csv').toString('utf8').trim().split('\r\n');
console.log(manifest[0]);
for (const line of manifest.slice(1)) {
  const [name, , , , , hash] = line.split(',');
  const bytes = files.get(name);
  const { width, height, dpi } = jpeg(bytes);
  const equal = createHash('sha256').update(bytes).digest('hex') === hash;
  console.log(`${line}\n  ${width}x${height} px, ${dpi} dpi, ${bytes.length} bytes, SHA-256 ${equal ? 'as in the manifest' : 'DIFFERS FROM THE MANIFEST'}`);
  if (!equal) process.exitCode = 1;
}
