//! Writes the zip container of a package.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use serde_json::{Map, Value};
use zstd::zstd_safe::CParameter;

use crate::export::Media;
use crate::export::apkg::deflate::deflate;
use crate::export::apkg::media::{Reader, Sums};
use crate::export::options::Package;

/// The size of the chunks in which files are copied, large enough that their number does not
/// matter.
const CHUNK: usize = 1 << 18;
/// The compression level, the same as Anki's: one level more takes twice the time for a fiftieth of
/// the size.
const ZSTD_LEVEL: i32 = 3;
/// The number of bytes of a collection that a thread compresses at once. It is constant, so that
/// the bytes do not depend on the number of threads.
const ZSTD_JOB: u32 = 1 << 21;

/// The archive of a package that is being written.
pub(super) struct Archive<'o> {
    zip: ZipArchiveWriter<&'o mut (dyn Write + Send)>,
    package: Package,
    media: Vec<MediaEntry>,
    chunk: Vec<u8>,
}

struct MediaEntry {
    name: String,
    size: u64,
    sha1: [u8; 20],
}

impl<'o> Archive<'o> {
    /// Creates an archive.
    pub(super) fn new(out: &'o mut (dyn Write + Send), package: Package) -> Archive<'o> {
        let zip = ZipArchiveWriter::new(out);
        Archive { zip, package, media: Vec::new(), chunk: vec![0; CHUNK] }
    }

    /// Writes the part before the collection: in the newer form, the version (rslib's meta.rs: a
    /// protobuf message whose field 1 is the version, here 3).
    pub(super) fn begin(&mut self) -> io::Result<()> {
        match self.package {
            Package::Legacy => Ok(()),
            Package::Latest => self.stored("meta", &mut [0x08, 0x03].as_slice()),
        }
    }

    /// Writes the collection.
    pub(super) fn collection(&mut self, bytes: &mut dyn Read) -> io::Result<()> {
        match self.package {
            Package::Legacy => self.deflated("collection.anki2", bytes),
            Package::Latest => self.zstd("collection.anki21b", bytes, true),
        }
    }

    /// Writes the media files with these `names`; the index of each is its name in the archive.
    pub(super) fn media(&mut self, names: &BTreeSet<String>, media: &dyn Media) -> io::Result<()> {
        let mut reader = Reader::new(names.iter(), media, self.package);
        for (place, name) in names.iter().enumerate() {
            let Sums { size, sha1, .. } = self.medium(&place.to_string(), &mut reader)?;
            self.media.push(MediaEntry { name: name.clone(), size, sha1 });
        }
        Ok(())
    }

    fn medium(&mut self, place: &str, reader: &mut Reader<'_>) -> io::Result<Sums> {
        let file = self.zip.new_file(place).compression_method(CompressionMethod::STORE);
        let (mut entry, config) = file.last_modified(date()).start().map_err(io::Error::other)?;
        let (sums, descriptor) = match self.package {
            Package::Legacy => {
                let sums = reader.copy(&mut entry)?;
                (sums, DataDescriptorOutput::new(sums.crc, sums.size))
            }
            Package::Latest => {
                let mut encoder = zstd::Encoder::new(config.wrap(&mut entry), ZSTD_LEVEL)?;
                let sums = reader.copy(&mut encoder)?;
                (sums, encoder.finish()?.finish().map_err(io::Error::other)?.1)
            }
        };
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(sums)
    }

    /// Writes the list of media and finishes the archive.
    pub(super) fn finish(mut self) -> io::Result<()> {
        match self.package {
            Package::Legacy => {
                let names = self.media.iter().enumerate();
                let list: Map<String, Value> =
                    names.map(|(at, it)| (at.to_string(), it.name.clone().into())).collect();
                let json = Value::Object(list).to_string();
                self.stored("media", &mut json.as_bytes())?;
            }
            Package::Latest => {
                let list = media_entries(&self.media);
                self.zstd("media", &mut list.as_slice(), false)?;
            }
        }
        self.zip.finish().map_err(io::Error::other)?;
        Ok(())
    }

    fn stored(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let file = self.zip.new_file(name).compression_method(CompressionMethod::STORE);
        let file = file.last_modified(date());
        let (mut entry, config) = file.start().map_err(io::Error::other)?;
        let mut writer = config.wrap(&mut entry);
        copy(bytes, &mut writer, &mut self.chunk)?;
        let (_, descriptor) = writer.finish().map_err(io::Error::other)?;
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(())
    }

    fn deflated(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let file = self.zip.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let file = file.last_modified(date());
        let (mut entry, _) = file.start().map_err(io::Error::other)?;
        let made = deflate(bytes, &mut entry)?;
        let descriptor = DataDescriptorOutput::new(made.crc, made.size);
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(())
    }

    /// Adds a member that is compressed with zstd, as the newer form has it, in several jobs if it
    /// is long.
    fn zstd(&mut self, name: &str, bytes: &mut dyn Read, is_long: bool) -> io::Result<()> {
        let file = self.zip.new_file(name).compression_method(CompressionMethod::STORE);
        let file = file.last_modified(date());
        let (mut entry, config) = file.start().map_err(io::Error::other)?;
        let mut encoder = zstd::Encoder::new(config.wrap(&mut entry), ZSTD_LEVEL)?;
        if is_long {
            encoder.multithread(zstd_threads())?;
            encoder.set_parameter(CParameter::JobSize(ZSTD_JOB))?;
        }
        copy(bytes, &mut encoder, &mut self.chunk)?;
        let (_, descriptor) = encoder.finish()?.finish().map_err(io::Error::other)?;
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(())
    }
}

/// Returns the number of threads that zstd, which has its own, may start: as many as the pool has,
/// or as the system allows. Without any, it would use a single job, which results in other bytes of
/// the same content.
fn zstd_threads() -> u32 {
    let begins = |threads: u32| -> io::Result<()> {
        let mut encoder = zstd::Encoder::new(io::sink(), ZSTD_LEVEL)?;
        encoder.multithread(threads)?;
        encoder.write_all(&[0])?;
        encoder.finish().map(drop)
    };
    let mut threads = u32::try_from(rayon::current_num_threads()).unwrap_or(u32::MAX);
    while threads > 0 && begins(threads).is_err() {
        threads /= 2;
    }
    threads
}

/// Returns the date of every member: the earliest that the format supports, so that equal contents
/// result in equal bytes.
fn date() -> UtcDateTime {
    const YEAR_1980: i64 = 315_532_800;
    UtcDateTime::from_unix(YEAR_1980)
}

fn copy(from: &mut dyn Read, to: &mut dyn Write, chunk: &mut [u8]) -> io::Result<()> {
    loop {
        match from.read(chunk) {
            Ok(0) => return Ok(()),
            Ok(count) => to.write_all(&chunk[..count])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Returns the protobuf message `MediaEntries` (proto/anki/import_export.proto): field 1, repeated,
/// of messages with name = 1, size = 2 and sha1 = 3.
fn media_entries(media: &[MediaEntry]) -> Vec<u8> {
    let mut list = Vec::new();
    for it in media {
        let mut entry = Vec::new();
        bytes_field(1, it.name.as_bytes(), &mut entry);
        entry.push(2 << 3);
        varint(u64::from(u32::try_from(it.size).unwrap_or(u32::MAX)), &mut entry);
        bytes_field(3, &it.sha1, &mut entry);
        bytes_field(1, &entry, &mut list);
    }
    list
}

fn bytes_field(number: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(number << 3 | 2);
    varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Media that contain their names repeatedly.
    struct Repeating;

    impl Media for Repeating {
        fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
            let times = if name.starts_with('b') { 300_000 } else { 7 };
            Ok(Box::new(io::Cursor::new(name.repeat(times))))
        }
    }

    fn archive(package: Package, threads: usize, collection: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut archive = Archive::new(&mut out, package);
            archive.begin().unwrap();
            archive.collection(&mut &*collection).unwrap();
            let name = |at| format!("{}{at}.mp3", if at % 3 == 0 { 'a' } else { 'b' });
            archive.media(&(0..20).map(name).collect(), &Repeating).unwrap();
            archive.finish().unwrap();
        });
        out
    }

    #[test]
    fn the_bytes_are_the_same_for_any_number_of_threads() {
        for count in [0_u32, 10, 500_000, 2_500_000] {
            let words = (0..count).map(|it| it.wrapping_mul(2_654_435_761) >> 14);
            let collection: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
            for package in [Package::Legacy, Package::Latest] {
                let one = archive(package, 1, &collection);
                for threads in [2, 3, 8] {
                    let same = archive(package, threads, &collection) == one;
                    assert!(same, "{package:?}, {count} words, {threads} threads");
                }
            }
        }
    }

    #[test]
    fn numbers_are_written_in_base_128() {
        let mut out = Vec::new();
        varint(300, &mut out);
        assert_eq!(out, [0xAC, 0x02]);
    }
}
