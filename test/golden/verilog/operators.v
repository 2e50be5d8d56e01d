module operators ( // designs.ts:170
  input  wire  [7:0] a, // designs.ts:147
  input  wire  [7:0] b, // designs.ts:148
  input  wire  [7:0] s, // designs.ts:149
  input  wire  [2:0] n, // designs.ts:150
  output wire  [8:0] sum, // designs.ts:151
  output wire  [8:0] difference, // designs.ts:152
  output wire [15:0] product, // designs.ts:153
  output wire [11:0] scaled, // designs.ts:154
  output wire  [7:0] shifted, // designs.ts:155
  output wire  [7:0] masked, // designs.ts:156
  output wire        both, // designs.ts:157
  output wire [23:0] wide // designs.ts:158
);
  wire [14:0] sum_a_b_shl_n = {7'd0, a + b} << n; // designs.ts:166
  assign sum = a + b; // designs.ts:161
  assign difference = a - b; // designs.ts:162
  assign product = a * b; // designs.ts:163
  assign scaled = $signed(s) * -4'sd5; // designs.ts:164
  assign shifted = $signed(s) >>> n; // designs.ts:165
  assign masked = ((a & b) | sum_a_b_shl_n[7:0]) ^ ~b; // designs.ts:166
  assign both = a == b || ($signed(s) < -8'sd3 && !(b < a)); // designs.ts:167
  assign wide = {a, b, s}; // designs.ts:168

  wire _unused_ok = &{1'b0, sum_a_b_shl_n[14:8]};
endmodule
