/* Registers of sample. Made from their description: change that, not this. */
#ifndef SAMPLE_REGS_H
#define SAMPLE_REGS_H

#include <stdint.h>

/* All kinds of fields. */

/* control at 0x00 */
#define SAMPLE_CONTROL_OFFSET UINT32_C(0x00)
#define SAMPLE_CONTROL_RESET UINT64_C(0x000000000000d003)
/* enable, bit 0: read and written */
#define SAMPLE_CONTROL_ENABLE_MASK UINT64_C(0x0000000000000001)
#define SAMPLE_CONTROL_ENABLE_SHIFT 0
/* mode, bit 2:1: How fast it goes. - read and written */
#define SAMPLE_CONTROL_MODE_MASK UINT64_C(0x0000000000000006)
#define SAMPLE_CONTROL_MODE_SHIFT 1
#define SAMPLE_CONTROL_MODE_OFF UINT64_C(0x0000000000000000)
#define SAMPLE_CONTROL_MODE_SLOW UINT64_C(0x0000000000000001)
#define SAMPLE_CONTROL_MODE_FAST UINT64_C(0x0000000000000002)
/* gain, bit 15:8: read and written, in units of 2^-5 */
#define SAMPLE_CONTROL_GAIN_MASK UINT64_C(0x000000000000ff00)
#define SAMPLE_CONTROL_GAIN_SHIFT 8
/* start, bit 16: acts once when written, reads as 0 */
#define SAMPLE_CONTROL_START_MASK UINT64_C(0x0000000000010000)
#define SAMPLE_CONTROL_START_SHIFT 16
/* class, bit 17: a written 1 sets the bit */
#define SAMPLE_CONTROL_CLASS_MASK UINT64_C(0x0000000000020000)
#define SAMPLE_CONTROL_CLASS_SHIFT 17

/* status at 0x08: What it does. */
#define SAMPLE_STATUS_OFFSET UINT32_C(0x08)
#define SAMPLE_STATUS_RESET UINT64_C(0x0000000000000000)
/* busy, bit 0: read */
#define SAMPLE_STATUS_BUSY_MASK UINT64_C(0x0000000000000001)
#define SAMPLE_STATUS_BUSY_SHIFT 0
/* level, bit 7:1: read */
#define SAMPLE_STATUS_LEVEL_MASK UINT64_C(0x00000000000000fe)
#define SAMPLE_STATUS_LEVEL_SHIFT 1
/* failed, bit 18:16: a written 1 clears the bit */
#define SAMPLE_STATUS_FAILED_MASK UINT64_C(0x0000000000070000)
#define SAMPLE_STATUS_FAILED_SHIFT 16

/* key at 0x20 + 0x10 * i */
#define SAMPLE_KEY_OFFSET(i) (UINT32_C(0x20) + UINT32_C(0x10) * (uint32_t)(i))
#define SAMPLE_KEY_STRIDE UINT32_C(0x10)
#define SAMPLE_KEY_COUNT 2u
#define SAMPLE_KEY_RESET UINT64_C(0x0000000000000000)
/* low, bit 15:0: written, reads as 0 */
#define SAMPLE_KEY_LOW_MASK UINT64_C(0x000000000000ffff)
#define SAMPLE_KEY_LOW_SHIFT 0
/* high, bit 31:16: written, reads as 0 */
#define SAMPLE_KEY_HIGH_MASK UINT64_C(0x00000000ffff0000)
#define SAMPLE_KEY_HIGH_SHIFT 16

/* mixed at 0x38 */
#define SAMPLE_MIXED_OFFSET UINT32_C(0x38)
#define SAMPLE_MIXED_RESET UINT64_C(0x0000000000000000)
/* seen, bit 7:0: a read clears it */
#define SAMPLE_MIXED_SEEN_MASK UINT64_C(0x00000000000000ff)
#define SAMPLE_MIXED_SEEN_SHIFT 0
/* limit, bit 15:8: read and written */
#define SAMPLE_MIXED_LIMIT_MASK UINT64_C(0x000000000000ff00)
#define SAMPLE_MIXED_LIMIT_SHIFT 8
/* other, bit 19:16: read and written */
#define SAMPLE_MIXED_OTHER_MASK UINT64_C(0x00000000000f0000)
#define SAMPLE_MIXED_OTHER_SHIFT 16

/* id at 0x40 */
#define SAMPLE_ID_OFFSET UINT32_C(0x40)
#define SAMPLE_ID_RESET UINT64_C(0x0123456789abcdef)
/* value, bit 63:0: constant */
#define SAMPLE_ID_VALUE_MASK UINT64_C(0xffffffffffffffff)
#define SAMPLE_ID_VALUE_SHIFT 0

