//! Reads the media of a package ahead of writing them.

use std::collections::btree_set;
use std::io::{self, Read, Write};

use crc32fast::Hasher;
use sha1::{Digest, Sha1};

use crate::export::Media;
use crate::export::options::Package;

/// The number of bytes that are read at once, small enough to stay in the cache of a core until
/// they are hashed.
const PIECE: usize = 1 << 17;

/// A part of the media files, which are read one after another.
enum Piece {
    /// Some bytes of a file.
    Bytes(Vec<u8>),
    /// The end of a file.
    End(Sums),
}

/// The length and the checksums of a file, known at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums {
    /// Its length in bytes.
    pub(super) size: u64,
    /// Its CRC-32 if the archive stores the file as it is, else 0.
    pub(super) crc: u32,
    /// Its SHA-1 if the list of media contains it, else that of no bytes.
    pub(super) sha1: [u8; 20],
}

/// A reader of one file after another.
pub(super) struct Reader<'m> {
    names: btree_set::Iter<'m, String>,
    media: &'m dyn Media,
    form: Package,
    file: Option<Opened<'m>>,
    /// The piece that was read ahead.
    ahead: Option<io::Result<Piece>>,
    /// A buffer to be filled again.
    spare: Vec<u8>,
}

impl<'m> Reader<'m> {
    /// Creates a reader of the files with these `names`.
    pub(super) fn new(
        names: btree_set::Iter<'m, String>,
        media: &'m dyn Media,
        form: Package,
    ) -> Reader<'m> {
        Reader { names, media, form, file: None, ahead: None, spare: Vec::new() }
    }

    /// Copies the rest of the current file, or else the next file, to `to`. While one piece is
    /// written, another thread reads the next one.
    ///
    /// # Errors
    /// Returns the error of the file or of `to`.
    pub(super) fn copy(&mut self, to: &mut (dyn Write + Send)) -> io::Result<Sums> {
        loop {
            let piece = self.ahead.take().unwrap_or_else(|| self.next());
            match piece? {
                Piece::End(sums) => return Ok(sums),
                Piece::Bytes(bytes) => {
                    let (written, ahead) = rayon::join(|| to.write_all(&bytes), || self.next());
                    written?;
                    (self.ahead, self.spare) = (Some(ahead), bytes);
                }
            }
        }
    }

    fn next(&mut self) -> io::Result<Piece> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let name = self.names.next().ok_or(io::ErrorKind::UnexpectedEof)?;
                self.file.insert(Opened::open(name, self.media)?)
            }
        };
        let mut buffer = std::mem::take(&mut self.spare);
        buffer.resize(PIECE, 0);
        let count = file.read(&mut buffer)?;
        buffer.truncate(count);
        if count > 0 {
            file.sum(&buffer, self.form);
            return Ok(Piece::Bytes(buffer));
        }
        let sums = file.sums();
        (self.file, self.spare) = (None, buffer);
        Ok(Piece::End(sums))
    }
}

/// A file that is being read.
struct Opened<'m> {
    name: &'m str,
    bytes: Box<dyn Read + Send + 'm>,
    size: u64,
    crc: Hasher,
    sha1: Sha1,
}

impl<'m> Opened<'m> {
    fn open(name: &'m str, media: &'m dyn Media) -> io::Result<Opened<'m>> {
        let bytes = media.open(name).map_err(|it| named(name, &it))?;
        Ok(Opened { name, bytes, size: 0, crc: Hasher::new(), sha1: Sha1::new() })
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.bytes.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(named(self.name, &error)),
                Ok(count) => return Ok(count),
            }
        }
    }

    fn sum(&mut self, bytes: &[u8], form: Package) {
        self.size += bytes.len() as u64;
        match form {
            Package::Legacy => self.crc.update(bytes),
            Package::Latest => self.sha1.update(bytes),
        }
    }

    fn sums(&self) -> Sums {
        let sha1 = self.sha1.clone().finalize().into();
        Sums { size: self.size, crc: self.crc.clone().finalize(), sha1 }
    }
}

fn named(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("media file {name}: {error}"))
}
