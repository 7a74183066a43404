#ifndef CLUB_CZLIB_SHIM_H
#define CLUB_CZLIB_SHIM_H

#include <zlib.h>

/* `deflateInit2` is a macro: it adds the version and struct size the caller was compiled with. */
static inline int club_deflate_init2(z_stream *stream, int level, int method, int window_bits,
                                     int memory_level, int strategy) {
    return deflateInit2(stream, level, method, window_bits, memory_level, strategy);
}

/* The same for reading; the server never inflates, its tests do. */
static inline int club_inflate_init2(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

#endif
