//! What the operating system can do and `std` cannot say: the one file with code for a platform.
//!
//! Input: paths and open files of `load::gate` and `build`. Output: the same calls with one meaning everywhere. Linux (and, for the
//! exchange, Apple's systems) get the strong form; all others a fallback on `std` alone, whose weaker promise is written at each function.
//! Below every floor, because the gate reads through it and the publisher writes through it.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

/// Times and number of a file: modified and changed in nanoseconds since 1970, then the inode. What a system does not tell is 0.
#[cfg(unix)]
pub(crate) fn times(metadata: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    let modified = nanoseconds(metadata.mtime(), metadata.mtime_nsec());
    let changed = nanoseconds(metadata.ctime(), metadata.ctime_nsec());
    (modified, changed, metadata.ino())
}

/// Times and number of a file: modified in nanoseconds since 1970; no change time and no inode here.
#[cfg(not(unix))]
pub(crate) fn times(metadata: &Metadata) -> (i64, i64, u64) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    (since.and_then(|gap| i64::try_from(gap.as_nanos()).ok()).unwrap_or(0), 0, 0)
}

/// Opens `root/relative` for reading. Nothing below `root` may be a link, and the open never waits for the other end of a pipe.
/// Linux lets the kernel see to it in one step; elsewhere the parts are looked at first, which a fast enough enemy can outrun.
pub(crate) fn open_beneath(root: &Path, relative: &str) -> io::Result<File> {
    #[cfg(target_os = "linux")]
    if let Some(result) = open_beneath_by_kernel(root, relative) {
        return result;
    }
    open_beneath_by_looking(root, relative)
}

/// `None` when this kernel (or its sandbox) has no `openat2`.
#[cfg(target_os = "linux")]
fn open_beneath_by_kernel(root: &Path, relative: &str) -> Option<io::Result<File>> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
    use rustix::io::Errno;
    /// The kernel answers EAGAIN while somebody renames folders above; it passes.
    const TRIES: usize = 16;
    let folder = match openat(CWD, root, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()) {
        Ok(folder) => folder,
        Err(errno) => return Some(Err(errno.into())),
    };
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    for _ in 0..TRIES {
        match openat2(&folder, relative, flags, Mode::empty(), resolve) {
            Ok(file) => return Some(Ok(File::from(file))),
            Err(Errno::AGAIN) => {}
            Err(Errno::NOSYS | Errno::PERM) => return None,
            Err(errno) => return Some(Err(errno.into())),
        }
    }
    None
}

fn open_beneath_by_looking(root: &Path, relative: &str) -> io::Result<File> {
    let mut path = root.to_path_buf();
    for part in relative.split('/') {
        if matches!(part, "" | "." | "..") {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leaves its folder"));
        }
        path.push(part);
        if fs::symlink_metadata(&path)?.is_symlink() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a link lies on the path"));
        }
    }
    open_without_following(&path)
}

#[cfg(unix)]
fn open_without_following(path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(openat(CWD, path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open_without_following(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether the system tells of every change below `path`. Network volumes, and folders of Windows seen from a Linux within it, do not
/// tell what others change. Where that cannot be asked, it is taken to tell.
#[cfg(target_os = "linux")]
pub(crate) fn tells_of_changes(path: &Path) -> bool {
    /// NFS, SMB, CIFS, SMB2, 9P (folders of the host of a virtual machine), FUSE, Coda, AFS.
    const SILENT: [u32; 8] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0x7375_7245, 0x5346_414f];
    let Ok(volume) = rustix::fs::statfs(path) else { return true };
    // The type is a 32-bit number, whatever width and sign the system gives it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let kind = volume.f_type as u32;
    !SILENT.contains(&kind)
}

/// Not known here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn tells_of_changes(_path: &Path) -> bool {
    true
}

/// Exchanges two folders of one volume in one step: whoever looks sees both old or both new.
/// [`io::ErrorKind::Unsupported`] where the system or the volume cannot; nothing has happened then.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // PERM is what some sandboxes say to a call they do not know; if it is meant, the renames instead will hear it too.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::PERM) => Err(io::ErrorKind::Unsupported.into()),
        Err(errno) => Err(errno.into()),
    }
}

/// Not here: always [`io::ErrorKind::Unsupported`].
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until all that was written to the volume of `folder` is on the disk: one call for ten thousand files. Only Linux has it;
/// elsewhere, and in a sandbox without it, nothing is promised about a power cut.
#[cfg(target_os = "linux")]
pub(crate) fn sync_volume(folder: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match rustix::fs::syncfs(File::open(folder)?) {
        Err(Errno::NOSYS | Errno::PERM | Errno::INVAL | Errno::OPNOTSUPP) => Ok(()),
        result => Ok(result?),
    }
}

/// Not here: does nothing.
#[cfg(not(target_os = "linux"))]
pub(crate) fn sync_volume(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until the names in `folder` (a rename, say) are on the disk; does nothing where a folder cannot be opened.
#[cfg(unix)]
pub(crate) fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Not here: does nothing.
#[cfg(not(unix))]
pub(crate) fn sync_names(_folder: &Path) -> io::Result<()> {
    Ok(())
}
