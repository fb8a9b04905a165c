// Lets a program that is built with a newer glibc start where an older one is.
//
// A linker binds to the newest version of a function that the build machine has, and the loader refuses a program that asks
// for a version it does not know. Of all that the Lambda function uses, two functions have a version newer than Amazon
// Linux 2023's glibc 2.34: hypot and hypotf, which swift-numerics mentions and the function never calls. Since 2.35 they
// leave out the error handling of System V; their older versions are in every glibc and compute the same. So they are
// asked for by those.
//
// `scripts/glibc-symbols` shows what a program asks for.

#include <features.h>

#if defined(__GLIBC__) && defined(__x86_64__)
#define OLDEST "GLIBC_2.2.5"
#elif defined(__GLIBC__) && defined(__aarch64__)
#define OLDEST "GLIBC_2.17"
#endif

#ifdef OLDEST

__asm__(".symver oldest_hypot, hypot@" OLDEST);
__asm__(".symver oldest_hypotf, hypotf@" OLDEST);

double oldest_hypot(double x, double y);
float oldest_hypotf(float x, float y);

__attribute__((visibility("hidden"))) double hypot(double x, double y) {
    return oldest_hypot(x, y);
}

__attribute__((visibility("hidden"))) float hypotf(float x, float y) {
    return oldest_hypotf(x, y);
}

#endif
