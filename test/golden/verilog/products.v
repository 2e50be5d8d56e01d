module products ( // designs.ts:153
  input  wire        clk,
  input  wire        rst,
  input  wire [71:0] x, // designs.ts:146
  input  wire [71:0] w,
  output wire [23:0] sum
);
  genvar i;

  reg [143:0] held = 144'd0; // designs.ts:149

  wire [143:0] product; // designs.ts:148
  generate
    for (i = 0; i < 9; i = i + 1) begin : each_product
      assign product[i*16 +: 16] = $signed(x[i*8 +: 8]) * $signed(w[i*8 +: 8]);
    end
  endgenerate

  always @(posedge clk) begin
    held <= product; // designs.ts:150
  end

  wire [16:0] sum_held_0_1 = $signed(held[15:0]) + $signed(held[31:16]); // designs.ts:151
  wire [17:0] sum_held_0_2 = $signed(sum_held_0_1) + $signed({{2{held[47]}}, held[47:32]});
  wire [18:0] sum_held_0_3 = $signed(sum_held_0_2) + $signed({{3{held[63]}}, held[63:48]});
  wire [19:0] sum_held_0_4 = $signed(sum_held_0_3) + $signed({{4{held[79]}}, held[79:64]});
  wire [20:0] sum_held_0_5 = $signed(sum_held_0_4) + $signed({{5{held[95]}}, held[95:80]});
  wire [21:0] sum_held_0_6 = $signed(sum_held_0_5) + $signed({{6{held[111]}}, held[111:96]});
  wire [22:0] sum_held_0_7 = $signed(sum_held_0_6) + $signed({{7{held[127]}}, held[127:112]});
  assign sum = $signed(sum_held_0_7) + $signed({{8{held[143]}}, held[143:128]});

  wire _unused_ok = &{1'b0, rst};
endmodule
