/* Registers of timer. Made from their description: change that, not this. */
#ifndef TIMER_REGS_H
#define TIMER_REGS_H

#include <stdint.h>

/* A timer with two outputs of variable width. */

/* id at 0x00 */
#define TIMER_ID_OFFSET UINT32_C(0x00)
#define TIMER_ID_RESET UINT32_C(0x713e0001)
/* value, bit 31:0: Tells that this is a timer, and its version. - constant */
#define TIMER_ID_VALUE_MASK UINT32_C(0xffffffff)
#define TIMER_ID_VALUE_SHIFT 0

/* control at 0x04: How it runs. */
#define TIMER_CONTROL_OFFSET UINT32_C(0x04)
#define TIMER_CONTROL_RESET UINT32_C(0x00000000)
/* enable, bit 0: Counts while 1. - read and written */
#define TIMER_CONTROL_ENABLE_MASK UINT32_C(0x00000001)
#define TIMER_CONTROL_ENABLE_SHIFT 0
/* mode, bit 1: What comes after the last count. - read and written */
#define TIMER_CONTROL_MODE_MASK UINT32_C(0x00000002)
#define TIMER_CONTROL_MODE_SHIFT 1
#define TIMER_CONTROL_MODE_REPEAT UINT32_C(0x00000000)
#define TIMER_CONTROL_MODE_ONCE UINT32_C(0x00000001)
/* restart, bit 8: Counts from 0 again. - acts once when written, reads as 0 */
#define TIMER_CONTROL_RESTART_MASK UINT32_C(0x00000100)
#define TIMER_CONTROL_RESTART_SHIFT 8

/* prescale at 0x08 */
#define TIMER_PRESCALE_OFFSET UINT32_C(0x08)
#define TIMER_PRESCALE_RESET UINT32_C(0x00000000)
/* cycles, bit 15:0: Clock cycles of one count, less 1. - read and written */
#define TIMER_PRESCALE_CYCLES_MASK UINT32_C(0x0000ffff)
#define TIMER_PRESCALE_CYCLES_SHIFT 0

/* top at 0x0c */
#define TIMER_TOP_OFFSET UINT32_C(0x0c)
#define TIMER_TOP_RESET UINT32_C(0x0000ffff)
/* value, bit 15:0: The last count. - read and written */
#define TIMER_TOP_VALUE_MASK UINT32_C(0x0000ffff)
#define TIMER_TOP_VALUE_SHIFT 0

/* count at 0x10 */
#define TIMER_COUNT_OFFSET UINT32_C(0x10)
#define TIMER_COUNT_RESET UINT32_C(0x00000000)
/* value, bit 15:0: The count now. - read */
#define TIMER_COUNT_VALUE_MASK UINT32_C(0x0000ffff)
#define TIMER_COUNT_VALUE_SHIFT 0

/* rounds at 0x14 */
#define TIMER_ROUNDS_OFFSET UINT32_C(0x14)
#define TIMER_ROUNDS_RESET UINT32_C(0x00000000)
/* number, bit 7:0: Rounds since the last read, at most 255. - a read clears it */
#define TIMER_ROUNDS_NUMBER_MASK UINT32_C(0x000000ff)
#define TIMER_ROUNDS_NUMBER_SHIFT 0

/* duty at 0x20 + 0x04 * i */
#define TIMER_DUTY_OFFSET(i) (UINT32_C(0x20) + UINT32_C(0x04) * (uint32_t)(i))
#define TIMER_DUTY_STRIDE UINT32_C(0x04)
#define TIMER_DUTY_COUNT 2u
#define TIMER_DUTY_RESET UINT32_C(0x00000000)
/* value, bit 15:0: Counts in which the output is 1. - read and written */
#define TIMER_DUTY_VALUE_MASK UINT32_C(0x0000ffff)
#define TIMER_DUTY_VALUE_SHIFT 0

/* irq_status at 0x28: Interrupts that have come. Write 1 to clear. */
#define TIMER_IRQ_STATUS_OFFSET UINT32_C(0x28)
#define TIMER_IRQ_STATUS_RESET UINT32_C(0x00000000)
/* done, bit 0: A round has ended. - a written 1 clears the bit */
#define TIMER_IRQ_STATUS_DONE_MASK UINT32_C(0x00000001)
#define TIMER_IRQ_STATUS_DONE_SHIFT 0
/* match, bit 1: Output 0 has fallen. - a written 1 clears the bit */
#define TIMER_IRQ_STATUS_MATCH_MASK UINT32_C(0x00000002)
#define TIMER_IRQ_STATUS_MATCH_SHIFT 1

