/* Makes one call that writes to the disk fail, or ends the process before it.

   LD_PRELOAD=faults.so with FAULT_AT=N: of the calls of write, pwrite, fsync, fdatasync, rename,
   link, unlink and ftruncate on files below FAULT_UNDER, the one with number N fails with ENOSPC (or
   EIO for those that need no room). With FAULT_KILL=1 the process is killed instead. FAULT_LOG names
   a file to which each of these calls is written. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;

static int is_below(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0;
}

static void log_call(int number, const char *name, const char *path) {
    const char *log = getenv("FAULT_LOG");
    if (!log) return;
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%d %s %s\n", number, name, path);
    int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (file >= 0) {
        syscall(SYS_write, file, line, length);
        syscall(SYS_close, file);
    }
}

/* Returns whether this call is the one that fails. */
static int fails(const char *name, const char *path) {
    if (!is_below(path)) return 0;
    int number = ++calls;
    log_call(number, name, path);
    const char *at = getenv("FAULT_AT");
    if (!at || atoi(at) != number) return 0;
    if (getenv("FAULT_KILL")) kill(getpid(), SIGKILL);
    return 1;
}

static int descriptor_fails(const char *name, int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(name, path);
}

static int path_fails(const char *name, const char *path) {
    char whole[PATH_MAX];
    if (path[0] == '/') return fails(name, path);
    char folder[PATH_MAX];
    if (!getcwd(folder, sizeof folder)) return 0;
    if (snprintf(whole, sizeof whole, "%s/%s", folder, path) >= (int)sizeof whole) return 0;
    return fails(name, whole);
}

#define NEXT(type, name, ...) \
    static type (*next)(__VA_ARGS__); \
    if (!next) next = dlsym(RTLD_NEXT, name)
#define FAIL(code) do { errno = code; return -1; } while (0)

ssize_t write(int file, const void *bytes, size_t count) {
    NEXT(ssize_t, "write", int, const void *, size_t);
    if (descriptor_fails("write", file)) FAIL(ENOSPC);
    return next(file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    NEXT(ssize_t, "writev", int, const struct iovec *, int);
    if (descriptor_fails("writev", file)) FAIL(ENOSPC);
    return next(file, parts, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (descriptor_fails("pwrite", file)) FAIL(ENOSPC);
    return next(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (descriptor_fails("pwrite64", file)) FAIL(ENOSPC);
    return next(file, bytes, count, at);
}

int fsync(int file) {
    NEXT(int, "fsync", int);
    if (descriptor_fails("fsync", file)) FAIL(EIO);
    return next(file);
}

int fdatasync(int file) {
    NEXT(int, "fdatasync", int);
    if (descriptor_fails("fdatasync", file)) FAIL(EIO);
    return next(file);
}

int rename(const char *from, const char *to) {
    NEXT(int, "rename", const char *, const char *);
    if (path_fails("rename", to)) FAIL(EIO);
    return next(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    NEXT(int, "renameat2", int, const char *, int, const char *, unsigned);
    if (path_fails("renameat2", to)) FAIL(EIO);
    return next(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    NEXT(int, "linkat", int, const char *, int, const char *, int);
    if (path_fails("linkat", to)) FAIL(EIO);
    return next(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) {
    NEXT(int, "unlink", const char *);
    if (path_fails("unlink", path)) FAIL(EIO);
    return next(path);
}

int ftruncate(int file, off_t length) {
    NEXT(int, "ftruncate", int, off_t);
    if (descriptor_fails("ftruncate", file)) FAIL(EIO);
    return next(file, length);
}

int ftruncate64(int file, off64_t length) {
    NEXT(int, "ftruncate64", int, off64_t);
    if (descriptor_fails("ftruncate64", file)) FAIL(EIO);
    return next(file, length);
}
