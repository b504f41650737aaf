//! Reads the ZIP archive of a package.

use std::io::{self, BufReader, Read, Seek, Write};

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, ErrorKind, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder,
};

use crate::export::Scratch;
use crate::package::protobuf;
use crate::package::{MAX_COLLECTION_SIZE, PackageError};

/// The number of bytes that are read of `meta`, which normally has two.
const MAX_META_SIZE: u64 = 1 << 10;
const CHUNK: usize = 1 << 18;

/// A version of the package format (Anki 26.9.3, rslib/src/import_export/package/meta.rs and
/// proto/anki/import_export.proto: `PackageMetadata.Version`).
#[derive(Clone, Copy)]
enum Form {
    Legacy1,
    Legacy2,
    Latest,
}

impl Form {
    const ALL: [Form; 3] = [Form::Legacy1, Form::Legacy2, Form::Latest];

    fn collection(self) -> &'static str {
        match self {
            Form::Legacy1 => "collection.anki2",
            Form::Legacy2 => "collection.anki21",
            Form::Latest => "collection.anki21b",
        }
    }
}

/// The members of an archive that are read.
#[derive(Default)]
struct Members {
    meta: Option<Member>,
    collections: [Option<Member>; 3],
}

#[derive(Clone, Copy)]
struct Member {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
}

/// Decompresses the collection of `package` into `scratch`, and returns its size in bytes.
///
/// # Errors
/// Returns an error if the archive is damaged, has no collection of a known form, or if the
/// collection is larger than [`MAX_COLLECTION_SIZE`] bytes.
pub(super) fn unpack(
    package: impl Read + Seek,
    scratch: &dyn Scratch,
) -> Result<u64, PackageError> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipArchive::from_seekable(package, &mut buffer).map_err(failure)?;
    let members = find(&archive, &mut buffer)?;
    let form = form(&archive, &members)?;
    let name = form.collection();
    let member = members.collections[form as usize].ok_or(PackageError::NoCollection(name))?;
    let read = |bytes: &mut dyn Read| {
        let mut out = scratch.writer()?;
        let size = match form {
            Form::Legacy1 | Form::Legacy2 => copy(bytes, &mut *out, name)?,
            Form::Latest => {
                let mut unpacked = zstd::Decoder::new(bytes).map_err(|it| damaged(name, &it))?;
                copy(&mut unpacked, &mut *out, name)?
            }
        };
        out.flush()?;
        Ok(size)
    };
    with_member(&archive, member, name, read)
}

/// Finds the members that are read. If a name occurs twice, the last one counts, as in Anki's ZIP
/// library.
fn find<R: ReaderAt>(archive: &ZipArchive<R>, buffer: &mut [u8]) -> Result<Members, PackageError> {
    let mut found = Members::default();
    let mut entries = archive.entries(buffer);
    while let Some(entry) = entries.next_entry().map_err(failure)? {
        let member = Member { place: entry.wayfinder(), method: entry.compression_method() };
        let name = entry.file_path();
        let name = name.as_bytes();
        if name == b"meta" {
            found.meta = Some(member);
        }
        if let Some(form) = Form::ALL.iter().find(|it| it.collection().as_bytes() == name) {
            found.collections[*form as usize] = Some(member);
        }
    }
    Ok(found)
}

/// Returns the version of a package, which is field 1 of `meta`; without `meta` it follows from the
/// names of the members (Anki 26.9.3, rslib/src/import_export/package/meta.rs:
/// `Meta::from_archive`). Newer packages also contain a dummy `collection.anki2` for older
/// versions, so the names alone are not enough.
fn form<R: ReaderAt>(archive: &ZipArchive<R>, members: &Members) -> Result<Form, PackageError> {
    let Some(meta) = members.meta else {
        let [_, newer, _] = members.collections;
        return Ok(if newer.is_some() { Form::Legacy2 } else { Form::Legacy1 });
    };
    let bytes = with_member(archive, meta, "meta", |bytes| {
        let mut content = Vec::new();
        bytes.take(MAX_META_SIZE).read_to_end(&mut content).map_err(|it| damaged("meta", &it))?;
        Ok(content)
    })?;
    match protobuf::numbers(&bytes).and_then(|it| it.get(&1).copied()) {
        Some(1) => Ok(Form::Legacy1),
        Some(2) => Ok(Form::Legacy2),
        Some(3) => Ok(Form::Latest),
        _ => Err(PackageError::Version),
    }
}

/// Calls a function with the decompressed bytes of a member, and verifies length and checksum.
fn with_member<R: ReaderAt, T>(
    archive: &ZipArchive<R>,
    member: Member,
    name: &str,
    read: impl FnOnce(&mut dyn Read) -> Result<T, PackageError>,
) -> Result<T, PackageError> {
    let entry = archive.get_entry(member.place).map_err(failure)?;
    let bytes = BufReader::with_capacity(CHUNK, entry.reader());
    // Anki writes and reads no other compression methods.
    match member.method {
        CompressionMethod::STORE => read(&mut entry.verifying_reader(bytes)),
        CompressionMethod::DEFLATE => read(&mut entry.verifying_reader(DeflateDecoder::new(bytes))),
        _ => Err(PackageError::Archive(format!(
            "`{name}` uses a compression method that Anki does not support"
        ))),
    }
}

fn copy(from: &mut dyn Read, to: &mut dyn Write, name: &str) -> Result<u64, PackageError> {
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let count = match from.read(&mut chunk) {
            Ok(0) => return Ok(size),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(damaged(name, &error)),
        };
        let bytes = &mut chunk[..count];
        leave_log(bytes, size);
        size += count as u64;
        if size > MAX_COLLECTION_SIZE {
            return Err(PackageError::TooLarge);
        }
        to.write_all(bytes)?;
    }
}

/// Clears the mark that a write-ahead log belongs to the database, in its bytes 18 and 19 (SQLite's
/// file format, section 1.3.3). A package contains no such log, and SQLite would try to create one.
fn leave_log(bytes: &mut [u8], offset: u64) {
    for (at, byte) in (offset..20).zip(bytes) {
        if at >= 18 && *byte == 2 {
            *byte = 1;
        }
    }
}

fn damaged(name: &str, error: &io::Error) -> PackageError {
    PackageError::Archive(format!("`{name}`: {error}"))
}

fn failure(error: rawzip::Error) -> PackageError {
    match error.into_kind() {
        ErrorKind::MissingEndOfCentralDirectory => PackageError::NotZip,
        ErrorKind::IO(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            PackageError::Io(error)
        }
        kind => PackageError::Archive(kind.to_string()),
    }
}

/// Creates an archive of these members, for tests.
#[cfg(test)]
pub(super) fn zip(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut out = Vec::new();
    let mut zip = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in members {
        let file = zip.new_file(name).compression_method(method);
        let (mut entry, config) = file.start().unwrap();
        let descriptor = if method == CompressionMethod::DEFLATE {
            let encoder =
                flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
            let mut writer = config.wrap(encoder);
            writer.write_all(bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap();
    out
}

/// The compression methods in tests: stored, deflated, and one that Anki does not support.
#[cfg(test)]
pub(super) const METHODS: [CompressionMethod; 3] =
    [CompressionMethod::STORE, CompressionMethod::DEFLATE, CompressionMethod::BZIP2];