/* irq_enable at 0x2c: Interrupts that reach the line. */
#define TIMER_IRQ_ENABLE_OFFSET UINT32_C(0x2c)
#define TIMER_IRQ_ENABLE_RESET UINT32_C(0x00000000)
/* done, bit 0: A round has ended. - read and written */
#define TIMER_IRQ_ENABLE_DONE_MASK UINT32_C(0x00000001)
#define TIMER_IRQ_ENABLE_DONE_SHIFT 0
/* match, bit 1: Output 0 has fallen. - read and written */
#define TIMER_IRQ_ENABLE_MATCH_MASK UINT32_C(0x00000002)
#define TIMER_IRQ_ENABLE_MATCH_SHIFT 1

/* irq_pending at 0x30: Interrupts that have come and are enabled. */
#define TIMER_IRQ_PENDING_OFFSET UINT32_C(0x30)
#define TIMER_IRQ_PENDING_RESET UINT32_C(0x00000000)
/* done, bit 0: A round has ended. - read */
#define TIMER_IRQ_PENDING_DONE_MASK UINT32_C(0x00000001)
#define TIMER_IRQ_PENDING_DONE_SHIFT 0
/* match, bit 1: Output 0 has fallen. - read */
#define TIMER_IRQ_PENDING_MATCH_MASK UINT32_C(0x00000002)
#define TIMER_IRQ_PENDING_MATCH_SHIFT 1

static inline uint32_t timer_id_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_ID_OFFSET);
}
static inline uint32_t timer_id_value_get(uint32_t word) {
  return (word & TIMER_ID_VALUE_MASK) >> TIMER_ID_VALUE_SHIFT;
}

static inline uint32_t timer_control_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_CONTROL_OFFSET);
}
static inline void timer_control_write(volatile void *base, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_CONTROL_OFFSET) = word;
}
static inline uint32_t timer_control_enable_get(uint32_t word) {
  return (word & TIMER_CONTROL_ENABLE_MASK) >> TIMER_CONTROL_ENABLE_SHIFT;
}
static inline uint32_t timer_control_enable_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_CONTROL_ENABLE_MASK) | ((value << TIMER_CONTROL_ENABLE_SHIFT) & TIMER_CONTROL_ENABLE_MASK);
}
static inline void timer_control_enable_set(volatile void *base, uint32_t value) {
  timer_control_write(base, timer_control_enable_put(timer_control_read(base) & UINT32_C(0x00000002), value));
}
static inline uint32_t timer_control_mode_get(uint32_t word) {
  return (word & TIMER_CONTROL_MODE_MASK) >> TIMER_CONTROL_MODE_SHIFT;
}
static inline uint32_t timer_control_mode_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_CONTROL_MODE_MASK) | ((value << TIMER_CONTROL_MODE_SHIFT) & TIMER_CONTROL_MODE_MASK);
}
static inline void timer_control_mode_set(volatile void *base, uint32_t value) {
  timer_control_write(base, timer_control_mode_put(timer_control_read(base) & UINT32_C(0x00000001), value));
}
static inline uint32_t timer_control_restart_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_CONTROL_RESTART_MASK) | ((value << TIMER_CONTROL_RESTART_SHIFT) & TIMER_CONTROL_RESTART_MASK);
}
static inline void timer_control_restart_set(volatile void *base, uint32_t value) {
  timer_control_write(base, timer_control_restart_put(timer_control_read(base) & UINT32_C(0x00000003), value));
}

static inline uint32_t timer_prescale_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_PRESCALE_OFFSET);
}
static inline void timer_prescale_write(volatile void *base, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_PRESCALE_OFFSET) = word;
}
static inline uint32_t timer_prescale_cycles_get(uint32_t word) {
  return (word & TIMER_PRESCALE_CYCLES_MASK) >> TIMER_PRESCALE_CYCLES_SHIFT;
}
static inline uint32_t timer_prescale_cycles_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_PRESCALE_CYCLES_MASK) | ((value << TIMER_PRESCALE_CYCLES_SHIFT) & TIMER_PRESCALE_CYCLES_MASK);
}
static inline void timer_prescale_cycles_set(volatile void *base, uint32_t value) {
  timer_prescale_write(base, timer_prescale_cycles_put(0, value));
}

static inline uint32_t timer_top_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_TOP_OFFSET);
}
static inline void timer_top_write(volatile void *base, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_TOP_OFFSET) = word;
}
static inline uint32_t timer_top_value_get(uint32_t word) {
  return (word & TIMER_TOP_VALUE_MASK) >> TIMER_TOP_VALUE_SHIFT;
}
static inline uint32_t timer_top_value_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_TOP_VALUE_MASK) | ((value << TIMER_TOP_VALUE_SHIFT) & TIMER_TOP_VALUE_MASK);
}
static inline void timer_top_value_set(volatile void *base, uint32_t value) {
  timer_top_write(base, timer_top_value_put(0, value));
}

static inline uint32_t timer_count_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_COUNT_OFFSET);
}
static inline uint32_t timer_count_value_get(uint32_t word) {
  return (word & TIMER_COUNT_VALUE_MASK) >> TIMER_COUNT_VALUE_SHIFT;
}

