#include "CWipingAllocator.h"

#include <stddef.h>

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
#include <malloc.h>
#include <string.h>

extern void __libc_free(void *memory);

void free(void *memory) {
  if (memory == NULL) return;
  explicit_bzero(memory, malloc_usable_size(memory));
  __libc_free(memory);
}

// The system's would move a block and leave the old copy as it is.
void *realloc(void *memory, size_t size) {
  if (memory == NULL) return malloc(size);
  if (size == 0) {
    free(memory);
    return NULL;
  }
  size_t present = malloc_usable_size(memory);
  if (size <= present) return memory;
  void *moved = malloc(size);
  if (moved == NULL) return NULL;
  memcpy(moved, memory, present);
  free(memory);
  return moved;
}
#else
// An object file must have something in it.
extern const char wiping_allocator_is_not_here;
const char wiping_allocator_is_not_here = 1;
#endif
