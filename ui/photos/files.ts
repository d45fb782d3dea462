/** Every file that was dropped, also those within folders, in the order of their names. */
export async function dropped(transfer: DataTransfer | null): Promise<File[]> {
  if (!transfer) return [];
  // The entries are gone once this function waits.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const files = await Promise.all(entries.map((entry) => (entry ? within(entry) : Promise.resolve([]))));
  return files.flat().filter((file) => /\.(jpe?g|png|webp|tiff?|gif|hei[cf]|avif)$/i.test(file.name));
}

async function within(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const entries: FileSystemEntry[] = [];
  // A reader gives a part of a large folder each time, and nothing at its end.
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (more.length === 0) break;
    entries.push(...more);
  }
  entries.sort((one, other) => one.name.localeCompare(other.name, 'de', { numeric: true }));
  return (await Promise.all(entries.map(within))).flat();
}