static inline uint32_t timer_rounds_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_ROUNDS_OFFSET);
}
static inline uint32_t timer_rounds_number_get(uint32_t word) {
  return (word & TIMER_ROUNDS_NUMBER_MASK) >> TIMER_ROUNDS_NUMBER_SHIFT;
}

static inline uint32_t timer_duty_read(const volatile void *base, uint32_t i) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_DUTY_OFFSET(i));
}
static inline void timer_duty_write(volatile void *base, uint32_t i, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_DUTY_OFFSET(i)) = word;
}
static inline uint32_t timer_duty_value_get(uint32_t word) {
  return (word & TIMER_DUTY_VALUE_MASK) >> TIMER_DUTY_VALUE_SHIFT;
}
static inline uint32_t timer_duty_value_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_DUTY_VALUE_MASK) | ((value << TIMER_DUTY_VALUE_SHIFT) & TIMER_DUTY_VALUE_MASK);
}
static inline void timer_duty_value_set(volatile void *base, uint32_t i, uint32_t value) {
  timer_duty_write(base, i, timer_duty_value_put(0, value));
}

static inline uint32_t timer_irq_status_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_IRQ_STATUS_OFFSET);
}
static inline void timer_irq_status_write(volatile void *base, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_IRQ_STATUS_OFFSET) = word;
}
static inline uint32_t timer_irq_status_done_get(uint32_t word) {
  return (word & TIMER_IRQ_STATUS_DONE_MASK) >> TIMER_IRQ_STATUS_DONE_SHIFT;
}
static inline uint32_t timer_irq_status_done_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_IRQ_STATUS_DONE_MASK) | ((value << TIMER_IRQ_STATUS_DONE_SHIFT) & TIMER_IRQ_STATUS_DONE_MASK);
}
static inline void timer_irq_status_done_set(volatile void *base, uint32_t value) {
  timer_irq_status_write(base, timer_irq_status_done_put(0, value));
}
static inline uint32_t timer_irq_status_match_get(uint32_t word) {
  return (word & TIMER_IRQ_STATUS_MATCH_MASK) >> TIMER_IRQ_STATUS_MATCH_SHIFT;
}
static inline uint32_t timer_irq_status_match_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_IRQ_STATUS_MATCH_MASK) | ((value << TIMER_IRQ_STATUS_MATCH_SHIFT) & TIMER_IRQ_STATUS_MATCH_MASK);
}
static inline void timer_irq_status_match_set(volatile void *base, uint32_t value) {
  timer_irq_status_write(base, timer_irq_status_match_put(0, value));
}

static inline uint32_t timer_irq_enable_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_IRQ_ENABLE_OFFSET);
}
static inline void timer_irq_enable_write(volatile void *base, uint32_t word) {
  *(volatile uint32_t *)((volatile unsigned char *)base + TIMER_IRQ_ENABLE_OFFSET) = word;
}
static inline uint32_t timer_irq_enable_done_get(uint32_t word) {
  return (word & TIMER_IRQ_ENABLE_DONE_MASK) >> TIMER_IRQ_ENABLE_DONE_SHIFT;
}
static inline uint32_t timer_irq_enable_done_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_IRQ_ENABLE_DONE_MASK) | ((value << TIMER_IRQ_ENABLE_DONE_SHIFT) & TIMER_IRQ_ENABLE_DONE_MASK);
}
static inline void timer_irq_enable_done_set(volatile void *base, uint32_t value) {
  timer_irq_enable_write(base, timer_irq_enable_done_put(timer_irq_enable_read(base) & UINT32_C(0x00000002), value));
}
static inline uint32_t timer_irq_enable_match_get(uint32_t word) {
  return (word & TIMER_IRQ_ENABLE_MATCH_MASK) >> TIMER_IRQ_ENABLE_MATCH_SHIFT;
}
static inline uint32_t timer_irq_enable_match_put(uint32_t word, uint32_t value) {
  return (word & ~TIMER_IRQ_ENABLE_MATCH_MASK) | ((value << TIMER_IRQ_ENABLE_MATCH_SHIFT) & TIMER_IRQ_ENABLE_MATCH_MASK);
}
static inline void timer_irq_enable_match_set(volatile void *base, uint32_t value) {
  timer_irq_enable_write(base, timer_irq_enable_match_put(timer_irq_enable_read(base) & UINT32_C(0x00000001), value));
}

static inline uint32_t timer_irq_pending_read(const volatile void *base) {
  return *(const volatile uint32_t *)((const volatile unsigned char *)base + TIMER_IRQ_PENDING_OFFSET);
}
static inline uint32_t timer_irq_pending_done_get(uint32_t word) {
  return (word & TIMER_IRQ_PENDING_DONE_MASK) >> TIMER_IRQ_PENDING_DONE_SHIFT;
}
static inline uint32_t timer_irq_pending_match_get(uint32_t word) {
  return (word & TIMER_IRQ_PENDING_MATCH_MASK) >> TIMER_IRQ_PENDING_MATCH_SHIFT;
}

#endif /* TIMER_REGS_H */