/* offset at 0x48 */
#define SAMPLE_OFFSET_OFFSET UINT32_C(0x48)
#define SAMPLE_OFFSET_RESET UINT64_C(0x0000000000000000)
/* value, bit 63:0: read and written */
#define SAMPLE_OFFSET_VALUE_MASK UINT64_C(0xffffffffffffffff)
#define SAMPLE_OFFSET_VALUE_SHIFT 0

static inline uint64_t sample_control_read(const volatile void *base) {
  return *(const volatile uint64_t *)((const volatile unsigned char *)base + SAMPLE_CONTROL_OFFSET);
}
static inline void sample_control_write(volatile void *base, uint64_t word) {
  *(volatile uint64_t *)((volatile unsigned char *)base + SAMPLE_CONTROL_OFFSET) = word;
}
static inline uint64_t sample_control_enable_get(uint64_t word) {
  return (word & SAMPLE_CONTROL_ENABLE_MASK) >> SAMPLE_CONTROL_ENABLE_SHIFT;
}
static inline uint64_t sample_control_enable_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_CONTROL_ENABLE_MASK) | ((value << SAMPLE_CONTROL_ENABLE_SHIFT) & SAMPLE_CONTROL_ENABLE_MASK);
}
static inline void sample_control_enable_set(volatile void *base, uint64_t value) {
  sample_control_write(base, sample_control_enable_put(sample_control_read(base) & UINT64_C(0x000000000000ff06), value));
}
static inline uint64_t sample_control_mode_get(uint64_t word) {
  return (word & SAMPLE_CONTROL_MODE_MASK) >> SAMPLE_CONTROL_MODE_SHIFT;
}
static inline uint64_t sample_control_mode_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_CONTROL_MODE_MASK) | ((value << SAMPLE_CONTROL_MODE_SHIFT) & SAMPLE_CONTROL_MODE_MASK);
}
static inline void sample_control_mode_set(volatile void *base, uint64_t value) {
  sample_control_write(base, sample_control_mode_put(sample_control_read(base) & UINT64_C(0x000000000000ff01), value));
}
static inline int64_t sample_control_gain_get(uint64_t word) {
  uint64_t bits = (word & SAMPLE_CONTROL_GAIN_MASK) >> SAMPLE_CONTROL_GAIN_SHIFT;
  return bits & UINT64_C(0x0000000000000080) ? -(int64_t)(~bits & UINT64_C(0x00000000000000ff)) - 1 : (int64_t)bits;
}
static inline uint64_t sample_control_gain_put(uint64_t word, int64_t value) {
  return (word & ~SAMPLE_CONTROL_GAIN_MASK) | (((uint64_t)value << SAMPLE_CONTROL_GAIN_SHIFT) & SAMPLE_CONTROL_GAIN_MASK);
}
static inline void sample_control_gain_set(volatile void *base, int64_t value) {
  sample_control_write(base, sample_control_gain_put(sample_control_read(base) & UINT64_C(0x0000000000000007), value));
}
static inline uint64_t sample_control_start_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_CONTROL_START_MASK) | ((value << SAMPLE_CONTROL_START_SHIFT) & SAMPLE_CONTROL_START_MASK);
}
static inline void sample_control_start_set(volatile void *base, uint64_t value) {
  sample_control_write(base, sample_control_start_put(sample_control_read(base) & UINT64_C(0x000000000000ff07), value));
}
static inline uint64_t sample_control_class_get(uint64_t word) {
  return (word & SAMPLE_CONTROL_CLASS_MASK) >> SAMPLE_CONTROL_CLASS_SHIFT;
}
static inline uint64_t sample_control_class_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_CONTROL_CLASS_MASK) | ((value << SAMPLE_CONTROL_CLASS_SHIFT) & SAMPLE_CONTROL_CLASS_MASK);
}
static inline void sample_control_class_set(volatile void *base, uint64_t value) {
  sample_control_write(base, sample_control_class_put(sample_control_read(base) & UINT64_C(0x000000000000ff07), value));
}

