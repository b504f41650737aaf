//! The media of a package, read by a thread of their own while they are being written.

use std::collections::btree_set;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crc32fast::Hasher;
use sha1::{Digest, Sha1};

use crate::export::Media;
use crate::export::apkg::Package;

/// What is read at once: small enough to stay in a core's cache until it has been summed.
const PIECE: usize = 1 << 17;
/// How many pieces there are on their way.
const PIECES: usize = 4;

/// A part of the media, which come one after another.
pub(super) enum Piece {
    /// Some bytes of a file.
    Bytes(Vec<u8>),
    /// The end of a file.
    End(Sums),
}

/// What is known of a file at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums {
    /// Its length in bytes.
    pub(super) size: u64,
    /// Its CRC-32, where the archive stores the file as it is; else 0.
    pub(super) crc: u32,
    /// Its SHA-1, where the list of media names it; else that of nothing.
    pub(super) sha1: [u8; 20],
}

/// Hands out the next piece, and takes back the bytes of an earlier one to be filled again.
pub(super) type Next<'n> = dyn FnMut(Option<Vec<u8>>) -> io::Result<Piece> + 'n;

/// Lets `write` have the files called `names`, piece by piece.
pub(super) fn read_ahead(
    names: btree_set::Iter<'_, String>,
    media: &dyn Media,
    form: Package,
    threads: NonZeroUsize,
    write: &mut dyn FnMut(&mut Next<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let reader = |names| Reader { names, media, form, file: None, spare: None };
    if threads.get() == 1 || names.len() == 0 {
        let mut reader = reader(names);
        return write(&mut |used| reader.next(used.unwrap_or_default()));
    }
    let (pieces, read) = sync_channel(PIECES);
    let (returned, used) = sync_channel(2 * PIECES);
    for _ in 0..PIECES {
        let _ = returned.send(Vec::new());
    }
    thread::scope(|scope| {
        let ahead = names.clone();
        let work = move || reader(ahead).run(&pieces, &used);
        if thread::Builder::new().spawn_scoped(scope, work).is_err() {
            // No further thread is to be had.
            let mut alone = reader(names);
            return write(&mut |used| alone.next(used.unwrap_or_default()));
        }
        // Dropped when all is written or nothing more will be, which ends the thread.
        let (read, returned) = (read, returned);
        write(&mut |used| {
            if let Some(used) = used {
                // None is waited for once all has been read.
                let _ = returned.send(used);
            }
            read.recv().unwrap_or_else(|_| Err(io::Error::other("a thread has ended early")))
        })
    })
}

/// Reads file after file.
struct Reader<'m> {
    names: btree_set::Iter<'m, String>,
    media: &'m dyn Media,
    form: Package,
    file: Option<Opened<'m>>,
    /// What an end left unused.
    spare: Option<Vec<u8>>,
}

/// A file that is being read.
struct Opened<'m> {
    name: &'m str,
    bytes: Box<dyn Read + 'm>,
    size: u64,
    crc: Hasher,
    sha1: Sha1,
}

impl<'m> Reader<'m> {
    /// Reads until the last file has ended, or nobody wants more.
    fn run(&mut self, pieces: &SyncSender<io::Result<Piece>>, used: &Receiver<Vec<u8>>) {
        while self.file.is_some() || self.names.len() > 0 {
            let spare = self.spare.take().map_or_else(|| used.recv(), Ok);
            let Ok(buffer) = spare else { return };
            let piece = self.next(buffer);
            let is_last = piece.is_err();
            if pieces.send(piece).is_err() || is_last {
                return;
            }
        }
    }

    fn next(&mut self, mut buffer: Vec<u8>) -> io::Result<Piece> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let name = self.names.next().ok_or(io::ErrorKind::UnexpectedEof)?;
                self.file.insert(Opened::open(name, self.media)?)
            }
        };
        buffer.resize(PIECE, 0);
        let count = file.read(&mut buffer)?;
        buffer.truncate(count);
        if count > 0 {
            file.sum(&buffer, self.form);
            return Ok(Piece::Bytes(buffer));
        }
        let sums = file.sums();
        (self.file, self.spare) = (None, Some(buffer));
        Ok(Piece::End(sums))
    }
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
