module chosen_lanes ( // designs.ts:241
  input  wire [23:0] x, // designs.ts:230
  input  wire  [1:0] i, // designs.ts:231
  input  wire  [1:0] k, // designs.ts:232
  input  wire  [7:0] y, // designs.ts:233
  output wire [15:0] product, // designs.ts:234
  output wire  [8:0] sum // designs.ts:235
);
  assign product = {i < 2'd3 ? x[i*8 +: 8] : 8'd0} * y; // designs.ts:238
  assign sum = y + {k < 2'd3 ? x[k*8 +: 8] : 8'd0}; // designs.ts:239
endmodule
