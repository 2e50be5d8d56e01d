module operators ( // designs.ts:182
  input  wire  [7:0] a, // designs.ts:159
  input  wire  [7:0] b, // designs.ts:160
  input  wire  [7:0] s, // designs.ts:161
  input  wire  [2:0] n, // designs.ts:162
  output wire  [8:0] sum, // designs.ts:163
  output wire  [8:0] difference, // designs.ts:164
  output wire [15:0] product, // designs.ts:165
  output wire [11:0] scaled, // designs.ts:166
  output wire  [7:0] shifted, // designs.ts:167
  output wire  [7:0] masked, // designs.ts:168
  output wire        both, // designs.ts:169
  output wire [23:0] wide // designs.ts:170
);
  wire [14:0] sum_a_b_shl_n = {7'd0, a + b} << n; // designs.ts:178
  assign sum = a + b; // designs.ts:173
  assign difference = a - b; // designs.ts:174
  assign product = a * b; // designs.ts:175
  assign scaled = $signed(s) * $signed(-4'sd5); // designs.ts:176
  assign shifted = $signed(s) >>> n; // designs.ts:177
  assign masked = ((a & b) | sum_a_b_shl_n[7:0]) ^ ~b; // designs.ts:178
  assign both = a == b || ($signed(s) < -8'sd3 && !(b < a)); // designs.ts:179
  assign wide = {a, b, s}; // designs.ts:180

  wire _unused_ok = &{1'b0, sum_a_b_shl_n[14:8]};
endmodule