static inline uint64_t sample_status_read(const volatile void *base) {
  return *(const volatile uint64_t *)((const volatile unsigned char *)base + SAMPLE_STATUS_OFFSET);
}
static inline void sample_status_write(volatile void *base, uint64_t word) {
  *(volatile uint64_t *)((volatile unsigned char *)base + SAMPLE_STATUS_OFFSET) = word;
}
static inline uint64_t sample_status_busy_get(uint64_t word) {
  return (word & SAMPLE_STATUS_BUSY_MASK) >> SAMPLE_STATUS_BUSY_SHIFT;
}
static inline int64_t sample_status_level_get(uint64_t word) {
  uint64_t bits = (word & SAMPLE_STATUS_LEVEL_MASK) >> SAMPLE_STATUS_LEVEL_SHIFT;
  return bits & UINT64_C(0x0000000000000040) ? -(int64_t)(~bits & UINT64_C(0x000000000000007f)) - 1 : (int64_t)bits;
}
static inline uint64_t sample_status_failed_get(uint64_t word) {
  return (word & SAMPLE_STATUS_FAILED_MASK) >> SAMPLE_STATUS_FAILED_SHIFT;
}
static inline uint64_t sample_status_failed_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_STATUS_FAILED_MASK) | ((value << SAMPLE_STATUS_FAILED_SHIFT) & SAMPLE_STATUS_FAILED_MASK);
}
static inline void sample_status_failed_set(volatile void *base, uint64_t value) {
  sample_status_write(base, sample_status_failed_put(0, value));
}

static inline void sample_key_write(volatile void *base, uint32_t i, uint64_t word) {
  *(volatile uint64_t *)((volatile unsigned char *)base + SAMPLE_KEY_OFFSET(i)) = word;
}
static inline uint64_t sample_key_low_put(uint64_t word, int64_t value) {
  return (word & ~SAMPLE_KEY_LOW_MASK) | (((uint64_t)value << SAMPLE_KEY_LOW_SHIFT) & SAMPLE_KEY_LOW_MASK);
}
static inline uint64_t sample_key_high_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_KEY_HIGH_MASK) | ((value << SAMPLE_KEY_HIGH_SHIFT) & SAMPLE_KEY_HIGH_MASK);
}

static inline uint64_t sample_mixed_read(const volatile void *base) {
  return *(const volatile uint64_t *)((const volatile unsigned char *)base + SAMPLE_MIXED_OFFSET);
}
static inline void sample_mixed_write(volatile void *base, uint64_t word) {
  *(volatile uint64_t *)((volatile unsigned char *)base + SAMPLE_MIXED_OFFSET) = word;
}
static inline uint64_t sample_mixed_seen_get(uint64_t word) {
  return (word & SAMPLE_MIXED_SEEN_MASK) >> SAMPLE_MIXED_SEEN_SHIFT;
}
static inline uint64_t sample_mixed_limit_get(uint64_t word) {
  return (word & SAMPLE_MIXED_LIMIT_MASK) >> SAMPLE_MIXED_LIMIT_SHIFT;
}
static inline uint64_t sample_mixed_limit_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_MIXED_LIMIT_MASK) | ((value << SAMPLE_MIXED_LIMIT_SHIFT) & SAMPLE_MIXED_LIMIT_MASK);
}
static inline uint64_t sample_mixed_other_get(uint64_t word) {
  return (word & SAMPLE_MIXED_OTHER_MASK) >> SAMPLE_MIXED_OTHER_SHIFT;
}
static inline uint64_t sample_mixed_other_put(uint64_t word, uint64_t value) {
  return (word & ~SAMPLE_MIXED_OTHER_MASK) | ((value << SAMPLE_MIXED_OTHER_SHIFT) & SAMPLE_MIXED_OTHER_MASK);
}

static inline uint64_t sample_id_read(const volatile void *base) {
  return *(const volatile uint64_t *)((const volatile unsigned char *)base + SAMPLE_ID_OFFSET);
}
static inline uint64_t sample_id_value_get(uint64_t word) {
  return (word & SAMPLE_ID_VALUE_MASK) >> SAMPLE_ID_VALUE_SHIFT;
}

static inline uint64_t sample_offset_read(const volatile void *base) {
  return *(const volatile uint64_t *)((const volatile unsigned char *)base + SAMPLE_OFFSET_OFFSET);
}
static inline void sample_offset_write(volatile void *base, uint64_t word) {
  *(volatile uint64_t *)((volatile unsigned char *)base + SAMPLE_OFFSET_OFFSET) = word;
}
static inline int64_t sample_offset_value_get(uint64_t word) {
  uint64_t bits = (word & SAMPLE_OFFSET_VALUE_MASK) >> SAMPLE_OFFSET_VALUE_SHIFT;
  return bits & UINT64_C(0x8000000000000000) ? -(int64_t)(~bits & UINT64_C(0xffffffffffffffff)) - 1 : (int64_t)bits;
}
static inline uint64_t sample_offset_value_put(uint64_t word, int64_t value) {
  return (word & ~SAMPLE_OFFSET_VALUE_MASK) | (((uint64_t)value << SAMPLE_OFFSET_VALUE_SHIFT) & SAMPLE_OFFSET_VALUE_MASK);
}
static inline void sample_offset_value_set(volatile void *base, int64_t value) {
  sample_offset_write(base, sample_offset_value_put(0, value));
}

#endif /* SAMPLE_REGS_H */
