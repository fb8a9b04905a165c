#ifndef C_OLDER_GLIBC_H
#define C_OLDER_GLIBC_H

// Nothing to call: linking this target is what counts. See COlderGlibc.c.

#endif
