/*
 * What a protocol file has beside C, for a compiler that is to accept it: cc -fsyntax-only my-ring.c
 *
 * Fencepost itself does not read this file. protocols/README.md teaches the language.
 */
#ifndef FENCEPOST_H
#define FENCEPOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int8_t s8;
typedef int16_t s16;
typedef int32_t s32;
typedef int64_t s64;
typedef u8 __u8;
typedef u16 __u16, __le16, __virtio16;
typedef u32 __u32, __le32, __virtio32;
typedef u64 __u64, __le64, __virtio64;
typedef int atomic_t;

/* Whose code or private variable it is. Another word for a side: #define guest driver */
#define driver static __attribute__((unused))
#define device static __attribute__((unused))

/*
 * Shared memory: coherent, seen by the other side after cache maintenance only, the registers of a device, its memory
 * mapped write-combining, or an interrupt that one processor sends another by a system register.
 */
#define shared static __attribute__((unused))
#define non_coherent static __attribute__((unused))
#define mmio static __attribute__((unused))
#define write_combining static __attribute__((unused))
#define ipi static __attribute__((unused))

/* Declarations. */
#define FENCEPOST_NOTHING struct fencepost_nothing
#define protocol(name, title) FENCEPOST_NOTHING
#define bound(name, one, many, largest) enum { name = 2, ROUNDS = 4 }
#define parameter(name, value) enum { name = value }
#define feature(name, with, without) enum { name = 0 }
#define platforms(...) FENCEPOST_NOTHING
#define players(sentence) FENCEPOST_NOTHING
#define clause(name, document, section, sentence) FENCEPOST_NOTHING
#define site(name, shape, clause, ...) FENCEPOST_NOTHING
#define covers(one, other) FENCEPOST_NOTHING
#define remark(name, sentences) FENCEPOST_NOTHING
#define needless(name, when, why) FENCEPOST_NOTHING

/* What runs, and what must not happen: in a side's code, and at the end of a scenario. */
#define scenario(name, ...) static __attribute__((unused)) void fencepost_scenario_##name(void)
#define run(call) ((void)(call))
#define run_as(name, call) ((void)(call))
#define never(condition, clause, finding) ((void)(condition))
#define await(condition) ((void)(condition))
#define notify(location, value) ((void)((location) = (value)))
#define woken(location) (location)

#define likely(x) (x)
#define unlikely(x) (x)
#define max(a, b) ((a) > (b) ? (a) : (b))
#define min(a, b) ((a) < (b) ? (a) : (b))

/* Primitives that look like functions of any type; those with a type of their own are declared where they are used. */
#define READ_ONCE(x) (*(volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) ((void)(*(volatile __typeof__(x) *)&(x) = (v)))
#define smp_load_acquire(p) (*(p))
#define smp_store_release(p, v) ((void)(*(p) = (v)))
#define smp_store_mb(x, v) ((void)((x) = (v)))
#define virt_load_acquire(p) (*(p))
#define virt_store_release(p, v) ((void)(*(p) = (v)))
#define virt_store_mb(x, v) ((void)((x) = (v)))
#define xchg(p, v) (*(p) = (v))
#define xchg_relaxed(p, v) (*(p) = (v))
#define xchg_acquire(p, v) (*(p) = (v))
#define xchg_release(p, v) (*(p) = (v))
#define cmpxchg(p, old, new) (*(p) == (old) ? (*(p) = (new)) : *(p))
#define cmpxchg_relaxed(p, old, new) cmpxchg(p, old, new)
#define cmpxchg_acquire(p, old, new) cmpxchg(p, old, new)
#define cmpxchg_release(p, old, new) cmpxchg(p, old, new)
#define atomic_read(p) (*(p))
#define atomic_set(p, v) ((void)(*(p) = (v)))
#define atomic_add(v, p) ((void)(*(p) += (v)))
#define atomic_sub(v, p) ((void)(*(p) -= (v)))
#define atomic_and(v, p) ((void)(*(p) &= (v)))
#define atomic_or(v, p) ((void)(*(p) |= (v)))
#define atomic_andnot(v, p) ((void)(*(p) &= ~(v)))
#define atomic_fetch_add(v, p) (*(p) += (v))
#define atomic_fetch_add_relaxed(v, p) atomic_fetch_add(v, p)
#define atomic_fetch_add_acquire(v, p) atomic_fetch_add(v, p)
#define atomic_fetch_add_release(v, p) atomic_fetch_add(v, p)
#define atomic_fetch_sub(v, p) (*(p) -= (v))
#define atomic_fetch_sub_relaxed(v, p) atomic_fetch_sub(v, p)
#define atomic_fetch_sub_acquire(v, p) atomic_fetch_sub(v, p)
#define atomic_fetch_sub_release(v, p) atomic_fetch_sub(v, p)
#define atomic_fetch_and(v, p) (*(p) &= (v))
#define atomic_fetch_and_relaxed(v, p) atomic_fetch_and(v, p)
#define atomic_fetch_and_acquire(v, p) atomic_fetch_and(v, p)
#define atomic_fetch_and_release(v, p) atomic_fetch_and(v, p)
#define atomic_fetch_or(v, p) (*(p) |= (v))
#define atomic_fetch_or_relaxed(v, p) atomic_fetch_or(v, p)
#define atomic_fetch_or_acquire(v, p) atomic_fetch_or(v, p)
#define atomic_fetch_or_release(v, p) atomic_fetch_or(v, p)

/* Registers of a device, and memory that is not coherent with it. */
static inline u32 readl(const volatile void *p) { return *(const volatile u32 *)p; }
static inline u32 readl_relaxed(const volatile void *p) { return *(const volatile u32 *)p; }
#define writel(v, p) ((void)(*(p) = (v)))
#define writel_relaxed(v, p) ((void)(*(p) = (v)))
static inline u32 ioread32(const volatile void *p) { return *(const volatile u32 *)p; }
#define iowrite32(v, p) ((void)(*(p) = (v)))
enum { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE };
#define dma_sync_single_for_device(dev, p, size, direction) ((void)(p), (void)(direction))
#define dma_sync_single_for_cpu(dev, p, size, direction) ((void)(p), (void)(direction))

static inline void fencepost_barrier(void) {}
#define barrier fencepost_barrier
#define smp_mb fencepost_barrier
#define smp_rmb fencepost_barrier
#define smp_wmb fencepost_barrier
#define smp_mb__before_atomic fencepost_barrier
#define smp_mb__after_atomic fencepost_barrier
#define virt_mb fencepost_barrier
#define virt_rmb fencepost_barrier
#define virt_wmb fencepost_barrier
#define dma_mb fencepost_barrier
#define dma_rmb fencepost_barrier
#define dma_wmb fencepost_barrier
#define mb fencepost_barrier
#define rmb fencepost_barrier
#define wmb fencepost_barrier

#endif
