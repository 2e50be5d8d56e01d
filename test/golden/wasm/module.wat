(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func))
  (import "env" "memory" (memory (;0;) 0))
  (func (;0;) (type 0) (param i32) (result i32)
    (local i32 i64 v128)
    block  ;; label = @1
      loop  ;; label = @2
        local.get 1
        i32.const 1
        i32.add
        local.tee 1
        local.get 0
        i32.ge_u
        br_if 1 (;@1;)
        br 0 (;@2;)
      end
    end
    local.get 1
    if (result i64)  ;; label = @1
      i64.const -5
    else
      i64.const 1099511627776
    end
    local.set 2
    i32.const 0
    local.get 2
    i64.store32 offset=64 align=1
    block  ;; label = @1
      block  ;; label = @2
        local.get 1
        br_table 0 (;@2;) 1 (;@1;) 0 (;@2;)
      end
    end
    v128.const i32x4 0x03020100 0x07060504 0x0b0a0908 0x0f0e0d0c
    i32.const 0
    v128.load offset=16 align=1
    i8x16.shuffle 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
    local.set 3
    i32.const 0
    local.get 3
    v128.store offset=32 align=1
    i32.const 0
    i32.const 4
    v128.load32_splat offset=8 align=1
    v128.store offset=48 align=1
    call 1
    i32.const 0
    call_indirect (type 1)
    local.get 1)
  (func (;1;) (type 1)
    i32.const 16
    i32.const 32
    i32.const 4
    memory.copy)
  (table (;0;) 1 funcref)
  (export "run" (func 0))
  (elem (;0;) (i32.const 0) func 1))
