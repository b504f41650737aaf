//! Deflates in parallel.
//!
//! The input is divided into chunks of equal size. Each is compressed with the end of the previous
//! one as its dictionary, so that dividing costs only a few bytes. Each compressed chunk ends at a
//! byte boundary, so that together they are one stream, which is the same for any number of
//! threads.

use std::io::{self, Read, Write};

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;

/// The size of a chunk.
const CHUNK: usize = 1 << 18;
/// The maximum distance of a match in deflate.
const WINDOW: usize = 1 << 15;
/// The number of chunks for each thread that are read before they are compressed.
const BATCH: usize = 4;

/// The result of a compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deflated {
    /// The CRC-32 of the input.
    pub(super) crc: u32,
    /// The length of the input in bytes.
    pub(super) size: u64,
}

/// Compresses the content of `from`, several chunks in parallel.
pub(super) fn deflate(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<Deflated> {
    let mut chunks =
        Chunks { from, window: Vec::new(), next: Vec::new(), crc: Hasher::new(), size: 0 };
    chunks.next = chunks.read()?;
    let mut is_last = false;
    while !is_last {
        let mut batch = Vec::new();
        for _ in 0..BATCH * rayon::current_num_threads() {
            let chunk = chunks.chunk()?;
            is_last = chunk.is_last;
            batch.push(chunk);
            if is_last {
                break;
            }
        }
        let compressed: Vec<io::Result<Vec<u8>>> = batch.par_iter().map(Chunk::compress).collect();
        for it in compressed {
            to.write_all(&it?)?;
        }
    }
    Ok(Deflated { crc: chunks.crc.finalize(), size: chunks.size })
}

/// A chunk of the input, preceded by the last bytes of the previous one.
struct Chunk {
    window: Vec<u8>,
    bytes: Vec<u8>,
    is_last: bool,
}

impl Chunk {
    /// Returns the compressed chunk. It is compressed by a new compressor, because one that was
    /// reset keeps enough of its state to find other matches (zlib-rs 0.6.8).
    fn compress(&self) -> io::Result<Vec<u8>> {
        let mut compressor = compressor();
        if !self.window.is_empty() {
            compressor.set_dictionary(&self.window)?;
        }
        let end = if self.is_last { FlushCompress::Finish } else { FlushCompress::Sync };
        let mut out = Vec::with_capacity(self.bytes.len() / 2 + 1024);
        let mut done = 0;
        loop {
            let before = compressor.total_in();
            let rest = self.bytes.get(done..).unwrap_or_default();
            let status = compressor.compress_vec(rest, &mut out, end)?;
            done += usize::try_from(compressor.total_in() - before).map_err(io::Error::other)?;
            let is_done = match status {
                Status::StreamEnd => true,
                // A flush is complete if it leaves space in the output.
                _ => !self.is_last && done == self.bytes.len() && out.len() < out.capacity(),
            };
            if is_done {
                return Ok(out);
            }
            out.reserve(CHUNK / 2);
        }
    }
}

/// Creates a compressor without a header, one level below the default, which takes a seventh more
/// time to save a 250th of the size. Lower levels make packages larger, which every learner
/// downloads.
fn compressor() -> Compress {
    Compress::new(Compression::new(5), false)
}

/// The input that is not compressed yet.
struct Chunks<'r> {
    from: &'r mut dyn Read,
    window: Vec<u8>,
    /// The next chunk, read ahead to know which chunk is the last.
    next: Vec<u8>,
    crc: Hasher,
    size: u64,
}

impl Chunks<'_> {
    fn chunk(&mut self) -> io::Result<Chunk> {
        let following = if self.next.len() < CHUNK { Vec::new() } else { self.read()? };
        let bytes = std::mem::replace(&mut self.next, following);
        self.crc.update(&bytes);
        self.size += bytes.len() as u64;
        let from = bytes.len().saturating_sub(WINDOW);
        let window = bytes.get(from..).unwrap_or_default().to_vec();
        let window = std::mem::replace(&mut self.window, window);
        Ok(Chunk { window, bytes, is_last: self.next.is_empty() })
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(CHUNK);
        (&mut *self.from).take(CHUNK as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use flate2::read::DeflateDecoder;

    use super::*;

    /// Returns bytes of which some repeat at short and long distances.
    fn bytes(count: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        (0..count).map(|at| if at % 7 < 4 { b'a' } else { (next() % 64) as u8 }).collect()
    }

    fn compressed(plain: &[u8], threads: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| deflate(&mut &*plain, &mut out)).unwrap();
        let crc = crc32fast::hash(plain);
        assert_eq!(found, Deflated { crc, size: plain.len() as u64 });
        out
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bytes_which_are_one_stream() {
        for count in [0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 12_345, 9 * CHUNK] {
            let plain = bytes(count);
            let alone = compressed(&plain, 1);
            let mut back = Vec::new();
            let mut decoder = DeflateDecoder::new(alone.as_slice());
            decoder.read_to_end(&mut back).unwrap();
            assert!(back == plain, "{count} bytes come back otherwise");
            assert_eq!(decoder.total_in(), alone.len() as u64);
            for threads in [2, 3, 8] {
                assert!(compressed(&plain, threads) == alone, "{count} bytes, {threads} threads");
            }
        }
    }

    #[test]
    fn what_does_not_compress_is_written_whole() {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        let plain: Vec<u8> = (0..3 * CHUNK + 5).map(|_| next()).collect();
        let mut back = Vec::new();
        let out = compressed(&plain, 2);
        DeflateDecoder::new(out.as_slice()).read_to_end(&mut back).unwrap();
        assert!(back == plain);
    }

    #[test]
    fn chunks_know_what_came_before_them() {
        let block = bytes(WINDOW / 2);
        let first = block.repeat(CHUNK / block.len());
        let mut plain = first.clone();
        plain.extend_from_slice(&block);
        let added = compressed(&plain, 2).len() - compressed(&first, 2).len();
        assert!(added < compressed(&block, 1).len() / 4, "{added}");
    }

    /// A reader or writer that fails after some megabytes.
    struct Failing(usize);

    impl Failing {
        fn take(&mut self, count: usize) -> io::Result<usize> {
            self.0 = self.0.checked_sub(count).ok_or_else(|| io::Error::other("full"))?;
            Ok(count)
        }
    }

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.take(buffer.len())
        }
    }

    impl Write for Failing {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            self.take(buffer.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_failure_on_either_side_ends_the_work() {
        let failed = deflate(&mut Failing(7 * CHUNK), &mut io::sink());
        assert_eq!(failed.unwrap_err().to_string(), "full");
        let failed = deflate(&mut bytes(9 * CHUNK).as_slice(), &mut Failing(CHUNK));
        assert_eq!(failed.unwrap_err().to_string(), "full");
    }
}
